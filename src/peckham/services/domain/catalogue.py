"""The shapes of what `data/` says: core kinds, categories, red flags, targets."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Count = Literal["clock", "open", "closing"]


@dataclass(frozen=True, slots=True)
class CoreKind:
    """One of the ten kinds of service that a complete hub holds (rule 35)."""

    position: int
    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Target:
    """How long an answer may take, and how long a team has to accept.

    Args:
        code: "live", "urgent", "same_day", "routine" or "administrative".
        words: What a person is told.
        count: "clock" minutes; "open" minutes; or by "closing" time of an open day.
        minutes: Minutes to count, for "clock" and "open".
        open_days: Open days after the day of asking, for "closing"; 0 is today.
        least_open_minutes: Open time that is always left, for "closing".
        offer_minutes: How long an offer lasts, in the same kind of minutes (clock or open).
        shut_clock_minutes: Minutes by the clock where no team opens within three weeks.
    """

    code: str
    words: str
    count: Count
    minutes: int
    open_days: int
    least_open_minutes: int
    offer_minutes: int
    shut_clock_minutes: int


@dataclass(frozen=True, slots=True)
class Category:
    """What a request is about; without a core kind it stays with the reception."""

    code: str
    words: str
    core_kind: str | None
    target: Target


@dataclass(frozen=True, slots=True)
class RedFlag:
    """A tick that stops the form and hands the person over live."""

    code: str
    words: str
    version: int
    approved_by: str
    approved_on: date
    review_by: date


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything that routing knows by reading `data/`, with its version."""

    version: str
    live: Target
    routine: Target
    categories: dict[str, Category]
    red_flags: dict[str, RedFlag]
