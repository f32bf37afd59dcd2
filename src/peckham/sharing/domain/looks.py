"""Looks as pages show them, and how one is judged: by then, and beside it by now."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

# What opened the record, as the look itself says it: in words for whoever governs.
ALLOWED_BY: Final = {
    "registration": "the person is on the practice's list",
    "request": "the team held or answered a request of theirs",
    "contact": "the person was at the door, or on the line",
    "caseload": "the person is on the team's caseload",
    "meeting": "the person was on the agenda of the team's meeting",
    "break_glass": "emergency access, with a reason, reviewed afterwards",
    "own record": "it is their own record",
    "system": "a named job, for its own purpose",
    "search": "a search, which opens no record",
    "": "nothing that was written down",
}

# Why the same look would not be allowed now; "" is that it would be.
NOW_NOT: Final = {
    "": "",
    "left": "This member of staff no longer acts in that role for the organisation.",
    "no relationship": "The relationship has ended, and there is no other.",
    "emergency over": "The emergency access has ended.",
    "refused": "The person has since refused to share beyond who keeps the record.",
    "not agreed": "No agreement in force now covers it, for this purpose and what was shown.",
}


@dataclass(frozen=True, slots=True)
class LookRow:
    """One look, with the names as they were.

    Args:
        allowed_by: Kind of relationship, "system", "own record", "search", or "" for nothing.
    """

    id: int
    at: datetime
    person_id: int | None
    actor_kind: str
    actor: str
    actor_name: str
    account_id: int | None
    role: str
    organisation_name: str
    purpose: str
    parts: tuple[str, ...]
    allowed_by: str
    agreement_version_id: int | None


@dataclass(frozen=True, slots=True)
class LookPage:
    """One page of the log, newest first.

    Args:
        rows: The page.
        after: What to pass as `after` for the next page; None on the last.
    """

    rows: tuple[LookRow, ...]
    after: tuple[datetime, int] | None


@dataclass(frozen=True, slots=True)
class Judgement:
    """A look under both clocks.

    Args:
        allowed_then: Whether something that was written down allowed it. Nothing that is recorded
            later changes this: it stands in the look itself, under a seal.
        then_words: By what.
        agreement: Reference and version of the agreement that it came under, or "" within one
            organisation, or where nobody keeps the record.
        allowed_now: Whether the same look would be allowed at this moment.
        now_words: Why not, or "".
    """

    allowed_then: bool
    then_words: str
    agreement: str
    allowed_now: bool
    now_words: str


def judged(
    allowed_by: str, *, agreement_reference: str | None, agreement_number: int | None, now_not: str
) -> Judgement:
    """Put a judgement in words.

    >>> judged("request", agreement_reference="DSA-1", agreement_number=2, now_not="left").agreement
    'DSA-1, version 2'
    """
    agreement = f"{agreement_reference}, version {agreement_number}" if agreement_reference else ""
    return Judgement(
        allowed_then=bool(allowed_by),
        then_words=ALLOWED_BY.get(allowed_by, allowed_by),
        agreement=agreement,
        allowed_now=not now_not,
        now_words=NOW_NOT.get(now_not, now_not),
    )
