"""Projections by hand: what a year does, when homes fill, what is lost to them, what totals do."""

import math
from dataclasses import replace

import numpy as np
import pytest
from tests.unit.places.growth.example import ASSUMED, BEDROOMS, TENURES, ground, phase

from peckham.places.domain.growth import homes as building
from peckham.places.domain.growth.assumptions import BadAssumption, Rates
from peckham.places.domain.growth.cohort import a_year_on
from peckham.places.domain.growth.homes import BadPhase
from peckham.places.domain.growth.projection import BadGround, project
from peckham.places.domain.growth.reconciliation import BadTotal, TotalOutOfReach
from peckham.places.domain.growth.triggers import trigger
from peckham.places.domain.growth.uncertainty import BadDraws, draw


def test_a_year_moves_everybody_up_by_one_and_counts_what_changed():
    rates = Rates(
        deaths=np.where(np.arange(91) == 90, 0.5, 0.0),
        births=np.where(np.arange(91) == 30, 0.1, 0.0),
        moves_in=np.zeros(91),
        moves_out=np.where(np.arange(91) == 20, 0.25, 0.0),
        women=0.5,
    )
    year = a_year_on(np.full((1, 91), 100.0), rates)
    assert year.births.tolist() == [5.0]
    assert year.deaths.tolist() == [50.0]
    assert year.net_migration.tolist() == [-25.0]
    # 100 who were 89 join the 50 of 90 and over who lived.
    assert year.people[0, [0, 1, 20, 21, 90]].tolist() == [5.0, 100.0, 100.0, 75.0, 150.0]


def test_homes_are_finished_evenly_and_delay_moves_them():
    years = range(2020, 2030)
    on_time = building.finished(phase(), years)[0]
    assert on_time.tolist() == [0, 0, 100, 100, 100, 100, 0, 0, 0, 0]
    late = building.finished(phase(), years, delay_years=1.5, slower=2.0)[0]
    assert late.tolist() == [0, 0, 0, 25, 50, 50, 50, 50, 50, 50]


def test_a_home_is_lived_in_later_than_it_is_finished_and_never_beyond_vacancy():
    one = building.filling(phase(), ASSUMED.homes, 6)
    lived_in = np.array([0.55, 0.92, 1, 1, 1, 1]) * 0.97
    assert one.lived_in == pytest.approx(lived_in)
    # Whoever arrives comes at the rate of a home just filled, once.
    first = building.persons_per_home(phase(), ASSUMED.homes, 6)[0].sum()
    assert one.arrivals.sum() == pytest.approx(0.97 * first)


def test_children_of_a_home_grow_fewer_as_the_development_ages():
    persons = building.persons_per_home(phase(), ASSUMED.homes, 30)
    children = persons[:, :15].sum(axis=1)
    assert (np.diff(children) <= 1e-12).all()
    assert children[20] == pytest.approx(0.75 * children[0])
    assert persons[20, 65:].sum() > persons[0, 65:].sum()


def test_existing_homes_of_the_borough_lose_the_backfill_and_no_other_borough_does():
    made = project(ground(), [phase()], ASSUMED, last_year=2030)
    without = project(ground(), [], ASSUMED, last_year=2030)
    arrivals = made.changes["arrivals"][:, 2]
    assert arrivals[1:].tolist() == [0, 0]
    assert made.changes["backfill"][:, 2].sum() == pytest.approx(0.4 * 0.25 * arrivals[0])
    # The second area is twice the first, and loses twice as many.
    assert made.changes["backfill"][1, 2] == pytest.approx(2 * made.changes["backfill"][0, 2])
    assert made.people[2] == pytest.approx(without.people[2])


def test_a_borough_is_brought_to_its_total_and_it_is_told_by_how_much():
    made = project(ground(), [phase()], ASSUMED, last_year=2030, totals={("B1", 2025): 7_000.0})
    in_2025 = made.people[:2, 5].sum()
    assert in_2025 == pytest.approx(7_000)
    years = [(moved.year, moved.is_published) for moved in made.moved]
    assert years == [(2021, False), (2022, False), (2023, False), (2024, False), (2025, True)]
    at_once = project(ground(), [phase()], ASSUMED, last_year=2030, totals={("B1", 2020): 5_000.0})
    moved = at_once.moved[0]
    assert (moved.before, moved.total) == (5_460.0, 5_000.0)
    assert moved.share == pytest.approx(-0.0842, abs=1e-4)


def test_triggers_go_by_who_lives_there_not_by_homes_finished():
    slow = replace(ASSUMED, homes=replace(ASSUMED.homes, occupied=np.array([0.0, 0.0, 0.0, 1.0])))
    found = []
    for assumed in (ASSUMED, slow):
        made = project(ground(), [phase()], assumed, last_year=2035)
        spread = draw(made, [phase()], assumed, seed=1, count=200).spread([0])
        assert made.finished[0, 5] == 400
        found.append(
            trigger(2_100, made.years, planned=spread.planned_all, levels=spread.levels_all)
        )
    soon, later = found
    assert soon.early <= soon.middle <= soon.late
    assert later.planned > soon.planned


def test_a_number_that_is_never_reached_has_no_year():
    made = project(ground(), [phase()], ASSUMED, last_year=2035)
    spread = draw(made, [phase()], ASSUMED, seed=1, count=200).spread([0])
    found = trigger(1e6, made.years, planned=spread.planned_all, levels=spread.levels_all)
    assert (found.planned, found.early, found.middle, found.late) == (None, None, None, None)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"dwellings": -1.0}, "-1 dwellings"),
        ({"dwellings": math.nan}, "nan dwellings"),
        ({"last": 2046}, "after the projection's last year 2045"),
        ({"first": 2026}, "before it begins"),
        ({"first": 2020}, "begins in 2020, but the residents are those of 2020"),
    ],
)
def test_phases_that_cannot_be_are_refused_by_name(wrong, words):
    with pytest.raises(BadPhase, match=words) as refused:
        project(ground(), [phase(**wrong)], ASSUMED, last_year=2045)
    assert "Riverside" in str(refused.value)


def test_a_phase_twice_and_shares_that_do_not_sum_to_one_are_refused():
    with pytest.raises(BadPhase, match="comes twice"):
        project(ground(), [phase(), phase()], ASSUMED, last_year=2045)
    for wrong in ({"bedrooms": {**BEDROOMS, "4": 0.2}}, {"tenures": {**TENURES, "owned": 0.5}}):
        with pytest.raises(BadPhase, match=r"sum to 1\.1, not to 1"):
            project(ground(), [replace(phase(), **wrong)], ASSUMED, last_year=2045)


def test_ground_and_totals_that_cannot_be_are_refused():
    with pytest.raises(BadGround, match="E01000099"):
        project(ground(), [phase(area="E01000099")], ASSUMED, last_year=2045)
    with pytest.raises(BadGround, match="below 0"):
        project(ground(per_age=-1.0), [], ASSUMED, last_year=2045)
    with pytest.raises(BadGround, match="not after"):
        project(ground(), [], ASSUMED, last_year=2020)
    with pytest.raises(BadGround, match="60 years"):
        project(ground(), [], ASSUMED, last_year=20_450)
    for totals, words in (
        ({("B9", 2025): 1.0}, "B9"),
        ({("B1", 2060): 1.0}, "2060"),
        ({("B1", 2025): -5.0}, "-5"),
    ):
        with pytest.raises(BadTotal, match=words):
            project(ground(), [], ASSUMED, last_year=2045, totals=totals)
    with pytest.raises(TotalOutOfReach, match="new homes"):
        project(ground(), [phase()], ASSUMED, last_year=2030, totals={("B1", 2030): 100.0})


def test_rates_that_would_lose_more_than_there_are_and_few_draws_are_refused():
    rates = replace(ASSUMED.rates, moves_out=np.ones(91))
    with pytest.raises(BadAssumption, match="together reach 1"):
        project(ground(), [], replace(ASSUMED, rates=rates), last_year=2030)
    made = project(ground(), [], ASSUMED, last_year=2030)
    for wrong in ({"count": 9}, {"count": 10**9}, {"seed": -1}):
        with pytest.raises(BadDraws):
            draw(made, [], ASSUMED, **({"seed": 1, "count": 100} | wrong))
