"""Break-glass as values: how long it lasts, who may, and what a review says."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

REASON_LENGTH_MIN = 10
REASON_LENGTH_MAX = 1000


class NoLengthInForce(ValueError):
    """The reference data say nothing for this day."""


@dataclass(frozen=True, slots=True)
class Emergency:
    """One record, opened by one member of staff in an emergency.

    Args:
        public_id: Its key in addresses.
        person_id: Whose record.
        account_id: Who opened it.
        actor_name: Their name, as it was.
        role: In which role.
        team_id: For which team.
        organisation_id: In which organisation.
        reason: In their own words.
        at: When.
        until: When it ends by itself.
        ended_at: When it was ended before, or None.
        reviewed_at: When it was reviewed, or None.
        outcome: What the review says, of REVIEW_OUTCOMES, or "".
        review_note: Why.
    """

    public_id: UUID
    person_id: int
    account_id: int
    actor_name: str
    role: str
    team_id: int
    organisation_id: int
    reason: str
    at: datetime
    until: datetime
    ended_at: datetime | None
    reviewed_at: datetime | None
    outcome: str
    review_note: str

    @property
    def over_at(self) -> datetime:
        """When it ended, or will end by itself."""
        return self.ended_at or self.until

    def is_open(self, at: datetime) -> bool:
        """Say whether the record is still open by it."""
        return self.at <= at < self.over_at


def length_in_force(lengths: Iterable[Mapping[str, Any]], *, on: date) -> timedelta:
    """Give how long an emergency lasts, by the newest parameter that has begun.

    Args:
        lengths: Rows with `from_on` and `hours`.
        on: The day.

    Raises:
        NoLengthInForce: If none has begun.

    >>> length_in_force([{"from_on": date(2026, 1, 1), "hours": 4}], on=date(2026, 5, 1))
    datetime.timedelta(seconds=14400)
    """
    begun = [row for row in lengths if row["from_on"] <= on]
    if not begun:
        raise NoLengthInForce(f"No length of an emergency is in force on {on}.")
    return timedelta(hours=max(begun, key=lambda row: row["from_on"])["hours"])
