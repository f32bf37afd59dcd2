from collections import Counter

import numpy as np
import pytest

from peckham.synthetic.almanac.names import spellings
from peckham.synthetic.streams import stream


def drawn(almanac, culture, count=200_000):
    number = almanac.cultures.names.index(culture)
    generator = stream(2, "test names")
    return Counter(
        almanac.surnames.pool.draw(np.full(count, number), generator.random(count)).tolist()
    )


def test_there_are_tens_of_thousands_of_surnames(almanac):
    assert almanac.surnames.distinct > 30_000


def test_british_surnames_fall_off_as_zipf_has_it(almanac):
    """The logarithm of frequency falls with that of rank, with a slope near -1."""
    counts = np.array([count for _, count in drawn(almanac, "british").most_common(1_000)])
    rank = np.log(np.arange(20, 1_001))
    slope = np.polyfit(rank, np.log(counts[19:]), 1)[0]
    assert -1.15 < slope < -0.75
    assert 0.008 < counts[0] / 200_000 < 0.02


def test_the_commonest_are_the_well_known_ones(almanac):
    assert drawn(almanac, "british").most_common(1)[0][0] == "Smith"
    assert drawn(almanac, "punjabi").most_common(2)[0][0] in ("Singh", "Kaur")


def test_near_collisions_are_in_the_register(almanac):
    names = set(almanac.surnames.pool.names.tolist())
    assert {"Smith", "Smyth", "Hussain", "Hussein", "Rahman", "Rehman"} <= names


@pytest.mark.parametrize("culture", ["british", "nigerian", "bangladeshi", "east_european"])
def test_given_names_follow_sex_and_years(almanac, culture):
    number = almanac.cultures.names.index(culture)
    generator = stream(3, "test names")
    count = 4_000

    def given(is_female, year):
        return set(
            almanac.given_names.draw(
                np.full(count, number),
                np.full(count, is_female),
                np.full(count, year),
                generator.random(count),
            ).tolist()
        )

    assert len(given(True, 1950) & given(False, 1950)) < 0.2 * len(given(True, 1950))
    assert given(True, 2015) != given(True, 1940)


def test_spellings_keep_the_first_letter():
    assert all(name[0] == "H" for name in spellings("Hussain", [["ai", "ei"], ["ss", "s"]]))


def test_every_share_of_the_almanac_is_whole(almanac):
    assert abs(almanac.cultures.percent.sum() - 100) < 1e-9
    assert almanac.cultures.culture_bounds[-1] == len(almanac.cultures.groups)
    bounds = almanac.surnames.pool.bounds
    assert (np.diff(bounds) > 0).all()
