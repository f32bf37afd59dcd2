"""Everything that a baseline rests on, each part with where it is from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from peckham.finance.domain.expected import ExpectedCell
from peckham.kernel import Period

type Method = Literal["historical", "demographic", "benchmark"]
__all__ = [
    "METHODS",
    "Activity",
    "Dated",
    "ExpectedCell",
    "Inputs",
    "Method",
    "OneOff",
    "Outturn",
    "People",
]
METHODS: tuple[Method, ...] = ("historical", "demographic", "benchmark")


@dataclass(frozen=True, slots=True)
class Outturn:
    """What each line cost in the latest year that is over, in pence.

    Args:
        during: That year.
        lines: Pence by line.
        source: Where it was read.
        contracts: References of the contracts under which the ledger paid it; none is any.
    """

    during: Period
    lines: Mapping[str, int]
    source: str
    contracts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OneOff:
    """A part of a line's outturn that will not come again: why, and who says so."""

    service: str
    pence: int
    reason: str
    said_by: str


@dataclass(frozen=True, slots=True)
class People:
    """People on the lists by year and band, and the residents of the place by year, if given."""

    lists: Mapping[int, Mapping[str, int]]
    source: str
    growth: Mapping[int, int]
    growth_source: str = ""


@dataclass(frozen=True, slots=True)
class Activity:
    """Activities a head and their weight by line and band, and the price of one in pence."""

    cells: Mapping[str, Mapping[str, ExpectedCell]]
    prices_pence: Mapping[str, int]
    source: str


@dataclass(frozen=True, slots=True)
class Dated:
    """A yearly change that is in force from a day on, such as 1/40; of one line, or of "" (all)."""

    from_on: date
    change: Fraction
    source: str
    service: str = ""


@dataclass(frozen=True, slots=True)
class Inputs:
    """All inputs of a version; `check` says what is wrong with them.

    Args:
        year: The year that the baseline is for.
        price_base: In whose prices it is: a day of the year of outturn, or of a later one.
        outturn: The latest outturn.
        one_offs: What of it will not come again.
        people: Lists, and the path of the place.
        activity: Rates, case mix and prices.
        uplifts: Changes of prices from the outturn's year to the price base.
        trends: Benchmark trends of activity a head; none leaves that method out.
        efficiency: The part of the cost that is to be saved, with its source.
        weights: What part of the value each method makes up; they sum to 1.
    """

    year: Period
    price_base: date
    outturn: Outturn
    one_offs: tuple[OneOff, ...]
    people: People
    activity: Activity
    uplifts: tuple[Dated, ...]
    trends: tuple[Dated, ...]
    efficiency: Fraction
    efficiency_source: str
    weights: Mapping[Method, Fraction]
