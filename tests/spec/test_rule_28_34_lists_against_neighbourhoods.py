"""Rules 28 and 34: networks straddle neighbourhoods; residents and lists are never averaged."""

from datetime import date

import pytest
from tests.integration.places.example import loaded

from peckham.places import api as places

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 23)


def test_rule_28_a_network_may_straddle_neighbourhoods_with_its_patients_in_each():
    loaded()
    cells = {
        (row.pcn_code, row.neighbourhood_code): row.patients
        for row in places.registered_by_neighbourhood(ON)
        if row.pcn_code
    }
    assert cells == {("U00001", "W"): 600, ("U00001", "E"): 50}


def test_rule_34_every_cell_is_kept_and_they_sum_to_the_lists():
    loaded()
    rows = places.registered_by_neighbourhood(ON)
    assert sorted((row.practice_code, row.neighbourhood_code, row.patients) for row in rows) == [
        ("A00001", "E", 50),
        ("A00001", "W", 600),
        ("A00002", "E", 900),
        ("A00002", "W", 200),
    ]
    assert sum(row.patients for row in rows) == 1_750


def test_rule_34_residents_are_counted_from_residents_not_from_lists():
    loaded()
    residents = {
        row.neighbourhood_code: row.residents for row in places.residents_by_neighbourhood(ON)
    }
    assert residents == {"W": 3_003, "E": 3_012}


def test_rule_34_a_practice_in_no_network_is_shown_as_such():
    loaded()
    rows = places.registered_by_neighbourhood(ON)
    assert {row.pcn_code for row in rows if row.practice_code == "A00002"} == {""}


def test_rule_34_before_the_count_nothing_is_invented():
    loaded()
    assert places.registered_by_neighbourhood(date(2024, 3, 31)) == ()


def test_rule_34_the_boundary_report_keeps_every_cell_on_both_populations():
    place = loaded()
    plan = places.planning.plans(place.place_id)[0]
    ground, named = places.planning.ground_of(plan.id, plan.place_id, on=ON)
    report = places.planning.boundary_report(ground)
    cells = {(row.network, code): n for row in report.rows for code, n in row.patients.items()}
    assert cells == {
        ("U00001", "E"): 50,
        ("U00001", "W"): 600,
        ("", "E"): 900,
        ("", "W"): 200,
    }
    assert [column.residents for column in report.columns] == [3_012, 3_003]
    assert (report.registrations, report.aligned, report.others) == (650, 600, 1_100)
    table = list(places.planning.matrix_table(report, named.networks, named.neighbourhoods))
    assert ("", "in no network", "no", "E", "East", 900, 1005.0) in table
