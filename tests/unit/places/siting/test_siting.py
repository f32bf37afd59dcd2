"""Hubs by hand: one each, many, reached or near; what nesting costs; who has furthest to go."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peckham.places.domain.siting import choosing, exact, relaxing
from peckham.places.domain.siting.hubs import (
    BadSiting,
    NoSite,
    Question,
    anywhere,
    within_neighbourhoods,
)
from peckham.places.domain.siting.travel import BadTravel, Travel, minutes, straight_line

# Six areas along a road a kilometre apart, a site in each; the first four are West.
KM = np.abs(np.arange(6.0)[:, None] - np.arange(6.0)[None, :])


def question(**other):
    names = ("West",) * 4 + ("East",) * 2
    whole = Question(
        areas=tuple("abcdef"),
        neighbourhoods=names,
        weights=np.ones(6),
        deprivation=np.array([60.0, 50.0, 40.0, 30.0, 20.0, 10.0]),
        sites=tuple("ABCDEF"),
        site_neighbourhoods=names,
        travel=Travel(KM, "straight-line km"),
        within=1.0,
    )
    return replace(whole, **other)


def test_one_hub_each_is_the_nearest_on_average_and_the_first_of_equals():
    found = within_neighbourhoods(question())
    assert found.hubs == {"East": ("E",), "West": ("B",)}
    assert found.nearest == ("B", "B", "B", "B", "E", "E")
    assert found.distances.tolist() == [1, 0, 1, 2, 0, 1]
    assert found.mean == pytest.approx(5 / 6)
    assert found.is_proven
    assert found.bound == pytest.approx(found.mean)


def test_weights_pull_the_hub_to_where_need_is():
    heavy = question(weights=np.array([1.0, 1, 1, 9, 1, 1]))
    assert within_neighbourhoods(heavy).hubs["West"] == ("D",)


def test_nobody_is_sent_over_the_border_and_that_has_a_price():
    nested, free = within_neighbourhoods(question()), anywhere(question(), 2)
    assert free.hubs == {"": ("B", "E")}
    assert nested.mean == pytest.approx(5 / 6)
    assert free.mean == pytest.approx(4 / 6)


def test_a_third_hub_goes_where_it_helps_most():
    found = within_neighbourhoods(question(), total=3)
    assert {name: len(sites) for name, sites in found.hubs.items()} == {"West": 2, "East": 1}
    assert found.mean == pytest.approx(3 / 6)
    everywhere = within_neighbourhoods(question(), total=6)
    assert everywhere.mean == 0


def test_covering_reaches_the_most_people_within_the_reach():
    found = within_neighbourhoods(question(is_covering=True))
    assert found.reached == pytest.approx(5 / 6)
    assert found.is_proven


def test_the_most_deprived_fifth_is_shown_and_the_furthest_named():
    found = within_neighbourhoods(question())
    assert [fifth.areas for fifth in found.fifths] == [2, 1, 1, 1, 1]
    assert found.fifths[0].mean == pytest.approx(0.5)
    assert found.worst_fifth.number == 3
    unknown = question(deprivation=np.full(6, np.nan))
    assert within_neighbourhoods(unknown).fifths == ()


def test_a_question_that_cannot_be_is_refused_by_name():
    with pytest.raises(NoSite, match="East has no candidate site"):
        within_neighbourhoods(question(site_neighbourhoods=("West",) * 6))
    with pytest.raises(NoSite, match="too few"):
        within_neighbourhoods(question(), total=7)
    with pytest.raises(BadSiting, match="fewer than the 2"):
        within_neighbourhoods(question(), total=1)
    with pytest.raises(BadSiting, match="below 0"):
        within_neighbourhoods(question(weights=-np.ones(6)))
    with pytest.raises(NoSite, match="6 candidate sites for 7"):
        anywhere(question(), 7)


def test_travel_times_are_checked_and_only_pairs_inside_a_neighbourhood_are_needed():
    codes, sites = tuple("abcdef"), tuple("ABCDEF")
    pairs = {
        (area, site): 10 * KM[i, j]
        for i, area in enumerate(codes)
        for j, site in enumerate(sites)
        if (i < 4) == (j < 4)
    }
    asked = question(travel=minutes(pairs, codes, sites), within=10.0)
    assert within_neighbourhoods(asked).mean == pytest.approx(50 / 6)
    with pytest.raises(BadTravel, match="16 pairs"):
        anywhere(asked, 2)
    del pairs["a", "B"]
    with pytest.raises(BadTravel, match="from a to B, both in West"):
        within_neighbourhoods(replace(asked, travel=minutes(pairs, codes, sites)))
    for wrong, words in (({("z", "A"): 1.0}, "area z"), ({("a", "A"): -1.0}, "-1")):
        with pytest.raises(BadTravel, match=words):
            minutes(wrong, codes, sites)


def test_straight_lines_are_kilometres_on_the_earth_and_are_called_so():
    travel = straight_line([(-0.0877, 51.4720)], [(-0.0877, 51.4720), (-0.1276, 51.5072)])
    assert travel.unit == "straight-line km"
    assert travel.values[0] == pytest.approx([0.0, 4.79], abs=0.02)
    with pytest.raises(BadTravel):
        straight_line([(0.0, 151.0)], [(0.0, 51.0)])


@given(st.integers(0, 10_000), st.integers(2, 7), st.integers(3, 7), st.integers(1, 3))
@settings(max_examples=25, deadline=None)
def test_search_and_programme_find_what_trying_all_finds_and_bounds_never_pass_it(
    seed, areas, sites, count
):
    source = np.random.default_rng(seed)
    costs = source.uniform(0, 10, (areas, sites))
    weights = source.uniform(0, 5, areas)
    best = min(
        float(costs[:, list(some)].min(axis=1).sum()) for some in combinations(range(sites), count)
    )
    found, value = relaxing.searched(costs, count, seed=seed)
    assert best - 1e-9 <= value <= costs.max() * areas
    assert relaxing.bound(costs, count, value) <= best + 1e-9
    proven, bound = exact.p_median(costs, count, start=found)
    assert costs[:, list(proven)].min(axis=1).sum() == pytest.approx(best)
    assert bound == pytest.approx(best)
    reach = costs <= 4
    covered, most = exact.covering(reach, weights, count)
    tried = choosing.covering(costs, weights, count, within=4)
    assert choosing.covered(reach, weights, covered) == pytest.approx(tried.value)
    assert most == pytest.approx(tried.value)
