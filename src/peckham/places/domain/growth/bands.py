"""Ages: single years inside, five-year bands outside, and broader bands taken apart.

Ages are 0, 1, ... 89 and "90 and over": the last axis of every array of people, 91 long.
"""

import re
from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from peckham.kernel import Refused

type People = NDArray[np.float64]

AGES = 91
OLDEST = AGES - 1
BAND_STARTS = tuple(range(0, AGES, 5))
BANDS = (*(f"{start}-{start + 4}" for start in BAND_STARTS[:-1]), f"{OLDEST}+")


class BadBand(Refused):
    """An age band is not written as 0-4 or 90+, or bands of one area leave a gap or overlap."""


def in_bands(people: People) -> People:
    """Sum single years of age into the 19 five-year bands.

    Args:
        people: Any shape with ages (91) as the last axis.

    Returns:
        The same shape with bands (19) as the last axis.
    """
    return np.add.reduceat(people, BAND_STARTS, axis=-1)


def by_age(of_bands: Iterable[float]) -> People:
    """Give every single year of age the value of its five-year band (a rate, not a count)."""
    return np.repeat(np.asarray(list(of_bands), dtype=float), 5)[:AGES]


def over_ages(of_bands: Iterable[float]) -> People:
    """Divide people, or shares of people, in five-year bands evenly over single years of age."""
    ages = by_age(of_bands) / 5
    ages[OLDEST] *= 5  # the last band is one age here, 90 and over
    return ages


def ages_of(band: str) -> range:
    """Read a band as a range of single years of age.

    >>> ages_of("0-15"), ages_of("85+"), ages_of("7")
    (range(0, 16), range(85, 91), range(7, 8))

    Raises:
        BadBand: If it is written otherwise, or runs backwards.
    """
    found = re.fullmatch(r"(\d{1,3})(?:\s*(?:-|–|to)\s*(\d{1,3})|(\+))?", band.strip())
    if found is None:
        raise BadBand(
            f"“{band[:20]}” is not an age band.", remedy="Write 0-4, 65+ or a single age such as 7."
        )
    low = int(found[1])
    high = OLDEST if found[3] or low >= OLDEST else int(found[2] or low)
    if high < low or low > OLDEST:
        raise BadBand(f"The age band “{band}” runs backwards or begins after {OLDEST}.")
    return range(low, min(high, OLDEST) + 1)


def taken_apart(counts: Mapping[str, float], standard: People) -> People:
    """Divide people in bands of any width over single years of age.

    Inside a band people are divided as `standard` is, so that "0-15" keeps its sum and takes the
    shape of the standard population. Bands of five years or less lose nothing that is shown.

    Args:
        counts: People by band; together the bands hold every age from 0 to 90 and over once.
        standard: Weight of each single year of age, above 0 (91).

    Raises:
        BadBand: If an age is in no band, or in two.
    """
    people, seen = np.zeros(AGES), np.zeros(AGES, dtype=int)
    for band, count in counts.items():
        ages = ages_of(band)
        seen[ages.start : ages.stop] += 1
        weights = standard[ages.start : ages.stop]
        people[ages.start : ages.stop] += count * weights / weights.sum()
    if (seen != 1).any():
        age = int(np.argmax(seen != 1))
        fault = "no band" if seen[age] == 0 else "more than one band"
        raise BadBand(
            f"Age {age if age < OLDEST else f'{OLDEST} and over'} is in {fault}.",
            remedy="Bands must hold every age from 0 up exactly once, the last one open: 65+.",
        )
    return people
