"""Whose list people are on: drawn from the place's own counts of patients by area and practice."""

import numpy as np
from numpy.typing import NDArray

from peckham.synthetic.almanac import Almanac
from peckham.synthetic.people.batch import COHORT, ELSEWHERE, HOME, Registrations
from peckham.synthetic.people.homes import Stay
from peckham.synthetic.people.members import Members
from peckham.synthetic.people.sample import Block
from peckham.synthetic.place.model import SyntheticPlace

Whole = NDArray[np.int64]

_DAYS_TO_REGISTER = 25.0
_DAYS_TO_REGISTER_A_BABY = 21
_STILL_LISTED_AFTER_LEAVING = 0.25
_KEPT_THE_OLD_PRACTICE = 0.5
_COHORT_UNREGISTERED = 0.34
_NEVER = np.datetime64("NaT", "D")


class ListShares:
    """Cumulative shares of practices in each area's registrations, made once for a place."""

    def __init__(self, place: SyntheticPlace) -> None:
        self.by_area = _rising(place.lists.patients)
        self.outside = _rising(place.lists.elsewhere[None, :])[0]
        self.by_hub = np.stack(
            [
                _rising(place.lists.patients[list(neighbourhood.areas)].sum(axis=0)[None, :])[0]
                for neighbourhood in place.neighbourhoods
            ]
        )

    def draw(self, rising: NDArray[np.float64], chance: NDArray[np.float64]) -> Whole:
        """Draw practices from one row of cumulative shares."""
        return np.asarray(np.searchsorted(rising, chance, side="right"))


def registrations_of(
    *,
    block: Block,
    members: Members,
    stay: Stay,
    place: SyntheticPlace,
    shares: ListShares,
    almanac: Almanac,
    generator: np.random.Generator,
) -> Registrations:
    """Register most members, households mostly together.

    Who came last month is often not registered yet; a quarter of those who left are still on the
    list, as real lists have it.
    """
    household = members.household
    practice = _practices(block, members, stay, shares, almanac, generator)
    since = _first_days(members, stay, generator)
    counted_on = np.datetime64(place.counted_on, "D")
    listed = generator.random(len(members)) >= _unregistered(block, members, almanac)
    listed &= since < counted_on
    if block.kind == ELSEWHERE:
        listed[:] = True
        since = np.minimum(since, counted_on - np.timedelta64(1, "D"))
    until = stay.left_on[household]
    still = generator.random(len(stay.since))[household] < _STILL_LISTED_AFTER_LEAVING
    until = np.where(still, _NEVER, until)
    listed &= np.isnat(until) | (since < until)
    return Registrations(
        person=(block.first + np.arange(len(members)))[listed],
        practice=practice[listed],
        since=since[listed],
        until=until[listed],
    )


def _practices(
    block: Block,
    members: Members,
    stay: Stay,
    shares: ListShares,
    almanac: Almanac,
    generator: np.random.Generator,
) -> Whole:
    homes, household = len(stay.since), members.household
    rising = {
        HOME: lambda: shares.by_area[block.where],
        COHORT: lambda: shares.by_hub[block.where],
        ELSEWHERE: lambda: shares.outside,
    }[block.kind]()
    together = shares.draw(rising, generator.random(homes))
    chance, keeps = generator.random(homes), generator.random(homes)
    for home in np.flatnonzero((stay.before_area >= 0) & (keeps < _KEPT_THE_OLD_PRACTICE)):
        before = shares.by_area[stay.before_area[home]]
        together[home] = int(np.searchsorted(before, chance[home], side="right"))
    own = shares.draw(rising, generator.random(len(members)))
    follows = almanac.household_kinds.residents["own_practice_percent"] / 100
    return np.where(generator.random(len(members)) < follows, together[household], own)


def _first_days(
    members: Members, stay: Stay, generator: np.random.Generator
) -> NDArray[np.datetime64]:
    """Give the day each would have registered: some weeks after they came or were born."""
    arrived = np.where(stay.before_area >= 0, stay.before_since, stay.since)
    waited = np.floor(generator.exponential(_DAYS_TO_REGISTER, len(stay.since)))
    came = (arrived + waited.astype("timedelta64[D]"))[members.household]
    born = members.born_on + np.timedelta64(_DAYS_TO_REGISTER_A_BABY, "D")
    return np.asarray(np.maximum(came, born))


def _unregistered(block: Block, members: Members, almanac: Almanac) -> NDArray[np.float64]:
    if block.kind == COHORT:
        return np.full(len(members), _COHORT_UNREGISTERED)
    percent = almanac.household_kinds.residents["unregistered_percent"]
    ages = [18, 35, 65]
    shares = [percent[name] / 100 for name in ("child", "young_adult", "adult", "older")]
    return np.array(shares)[np.searchsorted(ages, members.age, side="right")]


def _rising(patients: NDArray[np.int64]) -> NDArray[np.float64]:
    total = np.maximum(patients.sum(axis=1, keepdims=True), 1)
    rising = np.cumsum(patients, axis=1) / total
    rising[:, -1] = 1.0
    return np.asarray(rising)
