"""Which people are made: how many in each area, outside, and without a fixed address."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from peckham.kernel import Refused
from peckham.synthetic.almanac import Almanac
from peckham.synthetic.people.batch import COHORT, ELSEWHERE, HOME
from peckham.synthetic.place.model import SyntheticPlace

_ELSEWHERE_BLOCK = 1_000


class MoreThanLiveHere(Refused):
    """A sample cannot be larger than the place; make a place for so many people."""


class NobodyToMake(Refused):
    """A place needs at least one person."""


@dataclass(frozen=True, slots=True)
class Block:
    """People who are made together, from a stream of their own.

    Args:
        number: Of the block, from 0.
        kind: HOME, COHORT or ELSEWHERE.
        where: Index of the area (HOME) or the hub (COHORT); 0 for ELSEWHERE.
        first: Ordinal of the first person.
        people: How many, >= 1.
    """

    number: int
    kind: int
    where: int
    first: int
    people: int


@dataclass(frozen=True, slots=True)
class Sample:
    """A household sample of a place.

    Args:
        people: Everybody who is made.
        at_home: People in each area, shape (areas,).
        in_cohort: People with no fixed address at each hub, shape (hubs,).
        elsewhere: Patients of practices here who live outside.
    """

    people: int
    at_home: NDArray[np.int64]
    in_cohort: NDArray[np.int64]
    elsewhere: int

    def blocks(self) -> Iterator[Block]:
        """List the blocks in order; their people's ordinals run on without gap."""
        first = number = 0
        for kind, held in (
            (HOME, self.at_home.tolist()),
            (COHORT, self.in_cohort.tolist()),
            (ELSEWHERE, _chunks(self.elsewhere)),
        ):
            for where, people in enumerate(held):
                if people:
                    place = where if kind != ELSEWHERE else 0
                    yield Block(number, kind, place, first, people)
                    first += people
                number += 1


def draw_sample(place: SyntheticPlace, almanac: Almanac, people: int) -> Sample:
    """Say how many people are made of each area, in proportion to its residents.

    Args:
        place: The place.
        almanac: How many of a thousand live outside or have no fixed address.
        people: How many in all.

    Raises:
        NobodyToMake: If it is fewer than one.
        MoreThanLiveHere: If the place has fewer residents.
    """
    if people < 1:
        raise NobodyToMake("A place needs people.", remedy="Ask for at least one.")
    if people > place.residents:
        raise MoreThanLiveHere(
            f"{people:,} people do not live in a place of {place.residents:,}.",
            remedy="Make the place for so many people.",
        )
    parameters = almanac.household_kinds.residents
    elsewhere = round(people * parameters["out_of_area_per_thousand"] / 1_000)
    unhoused = round(people * parameters["no_fixed_address_per_thousand"] / 1_000)
    return Sample(
        people=people,
        at_home=share_out(people - elsewhere - unhoused, place.counts.population),
        in_cohort=share_out(unhoused, np.ones(len(place.hubs))),
        elsewhere=elsewhere,
    )


def share_out(total: int, weights: NDArray[np.generic]) -> NDArray[np.int64]:
    """Share a whole number in proportion to weights by largest remainder; it sums exactly."""
    shares = np.asarray(weights, dtype=np.float64)
    exact = total * shares / shares.sum()
    held: NDArray[np.int64] = np.floor(exact).astype(np.int64)
    order = np.argsort(held - exact, kind="stable")
    held[order[: total - int(held.sum())]] += 1
    return held


def _chunks(people: int) -> list[int]:
    whole, rest = divmod(people, _ELSEWHERE_BLOCK)
    return [_ELSEWHERE_BLOCK] * whole + ([rest] if rest else [])
