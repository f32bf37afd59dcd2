"""Communication needs, ways to reach a person, carers and proxies."""

from collections.abc import Sequence
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from peckham.kernel import Actor, Refused, london
from peckham.people.actions.facts import check_day, days, locked, supersede, touched, trail
from peckham.people.domain.names import tidy_name
from peckham.people.domain.needs import check_contact_point, kind_of, modes_of_point
from peckham.people.domain.telephones import telephone
from peckham.people.models import CommunicationNeed, ContactPoint, Proxy
from peckham.people.queries.needs import blocked_contact_modes, kinds

DETAIL_LENGTH_MAX = 500
PROXY_MAY = ("ask", "be_told", "see_record", "decide")


class TooLong(Refused):
    """The text is longer than its place takes."""


class NotAnAddress(Refused):
    """The text is not an address of that kind."""


class NoAuthority(Refused):
    """Nobody speaks for a person without an authority to do so."""


class UnknownProxy(Refused):
    """There is no such carer or proxy."""


class NotRecorded(Refused):
    """No such need is recorded now."""


def record_communication_need(
    *,
    person_id: int,
    code: str,
    detail: str = "",
    since: date | None = None,
    source: str = "",
    by: Actor,
    at: datetime,
) -> int:
    """Record what a person needs to take in and give information. Said again, it is replaced.

    Args:
        person_id: Who.
        code: A code of data/communication_needs.csv.
        detail: Such as the language of an interpreter.
        since: First day; today where None.
        source: Who says so.
        by: Who records it.
        at: When.

    Returns:
        Key of the need.

    Raises:
        UnknownNeed: If no need has that code.
        TooLong: If the detail has more than 500 characters.
    """
    kind_of(code, kinds())
    detail = _text(detail, "detail")
    start = since or london.day_of(at)
    with transaction.atomic():
        person = locked(person_id)
        check_day(person, start, at=at, field="since")
        for row in _held(person_id, code):
            if row.detail == detail:
                return row.pk
            supersede(row, at=at)
        need = CommunicationNeed(
            person_id=person_id,
            code=code,
            detail=detail,
            during=days(start, None),
            source=source,
            recorded_at=at,
        )
        need.save(force_insert=True)
        touched(person)
        trail("people.record_need", person, {"code": code}, by=by, at=at)
    return need.pk


def end_communication_need(
    *, person_id: int, code: str, on: date | None = None, by: Actor, at: datetime
) -> None:
    """Record that a need no longer holds from a day on.

    Raises:
        NotRecorded: If it is not recorded.
    """
    end = on or london.day_of(at)
    with transaction.atomic():
        person = locked(person_id)
        rows = _held(person_id, code)
        if not rows:
            raise NotRecorded("That need is not recorded.", field="code")
        for row in rows:
            _end(row, end, at=at)
        touched(person)
        trail("people.end_need", person, {"code": code}, by=by, at=at)


def record_contact_point(
    *,
    person_id: int,
    mode: str,
    value: str,
    preferred: bool = False,
    source: str = "",
    by: Actor,
    at: datetime,
) -> int:
    """Record a way to reach a person. The preferred one takes the place of the one before.

    Args:
        person_id: Who.
        mode: phone, mobile, email or post.
        value: The number or the address.
        preferred: Whether to use it first.
        source: Who says so.
        by: Who records it.
        at: When.

    Raises:
        ContactModeBlocked: If it is to be preferred and a recorded need rules out its every use.
        InvalidTelephone: If a number is not one.
        NotAnAddress: If an address is not one.
    """
    modes_of_point(mode)
    value = _address(mode, value)
    today = london.day_of(at)
    with transaction.atomic():
        person = locked(person_id)
        if preferred:
            check_contact_point(mode, blocked_contact_modes(person_id, today))
        held = ContactPoint.objects.filter(person_id=person_id, superseded_at__isnull=True)
        for row in held:
            is_same = (row.mode, row.value) == (mode, value)
            if is_same and row.preferred == preferred:
                return row.pk
            if is_same:
                supersede(row, at=at)
            elif preferred and row.preferred:
                supersede(row, at=at)
                _contact(row.person_id, row.mode, row.value, False, row.source, at).save()
        point = _contact(person_id, mode, value, preferred, source, at)
        point.save(force_insert=True)
        touched(person)
        trail("people.record_contact", person, {"mode": mode}, by=by, at=at)
    return point.pk


def add_proxy(
    *,
    person_id: int,
    name: str,
    relationship: str,
    authority: str = "none",
    may: Sequence[str] = (),
    telephone_number: str = "",
    proxy_person_id: int | None = None,
    since: date | None = None,
    source: str = "",
    by: Actor,
    at: datetime,
) -> int:
    """Record a carer, or somebody who may speak for the person.

    Args:
        person_id: For whom.
        name: The carer's or proxy's name.
        relationship: Such as "daughter" or "neighbour".
        authority: none, consent, parental_responsibility, power_of_attorney or court_deputy.
        may: Of ask, be_told, see_record, decide; empty for a carer without authority.
        telephone_number: How to reach the proxy, or "".
        proxy_person_id: The proxy's own record, where there is one.
        since: First day; today where None.
        source: Who says so.
        by: Who records it.
        at: When.

    Raises:
        NoAuthority: If something is allowed without an authority, or nobody knows the authority.
    """
    if authority not in Proxy.Authority.values or not set(may) <= set(PROXY_MAY):
        raise NoAuthority("That authority, or that permission, is not known.", field="authority")
    if authority == "none" and may:
        raise NoAuthority(
            "Nobody may speak for a person without an authority.",
            remedy="Record the consent, the parental responsibility or the power of attorney.",
            field="authority",
        )
    name = _text(tidy_name(name), "name")
    if not name:
        raise NoAuthority("Give the name of the carer or proxy.", field="name")
    start = since or london.day_of(at)
    with transaction.atomic():
        person = locked(person_id)
        proxy = Proxy(
            person_id=person_id,
            proxy_person_id=proxy_person_id,
            name=name,
            relationship=_text(relationship, "relationship"),
            telephone=telephone(telephone_number) if telephone_number.strip() else "",
            authority=authority,
            may=[one for one in PROXY_MAY if one in may],
            during=days(start, None),
            source=source,
            recorded_at=at,
        )
        proxy.save(force_insert=True)
        touched(person)
        trail("people.add_proxy", person, {"authority": authority}, by=by, at=at)
    return proxy.pk


def end_proxy(*, proxy_id: int, on: date | None = None, by: Actor, at: datetime) -> None:
    """Record that a carer or proxy is one no longer from a day on.

    Raises:
        UnknownProxy: If there is none that stands.
    """
    with transaction.atomic():
        proxy = Proxy.objects.filter(pk=proxy_id, superseded_at__isnull=True).first()
        if proxy is None or proxy.during.upper is not None:
            raise UnknownProxy("There is no such carer or proxy now.")
        person = locked(proxy.person_id)
        _end(proxy, on or london.day_of(at), at=at)
        touched(person)
        trail("people.end_proxy", person, {"proxy": proxy_id}, by=by, at=at)


def _end(row: CommunicationNeed | Proxy, end: date, *, at: datetime) -> None:
    """Close a fact; one that would have had no day was never so, and is superseded."""
    if end <= row.during.lower:
        supersede(row, at=at)
        return
    row.during = days(row.during.lower, end)
    row.save(update_fields=["during"])


def _held(person_id: int, code: str) -> list[CommunicationNeed]:
    rows = CommunicationNeed.objects.filter(
        person_id=person_id, code=code, superseded_at__isnull=True, during__upper_inf=True
    )
    return list(rows)


def _contact(
    person_id: int, mode: str, value: str, preferred: bool, source: str, at: datetime
) -> ContactPoint:
    return ContactPoint(
        person_id=person_id,
        mode=mode,
        value=value,
        preferred=preferred,
        during=days(london.day_of(at), None),
        source=source,
        recorded_at=at,
    )


def _address(mode: str, value: str) -> str:
    if mode in ("phone", "mobile"):
        return telephone(value)
    value = _text(value, "value")
    if mode == "email":
        try:
            validate_email(value)
        except ValidationError as refusal:
            raise NotAnAddress("This is not an email address.", field="value") from refusal
    if not value:
        raise NotAnAddress("Give the address.", field="value")
    return value


def _text(text: str, field: str) -> str:
    tidy = text.replace("\x00", "").strip()
    if len(tidy) > DETAIL_LENGTH_MAX:
        raise TooLong(f"At most {DETAIL_LENGTH_MAX} characters fit here.", field=field)
    return tidy
