"""What happened to a contract, with both clocks: when it was so, and when it was written down."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from peckham.contracts import models as m
from peckham.contracts.queries.rows import Rows
from peckham.contracts.queries.saying import is_agreed, known


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened.

    Args:
        kind: What, such as "decision" or "gate".
        on: The day of it.
        recorded_at: When it was written down.
        detail: Its own words, such as the body that decided.
        about: A code that the page puts into words, or "".
    """

    kind: str
    on: date
    recorded_at: datetime
    detail: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class VariationView:
    """A change that was proposed; `is_agreed` is None while commissioners have not decided."""

    id: int
    public_id: UUID
    number: int
    what: str
    why: str
    proposed_by: str
    proposer: str
    proposed_on: date
    from_on: date
    parts: tuple[str, ...]
    is_agreed: bool | None


def variations(rows: Rows, day: date) -> tuple[VariationView, ...]:
    """Give the changes that were proposed by a day, newest first."""
    return tuple(
        VariationView(
            row.pk,
            row.public_id,
            row.number,
            row.what,
            row.why,
            row.proposed_by.name,
            row.proposer,
            row.on_day,
            row.from_on,
            tuple(provision.part for provision in row.provisions.all()),
            _outcome(row, day),
        )
        for row in reversed(rows.variations)
        if known(row.recorded_at, day)
    )


def _outcome(row: m.Variation, day: date) -> bool | None:
    outcome = getattr(row, "outcome", None)
    if outcome is None or not known(outcome.recorded_at, day):
        return None
    return is_agreed(row, day)


def timeline(rows: Rows, day: date) -> tuple[Event, ...]:
    """Give what was written down by the end of a day, newest first."""
    drafted = Event(
        "drafted",
        rows.contract.recorded_at.date(),
        rows.contract.recorded_at,
        rows.contract.author,
    )
    found = [drafted, *(event for event in _events(rows) if known(event.recorded_at, day))]
    return tuple(sorted(found, key=lambda event: (event.recorded_at, event.on), reverse=True))


def _events(rows: Rows) -> Iterator[Event]:
    for kind, kept, detail, about in _KINDS:
        for row in getattr(rows, kept):
            yield Event(kind, row.on_day, row.recorded_at, detail(row), about(row))
    for notice in rows.notices:
        for one in notice.representations.all():
            yield Event("representation", one.on_day, one.recorded_at, one.of)
        further = getattr(notice, "further_decision", None)
        if further:
            yield Event("further_decision", further.on_day, further.recorded_at, further.decided)
    for variation in rows.variations:
        outcome = getattr(variation, "outcome", None)
        if outcome:
            became = "agreed" if outcome.is_agreed else "refused"
            yield Event(
                "variation_outcome", outcome.on_day, outcome.recorded_at, variation.what, became
            )


def _holder(row: m.HolderStep) -> str:
    """Name who would hold it, and the body that it was split off (rule 71)."""
    return f"{row.name} ({row.formed_from})" if row.formed_from else row.name


def _none(row: Any) -> str:
    return ""


type Words = Callable[[Any], str]
_KINDS: tuple[tuple[str, str, Words, Words], ...] = (
    ("gate", "passages", _none, lambda row: str(row.gate)),
    ("standing", "standing", lambda row: str(row.reason), lambda row: str(row.what)),
    ("holder", "holders", _holder, lambda row: str(row.event)),
    (
        "decision",
        "decisions",
        lambda row: f"{row.body} ({row.reference})",
        lambda row: str(row.outcome),
    ),
    ("assessment", "assessments", lambda row: str(row.reference), _none),
    ("review", "reviews", lambda row: str(row.reviewer), lambda row: str(row.capacity)),
    (
        "checkpoint",
        "checkpoints",
        lambda row: str(row.code),
        lambda row: "passed" if row.passed else "not_passed",
    ),
    ("option", "options", lambda row: str(row.form), _none),
    ("assurance", "assurances", _none, _none),
    ("functions", "statements", _none, _none),
    ("run", "runs", lambda row: str(row.purpose), _none),
    ("role", "leadership", lambda row: str(row.gp), _none),
    ("notice", "notices", lambda row: str(row.reasons), lambda row: str(row.route)),
    ("variation", "variations", lambda row: str(row.what), _none),
)
