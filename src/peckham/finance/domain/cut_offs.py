"""On which days lists are counted, and which list counts from which day.

Lists are counted at each cut-off, and on a day on which a practice joins or leaves: then only the
lists that it moved count anew, and all others wait for their cut-off.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from peckham.finance.domain.levels import ListsFrom
from peckham.finance.domain.snapshot import Snapshot
from peckham.kernel import Period, Refused
from peckham.kernel.months import months_after

MONTHS: Final[Mapping[str, int]] = {"monthly": 1, "quarterly": 3}


class ListsMissing(Refused):
    """Lists that a year is priced by have not been taken yet."""


@dataclass(frozen=True, slots=True)
class ListDay:
    """A day on which lists are counted.

    Args:
        on: The day.
        is_cut_off: Whether all of them count anew.
        kept: Codes of the lists that are paid for from that day.
        moved: Codes of those whose practice joined or left on it.
    """

    on: date
    is_cut_off: bool
    kept: frozenset[str]
    moved: frozenset[str]


def cut_offs(year: Period, every: str) -> tuple[date, ...]:
    """List the days of a year at which all lists are counted; its first is one of them.

    >>> [day.month for day in cut_offs(Period(date(2026, 4, 1), date(2027, 4, 1)), "quarterly")]
    [4, 7, 10, 1]
    """
    step = MONTHS[every]
    found: list[date] = []
    while year.end and (day := months_after(year.start, len(found) * step)) < year.end:
        found.append(day)
    return tuple(found)


def missing(days: Iterable[ListDay], taken: Collection[date]) -> tuple[date, ...]:
    """List the days on which somebody takes part and whose list was not taken."""
    return tuple(day.on for day in days if day.kept and day.on not in taken)


def lists_from(days: Sequence[ListDay], taken: Mapping[date, Snapshot]) -> tuple[ListsFrom, ...]:
    """Give which lists are paid for from which day.

    Args:
        days: In their order; the first counts all lists.
        taken: Lists by their day.

    Raises:
        ListsMissing: Naming the days.
    """
    lacking = missing(days, taken)
    if lacking:
        told = ", ".join(f"{day:%-d %B %Y}" for day in lacking)
        raise ListsMissing(
            f"No list was taken of {told}.",
            rule=67,
            remedy="Have it taken: it is counted as it was on that day.",
            who="a finance officer of the commissioner or of the provider",
        )
    found: list[ListsFrom] = []
    standing: dict[str, Mapping[str, int]] = {}
    for day in days:
        counted = taken[day.on] if day.kept else None
        anew = day.kept if day.is_cut_off or not found else day.moved | (day.kept - set(standing))
        standing = {
            code: counted.of_practice(code) if counted and code in anew else standing[code]
            for code in sorted(day.kept)
        }
        found.append(ListsFrom(day.on, dict(standing)))
    return tuple(found)
