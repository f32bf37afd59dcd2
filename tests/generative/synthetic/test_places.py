"""Whatever the seed, the place keeps to what a place is."""

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.synthetic.conftest import DATA

from peckham.synthetic import api as synthetic
from peckham.synthetic.ground.tiling import ring_area

ALMANAC = synthetic.read_almanac(DATA)
FEW = settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))


@FEW
@given(seed=st.integers(min_value=0, max_value=2**31))
def test_a_place_of_any_seed_is_whole(seed):
    place = synthetic.make_place(seed, almanac=ALMANAC)
    rings = place.tiling.rings
    assert np.isclose(sum(map(ring_area, rings)), place.tiling.areas_square_metres.sum())
    assert min(ring_area(ring) for ring in rings) > 0
    held = [place.counts.population[list(home.areas)].sum() for home in place.neighbourhoods]
    assert all(50_000 <= residents <= 100_000 for residents in held)
    sizes = np.bincount(
        [practice.network for practice in place.practices], weights=place.lists.sizes
    )
    sizes = sizes[sizes > 0]
    assert len(sizes) == 6
    assert sizes.min() >= 30_000
    assert sizes.max() <= 50_000
    site = place.neighbourhood_of[[practice.area for practice in place.practices]]
    networks = np.array([practice.network for practice in place.practices])
    straddling = [n for n in set(networks.tolist()) if len(set(site[networks == n])) > 1]
    assert len(straddling) == 1
