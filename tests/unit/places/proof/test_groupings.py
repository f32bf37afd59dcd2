"""Every way to share homes, once."""

import numpy as np
from tests.unit.places.proof.line import street

from peckham.places.domain.design.proof.evidence import ELSEWHERE, SCALE
from peckham.places.domain.design.proof.groupings import capped, caps_of, next_homes
from peckham.places.domain.design.proof.regions import regions_of


def every_grouping(networks: int, count: int) -> list[tuple[int, ...]]:
    found: list[tuple[int, ...]] = [()]
    for _ in range(networks):
        found = [(*homes, home) for homes in found for home in next_homes(homes, count)]
    return found


def test_groupings_are_those_that_the_reference_counts() -> None:
    here = [homes for homes in every_grouping(8, 4) if ELSEWHERE not in homes]
    # Stirling numbers of the second kind: S(8,1) + S(8,2) + S(8,3) + S(8,4).
    assert len(here) == 1 + 127 + 966 + 1701
    assert len(set(here)) == len(here)


def test_one_full_neighbourhood_caps_a_network() -> None:
    region = regions_of(street(minimum=15))[0]
    caps = caps_of(region)
    # 25 residents at most: both areas of a network, and half of another's.
    assert [capped(region, network, caps[network]) for network in (0, 1)] == [20, 20]
    assert capped(region, 0, (0, SCALE)) >= 20
    assert np.array(caps).min() >= 0
