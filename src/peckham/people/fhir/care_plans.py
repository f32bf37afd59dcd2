"""A CarePlan resource as one entry: what it is for, what is to be done, and what for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from peckham.people.fhir.elements import Code, Element, code_of, first_day, words
from peckham.people.fhir.facts import EntryFacts

# What a care plan points at: its element, and the part that it plays in the plan.
LINKS = {"addresses": "for", "goal": "goal"}


@dataclass(frozen=True, slots=True)
class LinkedWords:
    """Something that a care plan points at, in its sender's words.

    Args:
        part: "for" (what the plan is to help with) or "goal".
        words: What it is called.
    """

    part: str
    words: str


def words_of(resource: Element) -> str:
    """Name a resource that a care plan points at.

    >>> words_of({"resourceType": "Goal", "description": {"text": "Walk to the shop"}})
    'Walk to the shop'
    """
    return code_of(resource.get("description") or resource.get("code")).display


def care_plan(resource: Element, linked: Sequence[LinkedWords]) -> EntryFacts:
    """Read a valid CarePlan: its name, its time, and its parts as components.

    Each component says which part it is ("for", "goal" or "activity"), so that nothing that is to
    be avoided is ever read as something to be done.
    """
    category = _category(resource)
    started, ended = _period(resource.get("period", {}))
    stated = str(resource.get("created", ""))
    return EntryFacts(
        kind="care_plan",
        code=category.code,
        code_system=category.system,
        display=str(resource.get("title") or category.display or "Care plan"),
        status=str(resource.get("status", "")),
        verification=str(resource.get("intent", "")),
        started=started,
        ended=ended,
        stated=stated,
        sorted_on=first_day(started, stated),
        value_text=str(resource.get("description", "")),
        components=(
            *({"part": one.part, "display": one.words} for one in linked if one.words),
            *(part for one in resource.get("activity", []) if (part := _activity(one))),
        ),
    )


def _category(resource: Element) -> Code:
    found = [code_of(concept) for concept in resource.get("category", [])]
    named = [code for code in found if code.display or code.code]
    if not named:
        return Code()
    first = named[0]
    return Code(first.code, first.system, words([code.display for code in named], between="; "))


def _period(period: Element) -> tuple[str, str]:
    return str(period.get("start", "")), str(period.get("end", ""))


def _activity(activity: Element) -> dict[str, Any] | None:
    detail = activity.get("detail", {})
    code = code_of(detail.get("code"))
    said = code.display or str(detail.get("description", ""))
    if not said:
        said = str(activity.get("reference", {}).get("display", ""))
    if not said:
        return None
    return {
        "part": "activity",
        "display": said,
        "code": code.code,
        "system": code.system,
        "status": str(detail.get("status", "")),
        "is_negated": detail.get("doNotPerform") is True,
    }
