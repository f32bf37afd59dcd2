"""Sends what was answered to the one way in of complaints, thanks and claims."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from peckham.contracts.api import complaints, travel
from peckham.interfaces.pages.owed.claim_steps import ELSEWHERE
from peckham.interfaces.pages.owed.complaint_steps import UNSURE, for_other
from peckham.interfaces.pages.owed.fields import Answers, flag, number, pence
from peckham.kernel import Actor


def _text(answers: Answers, name: str) -> str:
    return str(answers.get(name) or "")


def _day(answers: Answers, name: str) -> date | None:
    return date.fromisoformat(_text(answers, name)) if answers.get(name) else None


def body_id(answers: Answers) -> int:
    """Give the body that was chosen, or the one that finds out."""
    chosen = _text(answers, "body")
    return complaints.default_body().id if chosen == UNSURE else int(chosen)


def _people(answers: Answers) -> tuple[complaints.Person, complaints.Person | None]:
    """Give who it is about, and who speaks for them; whoever speaks is the one to be reached."""
    contact = _text(answers, "contact")
    name, born = _text(answers, "name"), _text(answers, "born")
    if not for_other(answers):
        return complaints.Person(name, born, contact), None
    asker = complaints.Person(
        _text(answers, "asker_name"), contact=contact, relationship=_text(answers, "relationship")
    )
    return complaints.Person(name, born), asker


def send_complaint(
    answers: Answers, *, channel: str, key: UUID, by: Actor, at: datetime
) -> complaints.DutyReceipt:
    """Take a complaint, and give its receipt."""
    person, asker = _people(answers)
    said = complaints.Complained(
        body_id=body_id(answers),
        channel=channel,
        about=_text(answers, "about"),
        words=_text(answers, "words"),
        wanted=_text(answers, "wanted"),
        # Each is one of the answers on the page; contracts refuses any other.
        limb=_text(answers, "limb"),  # type: ignore[arg-type]
        contact_mode=_text(answers, "reach"),
        person=person,
        asker=asker,
        acting=_text(answers, "acting") if asker else "not needed",  # type: ignore[arg-type]
        sharing=_text(answers, "sharing") or "not asked",  # type: ignore[arg-type]
        received_on=_day(answers, "received_on"),
        event_on=_day(answers, "event_on"),
        knew_on=_day(answers, "knew_on"),
    )
    return complaints.take_complaint(said, key=key, by=by, at=at)


def send_claim(
    answers: Answers, *, channel: str, key: UUID, by: Actor, at: datetime
) -> complaints.DutyReceipt:
    """Take a claim of travel costs, and give its receipt."""
    person, asker = _people(answers)
    hub = _text(answers, "hub")
    said = travel.Claimed(
        body_id=body_id(answers),
        hub_id=None if hub == ELSEWHERE else int(hub),
        channel=channel,
        contact_mode=_text(answers, "reach"),
        appointment_on=date.fromisoformat(_text(answers, "appointment_on")),
        person=person,
        asker=asker,
        visit=visit_of(answers),
        received_on=_day(answers, "received_on"),
    )
    return travel.take_claim(said, key=key, by=by, at=at)


def visit_of(answers: Answers) -> dict[str, Any]:
    """Give a claim's own facts; what is not known is left out, and is never 0."""
    referred_by = _text(answers, "referred_by")
    means, fare = _text(answers, "means"), pence(answers.get("fare"))
    companion = _text(answers, "companion") in ("child", "helper")
    known = {
        "service_group": _text(answers, "service_group"),
        "referred_by": None if referred_by == "unknown" else referred_by,
        "is_separate": flag(answers.get("is_separate")),
        "entitlement": _text(answers, "entitlement"),
        "more_is_met": flag(answers.get("more_is_met")),
        "income_pence": pence(answers.get("income")),
        "contribution_pence": pence(answers.get("contribution")),
        "means": means,
        "fare_pence": fare,
        "miles": number(answers.get("miles")),
        "parking_pence": pence(answers.get("parking")),
        # Nothing is cheaper than public transport; of the rest staff find out.
        "cheapest_pence": fare if means == "public_transport" else None,
        "why_this": _text(answers, "why_this"),
        "companion": companion or None,
        "companion_fare_pence": pence(answers.get("companion_fare")) if companion else None,
        "patient_years": number(answers.get("patient_years")) if companion else None,
    }
    return {name: value for name, value in known.items() if value not in (None, "")}


def send_thanks(answers: Answers, *, channel: str, by: Actor, at: datetime) -> None:
    """Write down somebody's thanks."""
    complaints.take_thanks(
        body_id=body_id(answers),
        about=_text(answers, "about"),
        words=_text(answers, "words"),
        name=_text(answers, "name"),
        channel=channel,
        by=by,
        at=at,
    )
