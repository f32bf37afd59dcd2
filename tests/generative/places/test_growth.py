"""Projections of random ground and sites: nobody is lost, and order does not matter."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.places.growth.example import ASSUMED

from peckham.places.domain.growth.cohort import a_year_on
from peckham.places.domain.growth.homes import Phase
from peckham.places.domain.growth.projection import Ground, project
from peckham.places.domain.growth.uncertainty import draw

BASE, LAST = 2020, 2032


@st.composite
def shares(draw, kinds):
    weights = [draw(st.integers(0, 5)) for _ in kinds]
    weights[0] += not sum(weights)
    return {kind: weight / sum(weights) for kind, weight in zip(kinds, weights, strict=True)}


@st.composite
def phases(draw, areas):
    first = draw(st.integers(BASE + 1, LAST))
    return {
        "area": draw(st.sampled_from(areas)),
        "first_year": first,
        "last_year": draw(st.integers(first, LAST)),
        "dwellings": float(draw(st.integers(0, 3_000))),
        "bedrooms": draw(shares(("1", "2", "3", "4"))),
        "tenures": draw(shares(("owned", "social", "rented"))),
    }


@st.composite
def grounds(draw):
    size = draw(st.integers(1, 4))
    areas = tuple(f"E0100000{number}" for number in range(size))
    boroughs = tuple(draw(st.sampled_from(("B1", "B2"))) for _ in areas)
    source = np.random.default_rng(draw(st.integers(0, 2**32)))
    people = source.uniform(0, 40, (size, 91)) * source.integers(0, 2, (size, 91))
    sites = draw(st.lists(phases(areas), max_size=4))
    return (
        Ground(areas, boroughs, people + 1e-3, BASE),
        [Phase(f"Site {n % 2}", f"phase {n}", **site) for n, site in enumerate(sites)],
    )


@given(grounds(), st.floats(0.6, 1.6))
@settings(max_examples=40, deadline=None)
def test_people_change_by_births_deaths_moves_and_homes_and_by_nothing_else(drawn, factor):
    ground, sites = drawn
    plain = project(ground, sites, ASSUMED, last_year=LAST)
    code = ground.borough_codes[0]
    here = ground.borough_of == 0
    totals = {
        (code, BASE + y): float(
            plain.in_new_homes[here, y].sum() + factor * plain.existing[here, y].sum()
        )
        for y in range(1, 7)
    }
    made = project(ground, sites, ASSUMED, last_year=LAST, totals=totals)
    for (_, year), total in totals.items():
        assert made.people[here, year - BASE].sum() == pytest.approx(total, rel=1e-12)
    for one in (plain, made):
        added = (
            one.changes["births"]
            - one.changes["deaths"]
            + one.changes["net_migration"]
            + one.changes["arrivals"]
            + one.changes["maturing"]
            - one.changes["backfill"]
            + one.changes["reconciled"]
        )
        everybody = one.people.sum(axis=2)
        assert np.diff(everybody, axis=1) == pytest.approx(added[:, 1:], rel=1e-9, abs=1e-7)
        assert (one.people >= 0).all()
    assert not plain.changes["reconciled"].any()


@given(grounds(), st.randoms(), st.integers(0, 100))
@settings(max_examples=20, deadline=None)
def test_p10_p50_p90_rise_and_the_order_of_sites_does_not_matter(drawn, shuffle, seed):
    ground, sites = drawn
    mixed = list(sites)
    shuffle.shuffle(mixed)
    spreads = []
    for of in (sites, mixed):
        made = project(ground, of, ASSUMED, last_year=LAST)
        draws = draw(made, of, ASSUMED, seed=seed, count=100)
        everywhere = range(len(ground.areas))
        spreads.append([draws.spread(everywhere), *(draws.spread([n]) for n in everywhere)])
    for one, other in zip(*spreads, strict=True):
        assert (np.diff(one.levels, axis=0) >= -1e-9).all()
        assert (np.diff(one.levels_all, axis=0) >= -1e-9).all()
        assert np.array_equal(one.levels, other.levels)
        assert np.array_equal(one.planned, other.planned)


@given(grounds())
@settings(max_examples=20, deadline=None)
def test_without_sites_a_projection_is_the_cohorts_alone_and_is_certain(drawn):
    ground, _ = drawn
    made = project(ground, [], ASSUMED, last_year=LAST)
    people = ground.residents
    for year in range(1, LAST - BASE + 1):
        people = a_year_on(people, ASSUMED.rates).people
        assert made.people[:, year] == pytest.approx(people)
    spread = draw(made, [], ASSUMED, seed=1, count=100).spread(range(len(ground.areas)))
    for level in spread.levels:
        assert level == pytest.approx(spread.planned)
