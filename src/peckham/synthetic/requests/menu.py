"""What can be asked and how long an answer may take, handed in by whoever knows the catalogue."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True)
class Target:
    """How long an answer may take, in the terms of `data/categories.toml`.

    Args:
        code: Its name there.
        count: "clock" minutes, "open" minutes, or by "closing" time of an open day.
        minutes: For "clock" and "open".
        open_days: Open days after the day of asking, for "closing".
        least_open_minutes: Open time that is always left, for "closing".
        offer_minutes: How long an offer lasts, in the same kind of minutes.
    """

    code: str
    count: Literal["clock", "open", "closing"]
    minutes: int
    open_days: int
    least_open_minutes: int
    offer_minutes: int


@dataclass(frozen=True, slots=True)
class Category:
    """Something to ask about; without a core kind it stays with the reception."""

    code: str
    core_kind: str | None
    target: Target


@dataclass(frozen=True, slots=True)
class Menu:
    """Everything that a request can say.

    Args:
        categories: What can be asked about.
        live: The target of a request that is handed over live.
        red_flags: Codes of the ticks.
        outcomes: Codes of what may come of a request.
        version: Of the catalogue, as events cite it.
        bank_holidays: Days on which most teams are shut.
    """

    categories: tuple[Category, ...]
    live: Target
    red_flags: tuple[str, ...]
    outcomes: tuple[str, ...]
    version: str
    bank_holidays: Set[date]
