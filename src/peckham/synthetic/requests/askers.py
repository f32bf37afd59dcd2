"""The people who may ask, as columns small enough to hold for millions."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from peckham.synthetic.almanac import Almanac
from peckham.synthetic.people.batch import ELSEWHERE, PeopleBatch, joined
from peckham.synthetic.place.model import SyntheticPlace
from peckham.synthetic.streams import stream

Whole = NDArray[np.int64]
Small = NDArray[np.signedinteger[Any]]
Days = NDArray[np.datetime64]
Text = NDArray[np.object_]

AGE_BANDS = (5, 18, 65, 80)
_YEAR_DAYS = 365.25


@dataclass(frozen=True, slots=True)
class Askers:
    """People with a home here or in a hub's cohort, one row each.

    Args:
        ordinal: The person's number in the place.
        hub: Index of the hub that serves them.
        area: Index of the small area; -1 for a cohort.
        born_on: Date of birth.
        since: First day of the present spell.
        until: Day they left; not a time for those who stay.
        reach: Bits of the ways in which they can be reached.
        family_name: For who they say they are.
        given_name: The same.
        postcode: The same; "" for a cohort.
    """

    ordinal: Small
    hub: Small
    area: Small
    born_on: Days
    since: Days
    until: Days
    reach: Small
    family_name: Text
    given_name: Text
    postcode: Text

    def __len__(self) -> int:
        return len(self.ordinal)

    def age_band(self, rows: Whole, on: np.datetime64) -> Whole:
        """Give the band (0-4, 5-17, 18-64, 65-79, 80+) of each of some rows on a day."""
        years = (on - self.born_on[rows]).astype(np.int64) / _YEAR_DAYS
        return np.searchsorted(AGE_BANDS, years, side="right")

    def are_here(self, rows: Whole, on: np.datetime64) -> NDArray[np.bool_]:
        """Say which of some rows live here on a day."""
        until = self.until[rows]
        return np.asarray((self.since[rows] <= on) & (np.isnat(until) | (until > on)))


def askers_of(batches: Iterable[PeopleBatch]) -> Askers:
    """Keep what asking needs of batches of people, as they pass."""
    return joined([_of_batch(batch) for batch in batches])


def needs_weights(
    askers: Askers, place: SyntheticPlace, almanac: Almanac, seed: int, on: np.datetime64
) -> NDArray[np.float64]:
    """Give how often each asks beside the others: by age, deprivation, and chance.

    Returns:
        Rising cumulative weights, shape (n,).
    """
    need = almanac.demand["need"]
    by_age = np.array(need["ages"])[askers.age_band(np.arange(len(askers)), on)]
    score = place.counts.deprivation_score
    rank = np.argsort(np.argsort(score)) / max(len(score) - 1, 1)
    times = 1 + (need["deprived_times"] - 1) * np.append(rank, 1.0)[askers.area]
    own = stream(seed, "need").gamma(need["shape"], 1 / need["shape"], len(askers))
    return np.asarray(np.cumsum(by_age * times * (own + 0.02)))


def _of_batch(batch: PeopleBatch) -> Askers:
    """Keep each person's last spell, except of those who live elsewhere."""
    spells, persons = batch.spells, batch.persons
    last = np.append(spells.person[1:] != spells.person[:-1], True)
    kept = last & (spells.kind != ELSEWHERE)
    row = spells.person[kept] - persons.ordinal[0]
    return Askers(
        ordinal=persons.ordinal[row].astype(np.int32),
        hub=persons.hub[row].astype(np.int16),
        area=persons.area[row].astype(np.int16),
        born_on=persons.born_on[row],
        since=spells.since[kept],
        until=spells.until[kept],
        reach=persons.reach[row].astype(np.int8),
        family_name=persons.family_name[row],
        given_name=persons.given_name[row],
        postcode=spells.postcode[kept],
    )
