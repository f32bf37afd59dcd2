"""Importing: the whole or nothing, once however often, more postcodes later, no other files."""

import threading
from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, connections
from tests.databases import check_laws
from tests.unit.places import published_files as files

from peckham.kernel import Actor, Refused
from peckham.places import api as places
from peckham.places.actions import loading
from peckham.places.actions.importing import ReadFromOtherFiles
from peckham.places.actions.loading import PlaceExists
from peckham.places.models import Area, ListCount, Place, Postcode, Practice, Publication

AT = datetime(2026, 11, 23, 9, tzinfo=UTC)
BY = Actor.system("test import")
ONSPD = [["pcds", "lsoa11", "lat", "long"], ["RM1 1AA", "E01000001", "51.505", "0.005"]]


@pytest.fixture
def directory(tmp_path):
    return files.write_all(tmp_path)


def read(directory, **options):
    return places.import_published(directory, by=BY, at=AT, **options)


def nothing_is_held():
    return not any(table.objects.exists() for table in (Place, Area, Practice, Publication))


@pytest.mark.django_db
def test_a_refused_import_leaves_nothing(directory):
    rows = [*files.registrations(), files.registration("F80002", "E01000003", -1)]
    files.write_csv(directory / "published" / files.REGISTRATIONS, rows)
    with pytest.raises(Refused, match="line 8"):
        read(directory)
    assert nothing_is_held()


@pytest.mark.django_db
def test_an_import_that_breaks_half_way_leaves_nothing(directory, monkeypatch):
    def fail(*_, **__):
        raise DatabaseError("the disk is full")

    monkeypatch.setattr(loading, "record_publications", fail)
    with pytest.raises(DatabaseError):
        read(directory)
    assert nothing_is_held()


@pytest.mark.django_db
def test_a_plan_given_at_import_is_in_force_from_the_day_of_the_count(directory):
    plan = files.write_csv(
        directory / "plan.csv",
        [["lsoa", "neighbourhood"], *([code, "All of it"] for code in files.AREAS)],
    )
    report = read(directory, plan_path=plan)
    check_laws()
    assert (report.neighbourhoods, report.is_provisional) == (1, False)
    area = places.area_by_code("E01000001")
    home = places.neighbourhood_of_area(area.id, datetime(2022, 7, 1, tzinfo=UTC).date())
    assert home.name == "All of it"
    assert read(directory, plan_path=plan).unchanged


@pytest.mark.django_db
def test_other_files_for_a_standing_place_are_refused_by_name(directory):
    read(directory)
    rows = [*files.registrations(), files.registration("F80002", "E01000003", 5)]
    files.write_csv(directory / "published" / files.REGISTRATIONS, rows)
    before = ListCount.objects.count()
    with pytest.raises(ReadFromOtherFiles, match=files.REGISTRATIONS):
        read(directory)
    assert ListCount.objects.count() == before


@pytest.mark.django_db
def test_a_postcode_directory_may_come_later(directory):
    read(directory)
    path = files.write_csv(directory / "ONSPD.csv", ONSPD)
    report = read(directory, postcodes_path=path)
    assert not report.unchanged
    assert Postcode.objects.get().source == "onspd"
    assert Practice.objects.get(organisation__ods_code="F80001").latitude == 51.505
    assert places.area_of_postcode("rm11aa").code == "E01000001"
    assert read(directory, postcodes_path=path).unchanged


@pytest.mark.django_db
def test_an_area_lies_in_one_place(directory):
    read(directory, area_name="Eastham")
    with pytest.raises(PlaceExists, match="Eastham already"):
        read(directory)
    report = read(directory, area_name="West and North")
    assert Place.objects.count() == 2
    assert report.practices == 2
    assert Practice.objects.count() == 2
    practice = places.practice_by_ods("f80001")
    assert (practice.name, practice.list_size) == ("F80001 SURGERY", 940)


@pytest.mark.usefixtures("committed_database")
def test_two_imports_at_once_leave_one_place(directory):
    reports, failures = [], []

    def run():
        try:
            reports.append(read(directory))
        except Exception as error:
            failures.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert sorted(report.unchanged for report in reports) == [False, True]
    assert Place.objects.count() == 1
    connection.close()


@pytest.mark.django_db
def test_a_census_is_added_later_once(directory):
    place = read(directory).place
    header = ["geography code", "Residence type: Total; measures: Value"]
    rows = [header, *([code, 1_100] for code in files.AREAS)]
    files.write_csv(directory / "ts001.csv", rows)
    assert not read(directory).unchanged
    assert places.planning.bases_of(place.id)["Census 2021"] == dict.fromkeys(files.AREAS, 1_100)
    assert read(directory).unchanged
    files.write_csv(directory / "ts001.csv", [*rows, ["E01000099", 7]])
    with pytest.raises(ReadFromOtherFiles, match="Census 2021"):
        read(directory)
