"""What a practice has switched on at a hub: nothing until it says so, and nothing for ever (37)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Switch:
    """The practice switched one type of request on or off, from a day on."""

    category: str
    is_on: bool
    from_on: date
    recorded_at: datetime


def is_on(switches: Iterable[Switch], category: str, *, on: date) -> bool:
    """Say whether a practice's own demand of one type reaches the hub on a day.

    Of what was said for the same day the later word stands; a word for a later day does not count
    yet.
    """
    said = [one for one in switches if one.category == category and one.from_on <= on]
    return bool(said) and max(said, key=lambda one: (one.from_on, one.recorded_at)).is_on
