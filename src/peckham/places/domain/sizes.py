"""How large things are meant to be, and what is said of one that is not: warned, never blocked.

Three sizes of three different things. A network is measured by patients on its lists (rule 12), a
neighbourhood by its residents (rule 30), and its team by its people (rule 29). The first two are
different populations, and a count says which it is: to hand one over for the other is refused.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from peckham.kernel import Refused
from peckham.places.domain.growth.trajectory import Trajectory
from peckham.places.domain.repair import RESIDENTS_MAX, RESIDENTS_MIN

type Kind = Literal["registered patients", "residents", "staff"]
type Verdict = Literal["below", "within", "above"]


class WrongPopulation(Refused):
    """Residents were handed over for registered patients, or the other way round."""


class NetworkTooSmall(Refused):
    """A network of one's own is asked for below 30,000 patients, without a waiver."""


class BadCount(Refused):
    """A count of people is missing or below 0."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many, and of whom."""

    kind: Kind
    people: float

    def __post_init__(self) -> None:
        if not self.people >= 0:  # refuses NaN too
            raise BadCount(f"{self.people} {self.kind}: a count is 0 or more.")


@dataclass(frozen=True, slots=True)
class Band:
    """What a size is meant to be, by whom it is said."""

    kind: Kind
    what: str
    low: float
    high: float
    rule: int
    source: str


NETWORK_LIST = Band(
    "registered patients", "network", 30_000, 50_000, 12, "Barking Riverside proposal, 2019"
)
NEIGHBOURHOOD = Band(
    "residents",
    "neighbourhood",
    RESIDENTS_MIN,
    RESIDENTS_MAX,
    30,
    "North West London plan for neighbourhood teams, 2024",
)


@dataclass(frozen=True, slots=True)
class Compared:
    """A size beside its band; `words` say and explain it. Nothing is refused for it."""

    count: Count
    band: Band
    verdict: Verdict
    words: str


def compared(count: Count, band: Band) -> Compared:
    """Set a count beside a band (rules 12, 29 and 30).

    Raises:
        WrongPopulation: If it counts another population than the band speaks of (rule 30).
    """
    if count.kind != band.kind:
        raise WrongPopulation(
            f"The size of a {band.what} is measured in {band.kind}, and these are {count.kind}.",
            why="Residents and registered patients are two populations.",
            rule=band.rule,
        )
    verdict: Verdict = (
        "below" if count.people < band.low else "above" if count.people > band.high else "within"
    )
    said = {
        "below": f"{band.low - count.people:,.0f} fewer than",
        "within": "within",
        "above": f"{count.people - band.high:,.0f} more than",
    }[verdict]
    words = (
        f"{count.people:,.0f} {count.kind}: {said} the {band.low:,.0f} to {band.high:,.0f} that a"
        f" {band.what} is meant to have ({band.source})."
    )
    return Compared(count, band, verdict, words)


def check_own_network(count: Count, *, waiver: str = "") -> None:
    """Refuse an application for a network of one's own that is too small (rule 11).

    Until then a provider works inside the local network. Above 50,000 it is warned, not refused.

    Args:
        count: Registered patients of the applicant.
        waiver: Reference of the commissioner's waiver, or "".

    Raises:
        WrongPopulation: If residents are counted.
        NetworkTooSmall: If there are fewer than 30,000 and no waiver.
    """
    found = compared(count, NETWORK_LIST)
    if found.verdict == "below" and not waiver.strip():
        raise NetworkTooSmall(
            f"A network of its own needs {NETWORK_LIST.low:,.0f} registered patients; there are"
            f" {count.people:,.0f}.",
            rule=11,
            remedy="Stay in the local network until the list has grown, widen the catchment, or"
            " record a waiver.",
            who="The commissioner can give a waiver.",
        )


def shortfall_by_year(path: Trajectory, years: Iterable[int]) -> dict[int, float]:
    """Give how many people a network of one's own lacks in each year; 0 from 30,000 on (rule 11).

    Raises:
        BeforeTrajectory: If a year is before the path begins.
    """
    return {year: max(0.0, NETWORK_LIST.low - path.people_in(year)) for year in years}


def whole_team(by_employer: Mapping[str, float]) -> Count:
    """Sum a neighbourhood's staff over every employer (rule 29).

    Raises:
        BadCount: If an employer's number is missing or below 0.
    """
    counts = [Count("staff", people) for people in by_employer.values()]
    return Count("staff", sum(count.people for count in counts))
