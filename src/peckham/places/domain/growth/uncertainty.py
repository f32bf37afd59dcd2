"""How sure a projection is: sites slip and homes hold more or fewer people, drawn many times."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from peckham.kernel import Refused
from peckham.places.domain.growth import homes as building
from peckham.places.domain.growth.assumptions import Assumptions, Doubt
from peckham.places.domain.growth.bands import People, in_bands
from peckham.places.domain.growth.homes import Phase
from peckham.places.domain.growth.projection import Projection

DRAWS = 1_000
LEVELS = (0.1, 0.5, 0.9)
_DRAWS_MIN, _DRAWS_MAX = 100, 100_000


class BadDraws(Refused):
    """Too few draws to tell tenths from, more than memory holds, or a seed below 0."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Residents at P10, P50 and P90 of some areas together.

    In one case of ten there are fewer than P10, in one of ten more than P90. The P50 of a sum is
    not the sum of the P50s, which is why sums are asked for as sums.

    Args:
        planned: As planned, every site on time (years x bands).
        levels: P10, P50, P90 by band (3 x years x bands).
        planned_all, levels_all: The same of all ages together (years) and (3 x years).
    """

    planned: People
    levels: People
    planned_all: NDArray[np.float64]
    levels_all: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Draws:
    """A projection drawn many times; ask it for the spread of any areas together."""

    projection: Projection
    seed: int
    count: int
    _homes: dict[int, list[tuple[NDArray[np.float64], People]]]
    _ratio: NDArray[np.float64]

    def spread(self, areas: Iterable[int]) -> Spread:
        """Give the spread of some areas, by their numbers, as one.

        Residents of existing homes differ between draws by the backfill alone: what they lost is
        taken in proportion to how many have moved into the borough's new homes by then.
        """
        chosen = sorted(set(areas))
        made = self.projection
        planned = in_bands((made.existing[chosen] + made.in_new_homes[chosen]).sum(axis=0))
        boroughs = {int(self.projection.ground.borough_of[area]) for area in chosen}
        if len(boroughs) == 1 and not any(area in self._homes for area in chosen):
            levels, levels_all = self._without_homes(chosen, boroughs.pop())
            return Spread(planned, levels, planned.sum(axis=1), levels_all)
        people = self._existing(chosen)
        for area in chosen:
            for finished, of_one in self._homes.get(area, []):
                people += building.followed(finished, of_one)
        everybody = levels_of(people.sum(axis=2))
        return Spread(planned, levels_of(people), planned.sum(axis=1), everybody)

    def _without_homes(
        self, chosen: Sequence[int], borough: int
    ) -> tuple[People, NDArray[np.float64]]:
        """Give the same where only one number differs between draws: much faster, no less exact."""
        made = self.projection
        untouched = in_bands((made.existing[chosen] + made.lost[chosen]).sum(axis=0))
        lost = in_bands(made.lost[chosen].sum(axis=0))
        # The more have left, the fewer are here: P10 goes with the ratio's P90.
        ratios = levels_of(self._ratio[:, borough])[::-1]
        levels = np.maximum(untouched - ratios[:, :, None] * lost, 0.0)
        return levels, levels.sum(axis=2)

    def _existing(self, chosen: Sequence[int]) -> People:
        made, borough_of = self.projection, self.projection.ground.borough_of[chosen]
        untouched = in_bands((made.existing[chosen] + made.lost[chosen]).sum(axis=0))
        people = np.repeat(untouched[None], self.count, axis=0)
        for number in np.unique(borough_of):
            here = [area for area, at in zip(chosen, borough_of, strict=True) if at == number]
            lost = in_bands(made.lost[here].sum(axis=0))
            people -= self._ratio[:, number, :, None] * lost
        return np.maximum(people, 0.0)


def levels_of(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give P10, P50 and P90 over the first axis, straight between draws.

    The same as numpy's quantile, whose choice of method costs eight times as much here.

    >>> levels_of(np.arange(11.0)).tolist()
    [1.0, 5.0, 9.0]
    """
    ordered = np.sort(values, axis=0)
    found = []
    for level in LEVELS:
        at = level * (len(ordered) - 1)
        below, part = int(at), at - int(at)
        above = ordered[min(below + 1, len(ordered) - 1)]
        found.append(ordered[below] * (1 - part) + above * part)
    return np.stack(found)


def draw(
    projection: Projection,
    phases: Sequence[Phase],
    assumed: Assumptions,
    *,
    seed: int,
    count: int = DRAWS,
    progress: Callable[[int, int], None] = lambda done, whole: None,
) -> Draws:
    """Draw delays and yields, and follow every site through each draw.

    The draws of a site depend on the seed and its name alone: order does not matter, and adding
    a site leaves the draws of the others as they were.

    Args:
        projection: As planned, from the same phases and assumptions.
        phases: Housing sites by phase.
        assumed: The coefficients, with their doubt.
        seed: Of everything that is drawn; the same seed gives the same answer.
        count: Draws, 100 to 100,000.
        progress: Told how many phases of how many are done.

    Raises:
        BadDraws: If there are fewer than 100 or more than 100,000, or the seed is below 0.
    """
    if not _DRAWS_MIN <= count <= _DRAWS_MAX:
        raise BadDraws(
            f"{count:,} draws: tenths are told from {_DRAWS_MIN} to {_DRAWS_MAX:,} of them."
        )
    if seed < 0:
        raise BadDraws(f"The seed {seed} is below 0.")
    doubt, years = assumed.doubt, projection.years
    common = _source(seed, "").standard_normal((2, count))
    at = {code: number for number, code in enumerate(projection.ground.areas)}
    homes: dict[int, list[tuple[NDArray[np.float64], People]]] = {}
    arrived = np.zeros((count, len(projection.ground.borough_codes), len(years)))
    ordered = sorted(phases, key=lambda phase: (phase.site, phase.name))
    for done, phase in enumerate(ordered):
        delay, slower, more = _fortunes(phase.site, doubt, common, seed)
        if phase.is_built:
            delay, slower = np.zeros(count), np.ones(count)
        finished = more[:, None] * building.finished(phase, years, delay_years=delay, slower=slower)
        one = building.filling(phase, assumed.homes, len(years))
        area = at[phase.area]
        homes.setdefault(area, []).append((finished, in_bands(one.people)))
        borough = projection.ground.borough_of[area]
        arrived[:, borough] += building.followed(finished, one.arrivals.sum(axis=1))
        progress(done + 1, len(ordered))
    return Draws(projection, seed, count, homes, _ratio(projection, arrived))


def _source(seed: int, site: str) -> np.random.Generator:
    words = np.frombuffer(sha256(site.encode()).digest()[:16], dtype=np.uint32)
    return np.random.default_rng(np.random.SeedSequence([seed, *map(int, words)]))


def _fortunes(
    site: str, doubt: Doubt, common: NDArray[np.float64], seed: int
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Draw a site's delay in years, how much slower it goes, and its people per home."""
    own = _source(seed, site).standard_normal((3, common.shape[1]))
    together, apart = np.sqrt(doubt.together), np.sqrt(1 - doubt.together)
    delay = _triangular(_share_below(together * common[0] + apart * own[0]), doubt.delay_years)
    slower = _triangular(_share_below(together * common[0] + apart * own[1]), doubt.slower)
    more = np.exp(doubt.yield_spread * common[1] + doubt.site_yield_spread * own[2])
    return delay, slower, more


_share_below = np.vectorize(NormalDist().cdf, otypes=[float])


def _triangular(
    share: NDArray[np.float64], shape: tuple[float, float, float]
) -> NDArray[np.float64]:
    """Give the value below which a share of a triangular distribution lies."""
    low, mode, high = shape
    if high == low:
        return np.full_like(share, low)
    turn = (mode - low) / (high - low)
    rising = low + np.sqrt(share * (high - low) * (mode - low))
    falling = high - np.sqrt((1 - share) * (high - low) * (high - mode))
    return np.where(share < turn, rising, falling)


def _ratio(projection: Projection, arrived: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give how many have moved into a borough's new homes by each year, against the plan."""
    planned = np.zeros(arrived.shape[1:])
    np.add.at(planned, projection.ground.borough_of, projection.changes["arrivals"])
    so_far, plan = arrived.cumsum(axis=2), planned.cumsum(axis=1)
    return np.divide(so_far, plan, out=np.zeros_like(so_far), where=plan > 0)
