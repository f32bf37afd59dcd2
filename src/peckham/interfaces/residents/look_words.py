"""Puts looks at one's own record in plain words, by day: who, as what, why, at which parts."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peckham.kernel.london import day_of
from peckham.sharing import api as sharing

ROLES = {
    "navigator": gettext_lazy("care navigator"),
    "clinician": gettext_lazy("doctor, nurse or other clinician"),
    "service_member": gettext_lazy("member of a care team"),
    "manager": gettext_lazy("hub manager"),
    "administrator": gettext_lazy("administrator"),
    "governance_lead": gettext_lazy("information governance lead"),
    "planner": gettext_lazy("planner of neighbourhoods"),
    "commissioner": gettext_lazy("commissioner of services"),
    "finance_officer": gettext_lazy("finance officer"),
    "contract_manager": gettext_lazy("manager of a provider's contracts"),
    "practice_signatory": gettext_lazy("partner who signs for a practice"),
    "complaints_manager": gettext_lazy("complaints manager"),
}

WHY = {
    "registration": gettext_lazy("You are on this practice's list."),
    "request": gettext_lazy("You asked for help, and their team had or answered your request."),
    "contact": gettext_lazy("You were in touch with them that day."),
    "caseload": gettext_lazy("Their team is caring for you."),
    "meeting": gettext_lazy("People who care for you met to talk about your care."),
    "break_glass": gettext_lazy(
        "It was an emergency. They had to write down why, and somebody else checks it."
    ),
    "system": gettext_lazy("A computer did this by itself, to keep the service running."),
    "own record": gettext_lazy("It is your own record."),
    "": gettext_lazy("We did not write down the reason. You can ask us about it."),
}

PARTS = {
    "demographics": gettext_lazy("who you are, where you live and how to reach you"),
    "key": gettext_lazy("that there is a record of you"),
    "health record": gettext_lazy("your health record"),
    "care plan": gettext_lazy("your care plan"),
    "request": gettext_lazy("something you asked for"),
    "looks": gettext_lazy("the list of who has looked"),
    "copy": gettext_lazy("a copy of your record"),
}


@dataclass(slots=True)
class Entry:
    """One person's looks on one day, for one reason.

    Args:
        who: Name, "You", or the name of a job.
        as_what: Role, or "".
        organisation: For which organisation, or "".
        why: What allowed it, as a sentence.
        parts: At what, each once.
        at: When, latest first.
    """

    who: str
    as_what: str
    organisation: str
    why: str
    parts: list[str] = field(default_factory=list)
    at: list[datetime] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Day:
    """The looks of one day in London."""

    on: date
    entries: tuple[Entry, ...]


def days_of(looks: Iterable[sharing.log.LookRow]) -> tuple[Day, ...]:
    """Group looks by day, newest first, and within a day by who it was and why."""
    days: dict[date, dict[tuple[str, ...], Entry]] = {}
    for look in looks:
        entries = days.setdefault(day_of(look.at), {})
        key = (look.actor, look.role, look.organisation_name, look.allowed_by)
        entry = entries.setdefault(key, _entry(look))
        entry.at.append(look.at)
        for part in look.parts:
            words = str(PARTS.get(part, part))
            if words not in entry.parts:
                entry.parts.append(words)
    return tuple(Day(on, tuple(entries.values())) for on, entries in days.items())


def _entry(look: sharing.log.LookRow) -> Entry:
    if look.actor_kind == "resident":
        who = _("You")
    elif look.actor_kind == "system":
        who = _("A computer job: %s") % look.actor
    else:
        who = look.actor_name or _("A member of staff")
    return Entry(
        who=who,
        as_what=str(ROLES.get(look.role, look.role)),
        organisation=look.organisation_name,
        why=str(WHY.get(look.allowed_by, look.allowed_by)),
    )
