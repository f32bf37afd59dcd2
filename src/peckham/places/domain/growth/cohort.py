"""Residents of existing homes a year on: deaths, moves, births, and everybody a year older."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from peckham.places.domain.growth.assumptions import Rates
from peckham.places.domain.growth.bands import People


@dataclass(frozen=True, slots=True)
class Year:
    """What a year does: people after it (areas x 91), and what changed, by area.

    The sum of people after is the sum before + births - deaths + net migration.
    """

    people: People
    births: NDArray[np.float64]
    deaths: NDArray[np.float64]
    net_migration: NDArray[np.float64]


def a_year_on(people: People, rates: Rates) -> Year:
    """Carry residents from the middle of one year to the middle of the next.

    Expected numbers, not whole people. Deaths and moves fall on the age at the year's beginning;
    those born are 0 at its end, and infant deaths are in the rate of age 0.

    Args:
        people: Residents by area and single year of age (areas x 91).
        rates: What happens in a year.
    """
    deaths = people * rates.deaths
    moved = people * (rates.moves_in - rates.moves_out)
    left = people - deaths + moved
    older = np.empty_like(people)
    older[:, 1:] = left[:, :-1]
    older[:, -1] += left[:, -1]
    births = (people * rates.births).sum(axis=1) * rates.women
    older[:, 0] = births
    return Year(older, births, deaths.sum(axis=1), moved.sum(axis=1))
