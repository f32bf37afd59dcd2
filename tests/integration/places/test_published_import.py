"""The real files of three London boroughs, read as their publishers publish them."""

import csv
import json
import time
from datetime import UTC, date, datetime

import pytest
import shapely
from django.db import transaction
from tests.databases import check_laws
from tests.shared import shared_data

from peckham.kernel import Actor
from peckham.places import api as places
from peckham.places.domain.graph import is_contiguous, neighbours_from
from peckham.places.models import (
    Area,
    AreaAdjacency,
    ListCount,
    NeighbourhoodPlan,
    PcnMembership,
    PlanArea,
    Postcode,
    Practice,
    Publication,
)

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
BY = Actor.system("test import")
BOROUGHS = "Barking and Dagenham, Havering and Redbridge"
TABLES = (
    Area,
    AreaAdjacency,
    ListCount,
    NeighbourhoodPlan,
    PcnMembership,
    PlanArea,
    Postcode,
    Practice,
    Publication,
)


def published():
    return shared_data() / "places"


def read(**options):
    return places.import_published(published(), by=BY, at=AT, **options)


@pytest.fixture(scope="module")
def imported(django_db_setup, django_db_blocker):
    """Read the boroughs once for the whole file: it takes seconds, and no test keeps changes."""
    with django_db_blocker.unblock(), transaction.atomic():
        started = time.process_time()
        report = read(area_name="bhr")
        check_laws()
        seconds = time.process_time() - started
        yield report, seconds
        transaction.set_rollback(True)


@pytest.fixture
def report(imported):
    with transaction.atomic():
        yield imported[0]
        transaction.set_rollback(True)


def counts():
    return {table.__name__: table.objects.count() for table in TABLES}


def test_three_boroughs_are_read_in_seconds(imported):
    assert imported[1] < 10


def test_three_boroughs_are_read_whole_and_every_patient_is_accounted_for(report):
    with (published() / "published" / "gp-reg-pat-prac-lsoa-all.csv").open() as file:
        rows = list(csv.DictReader(file))
    in_file = sum(int(row["NUMBER_OF_PATIENTS"]) for row in rows)
    lists = {}
    for row in rows:
        code = row["PRACTICE_CODE"]
        lists[code] = lists.get(code, 0) + int(row["NUMBER_OF_PATIENTS"])
    held = dict(Practice.objects.values_list("organisation__ods_code", "list_size"))
    assert (report.place.name, report.areas, report.practices) == (BOROUGHS, 421, 714)
    assert report.patients_in_file == in_file == 889_601
    assert (
        report.patients_here + report.patients_elsewhere + report.patients_without_area == in_file
    )
    assert sum(ListCount.objects.values_list("patients", flat=True)) == report.patients_here
    assert ListCount.objects.count() == len(rows) == 25_426
    assert held == lists


def test_ten_provisional_neighbourhoods_hang_together_inside_boroughs_and_bounds(report):
    assert report.neighbourhoods == 10
    assert report.is_provisional
    assert [line.split(":")[0] for line in report.explanations] == [
        "Barking and Dagenham",
        "Havering",
        "Redbridge",
    ]
    pairs = AreaAdjacency.objects.values_list("area_a__code", "area_b__code", "shared_metres")
    neighbours = neighbours_from(Area.objects.values_list("code", flat=True), pairs)
    parts = {}
    boroughs = {}
    for home, area, borough in PlanArea.objects.values_list(
        "neighbourhood__code", "area__code", "area__borough_name"
    ):
        parts.setdefault(home, set()).add(area)
        boroughs.setdefault(home, set()).add(borough)
    assert all(is_contiguous(part, neighbours) for part in parts.values())
    assert all(len(names) == 1 for names in boroughs.values())
    on = date(2022, 7, 1)
    residents = places.residents_by_neighbourhood(on)
    assert sum(row.residents for row in residents) == 780_416
    assert all(50_000 <= row.residents <= 100_000 for row in residents)


@pytest.mark.parametrize("area_name", ["bhr", BOROUGHS, None])
def test_the_same_files_twice_change_nothing(report, area_name):
    before = counts()
    again = read(area_name=area_name)
    assert not report.unchanged
    assert again.unchanged
    assert counts() == before
    assert again.place == report.place


def test_adjacency_agrees_with_the_boundaries_before_they_were_generalised(report):
    graph = json.loads((published() / "bhr_graph.json").read_text())
    expected = {tuple(sorted((edge["u"], edge["v"]))): edge["len"] for edge in graph["edges"]}
    found = {
        tuple(sorted((one, other))): metres
        for one, other, metres in AreaAdjacency.objects.values_list(
            "area_a__code", "area_b__code", "shared_metres"
        )
    }
    assert len(graph["nodes"]) == Area.objects.count() == 421
    assert set(found) == set(expected)
    assert len(found) == 1_201
    assert all(0.9 < found[pair] / expected[pair] < 1.2 for pair in expected)


def test_hubs_are_made_from_the_template_once_and_touch_no_practice(report):
    practices = list(Practice.objects.order_by("pk").values())
    hubs = places.create_hubs_from_template(
        place_id=report.place.id, from_on=date(2026, 11, 23), by=BY, at=AT
    )
    assert len(hubs) == 10
    assert len({hub.reception_team_id for hub in hubs}) == 10
    assert places.default_hub() == hubs[0]
    again = places.create_hubs_from_template(
        place_id=report.place.id, from_on=date(2026, 11, 23), by=BY, at=AT
    )
    assert again == ()
    assert list(Practice.objects.order_by("pk").values()) == practices
    area = places.area_by_code("E01000006")
    assert area is not None
    assert places.hub_for_area(area.id, date(2026, 11, 23)) in hubs
    assert places.hub_for_area(area.id, date(2026, 11, 22)) is None


def test_a_derived_postcode_says_so_and_is_near(report):
    """Coordinates from another source judge the guess; the figures are those in the docs."""
    assert set(Postcode.objects.values_list("source", flat=True)) == {"derived"}
    areas = dict(Area.objects.values_list("code", "geometry"))
    codes = sorted(areas)
    tree = shapely.STRtree(shapely.from_geojson([json.dumps(areas[code]) for code in codes]))
    right_area = right_home = known = 0
    with (published() / "bhr_practices.csv").open() as file:
        for row in csv.DictReader(file):
            held = Postcode.objects.select_related("area").filter(code=row["postcode"]).first()
            hit = tree.query(
                shapely.Point(float(row["lon"]), float(row["lat"])), predicate="intersects"
            )
            if held is None or not len(hit):
                continue
            known += 1
            truly = Area.objects.get(code=codes[hit[0]])
            right_area += truly == held.area
            homes = [
                places.neighbourhood_of_area(area.pk, date(2022, 7, 1))
                for area in (truly, held.area)
            ]
            right_home += homes[0] == homes[1]
    assert (known, right_area, right_home) == (116, 55, 109)


def test_the_boundary_report_of_three_boroughs_has_their_sixteen_networks_and_what_would_lift_it(
    report,
):
    plan = places.planning.plans(report.place.id)[0]
    ground, named = places.planning.ground_of(plan.id, plan.place_id, on=date(2022, 7, 1))
    found = places.planning.boundary_report(ground)
    with (published() / "bhr_pcns.csv").open() as file:
        core = {row["pcn"] for row in csv.DictReader(file) if row["core"] == "True"}
    assert {row.network for row in found.rows if row.is_core} == core
    assert len(core) == 16
    assert (found.aligned, found.registrations, found.others) == (516_539, 856_370, 33_231)
    moves = places.planning.moves_that_lift(ground, found, points=5)
    assert moves.is_proven_smallest
    assert [named.practices[move.practice] for move in moves.moves][:2] == [
        "LYNWOOD MEDICAL CENTRE",
        "THE FOREST EDGE PRACTICE",
    ]
    assert len(moves.moves) == 5
