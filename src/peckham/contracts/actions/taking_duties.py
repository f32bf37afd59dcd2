"""Complaints, thanks and travel claims come in: one way for online, phone, desk and letter."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db import connection, transaction
from psycopg.types.json import Jsonb

from peckham.care import api as care
from peckham.contracts.domain.duties.complaint import LIMBS, Consent, Limb
from peckham.contracts.duties_reading import clocks
from peckham.contracts.queries.bodies import body
from peckham.infra import audit, reference
from peckham.infra.refusing import by_state, refusing
from peckham.kernel import Actor, Refused
from peckham.kernel.london import day_of


class Unsaid(Refused):
    """Something that is needed to take it is missing, or cannot be."""


class NotTakenHere(Refused):
    """Staff who are signed in would send as a resident does, or the other way about."""


_WORDS = {
    "PK091": {
        "what": "This is not for you to send from here.",
        "why": "One asks online for oneself; staff take at the door what is said to them.",
        "remedy": "Sign out to send your own, or take it at the door.",
    }
}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody as they say who they are: who it is about, or who speaks for them.

    Args:
        name: Their name.
        born: Date of birth, in ISO form, or "".
        contact: A number, an e-mail address or an address for letters, or "".
        relationship: Of who speaks for somebody: how they know them.
    """

    name: str
    born: str = ""
    contact: str = ""
    relationship: str = ""


@dataclass(frozen=True, slots=True)
class Complained:
    """A complaint as it is made.

    Args:
        body_id: The body that it reaches.
        channel: "online", "phone", "desk", "letter" or "email".
        about: Whom it is about, in words: a service, a team, a person.
        words: What happened.
        wanted: What the person would like to come of it.
        limb: Whether it is about health, adult social care, or both.
        contact_mode: How they are to be answered.
        person: Who it happened to.
        asker: Who complains for them, or None.
        acting: The person's consent to that.
        sharing: Consent to pass it on, where it is made to an ICB.
        received_on: When it came; None is today.
        event_on: When it happened; None where not known.
        knew_on: When they came to know of it, where later.
    """

    body_id: int
    channel: str
    about: str
    words: str
    wanted: str
    limb: Limb
    contact_mode: str
    person: Person
    asker: Person | None = None
    acting: Consent = "not needed"
    sharing: Consent = "not asked"
    received_on: date | None = None
    event_on: date | None = None
    knew_on: date | None = None


@dataclass(frozen=True, slots=True)
class Claimed:
    """A travel claim as it is made; `visit` holds what `queries.claims` reads as a `Visit`."""

    body_id: int
    hub_id: int | None
    channel: str
    contact_mode: str
    appointment_on: date
    person: Person
    visit: Mapping[str, Any]
    asker: Person | None = None
    received_on: date | None = None


@dataclass(frozen=True, slots=True)
class DutyReceipt:
    """What the person takes away.

    Args:
        public_id: For addresses of pages.
        reference: Nine characters, with a check character.
        code: Eight characters, kept only as a hash.
        lead: Name of the body that has it.
        due_on: What is due by then: an acknowledgement, or a decision.
    """

    public_id: UUID
    reference: str
    code: str
    lead: str
    due_on: date


@transaction.atomic
def take_complaint(said: Complained, *, key: UUID, by: Actor, at: datetime) -> DutyReceipt:
    """Take a complaint for the body that it reaches; every clock starts with this receipt.

    Args:
        said: The complaint.
        key: The form's idempotency key, of which the code is made.
        by: Who takes it.
        at: Now.

    Raises:
        Unsaid: If it does not say what happened, or is of a day that has not come.
        CalendarEnds: If the bank holidays of its clock are not listed.
    """
    received_on = said.received_on or day_of(at)
    _check(said.words, received_on, at)
    if said.limb not in LIMBS:
        raise Unsaid("Say whether it is about health or about social care.", field="limb")
    row = {
        **_common("complaint", said, received_on),
        "due_on": clocks().acknowledge_by(received_on).isoformat(),
        "about": said.about,
        "words": said.words.strip(),
        "wanted": said.wanted.strip(),
        "limb": said.limb,
        "is_oral": said.channel in ("phone", "desk"),
        "event_on": _iso(said.event_on),
        "knew_on": _iso(said.knew_on),
    }
    detail = {"acting": said.acting, "sharing": said.sharing, "by": by.name}
    return _store("complaint", "take_complaint", row, detail, key=key, by=by, at=at)


@transaction.atomic
def take_claim(said: Claimed, *, key: UUID, by: Actor, at: datetime) -> DutyReceipt:
    """Take a claim of travel costs for the provider of the visit; as `take_complaint`."""
    received_on = said.received_on or day_of(at)
    if said.appointment_on > received_on:
        raise Unsaid("A journey is claimed once it was made.", rule=19, field="appointment_on")
    count = reference.parameters().number("travel.decide_working_days", received_on)
    row = {
        **_common("claim", said, received_on),
        "due_on": clocks().working_days.after(received_on, count).isoformat(),
        "hub_id": said.hub_id,
        "appointment_on": said.appointment_on.isoformat(),
        "visit": dict(said.visit),
    }
    return _store("claim", "take_travel_claim", row, {"by": by.name}, key=key, by=by, at=at)


def take_thanks(
    *, body_id: int, about: str, words: str, name: str, channel: str, by: Actor, at: datetime
) -> None:
    """Write down that somebody thanks.

    Raises:
        Unsaid: If there are no words.
    """
    _check(words, day_of(at), at)
    row = {
        "organisation_id": body(body_id).id,
        "about": about,
        "words": words.strip(),
        "claimed": {"name": name} if name else {},
        "channel": channel,
        "given_on": day_of(at).isoformat(),
    }
    _take("take_thanks", row)
    audit.record(
        action="contracts.thanks", subject_kind="organisation", subject_id=body_id, by=by, at=at
    )


def _take(function: str, *told: Mapping[str, Any]) -> None:
    """Call the law's own function; its answer to who may not take this is said in words."""
    places = ", ".join(["%s"] * len(told))
    with refusing(by_state(NotTakenHere, _WORDS)), connection.cursor() as cursor:
        values: list[Any] = [Jsonb(dict(each)) for each in told]
        cursor.execute(f"SELECT peckham.{function}({places})", values)


def _check(words: str, received_on: date, at: datetime) -> None:
    if not words.strip():
        raise Unsaid("Say what happened, in your own words.", rule=18, field="words")
    if received_on > day_of(at):
        raise Unsaid("It cannot have come on a day that is still to come.", field="received_on")


def _common(duty: str, said: Complained | Claimed, received_on: date) -> dict[str, Any]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT peckham.next_duty(%s)", [duty])
        number = int(cursor.fetchone()[0])
    return {
        "id": number,
        "public_id": str(uuid4()),
        "reference": care.reference.reference_of(number),
        "claimed": _as_json(said.person),
        "asker": _as_json(said.asker) if said.asker else None,
        "channel": said.channel,
        "contact_mode": said.contact_mode,
        "received_by_id": body(said.body_id).id,
        "received_on": received_on.isoformat(),
    }


def _store(
    subject: str,
    function: str,
    row: dict[str, Any],
    detail: dict[str, Any],
    *,
    key: UUID,
    by: Actor,
    at: datetime,
) -> DutyReceipt:
    code = care.reference.code_of(key.bytes, settings.SECRET_KEY.encode())
    row["code_hash"] = care.reference.hash_code(row["reference"], code)
    _take(function, row, detail)
    audit.record(
        action=f"contracts.{subject}.received",
        subject_kind=subject,
        subject_id=row["public_id"],
        by=by,
        at=at,
        detail={"channel": row["channel"]},
    )
    return DutyReceipt(
        UUID(row["public_id"]),
        care.reference.grouped(row["reference"]),
        care.reference.grouped(code),
        body(row["received_by_id"]).name,
        date.fromisoformat(row["due_on"]),
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _as_json(person: Person) -> dict[str, str]:
    said = {
        "name": person.name,
        "born": person.born,
        "contact": person.contact,
        "relationship": person.relationship,
    }
    return {name: words for name, words in said.items() if words}
