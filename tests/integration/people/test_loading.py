from datetime import UTC, date, datetime
from uuid import uuid4

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction
from tests.databases import as_app, check_laws
from tests.integration.people.world import AREAS, AT, BY, TODAY

from peckham.people import api as people
from peckham.people.api import loading
from peckham.people.models import Person

RECORDED = datetime(2026, 1, 1, tzinfo=UTC)


def load_town(world, number, *, spell="[2020-01-01,)", nhs_numbers=("9990000018", "9990000026")):
    """Load some people by COPY, as a generator would."""
    with people.bulk_load() as load:
        ids = load.next_ids("person", number)
        load.copy("person", (
            (key, uuid4(), f"Family{n}", f"Given{n % 7}", "", date(1950, 1, 1 + n % 28), "female",
             "A", "en", True, "synthetic", RECORDED)
            for n, key in enumerate(ids)
        ))  # fmt: skip
        load.copy("addressspell", (
            (key, spell, "home", world.areas[AREAS[n % 4]], None, "1 High Street", "TS1 1AA",
             RECORDED)
            for n, key in enumerate(ids)
        ))  # fmt: skip
        registrations = load.next_ids("registration", number)
        load.copy("registration", (
            (own, key, world.practices["Z99001"], "[2020-01-01,)", RECORDED)
            for own, key in zip(registrations, ids, strict=True)
        ))  # fmt: skip
        load.copy("identifier", (
            (key, "nhs_number", value, "[2020-01-01,)", RECORDED)
            for key, value in zip(ids, nhs_numbers, strict=False)
        ))  # fmt: skip
        load.copy("communicationneed", [(ids[0], "deaf", "", "[2020-01-01,)", RECORDED)])
        load.copy(
            "contactpoint", [(ids[0], "mobile", "07700900123", True, "[2020-01-01,)", RECORDED)]
        )
        load.copy("proxy", [
            (ids[0], ids[1], "Given1 Family1", "daughter", "", "consent", ["ask"],
             "[2020-01-01,)", RECORDED)
        ])  # fmt: skip
    return load, ids


def shape():
    """Every constraint, index and trigger of the room: a load must leave them as they were."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname || pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE conrelid::regclass::text LIKE 'people_%' UNION"
            " SELECT indexdef FROM pg_indexes WHERE tablename LIKE 'people_%' UNION"
            " SELECT pg_get_triggerdef(oid) || tgenabled::text FROM pg_trigger"
            " WHERE tgrelid::regclass::text LIKE 'people_%' AND NOT tgisinternal"
        )
        return {row for (row,) in cursor.fetchall()}


def test_the_row_shapes_are_columns_of_the_tables():
    for table, columns in loading.COLUMNS.items():
        model = {m.__name__.lower(): m for m in Person._meta.apps.get_models()}[table]
        assert set(columns) <= {field.column for field in model._meta.fields}, table


def test_people_who_are_copied_are_found_counted_and_under_the_law(world):
    before = shape()
    load, ids = load_town(world, 40)
    assert load.copied["person"] == 40
    assert shape() == before
    check_laws()
    found = people.counting.reconcile(TODAY)
    assert (found.residents_total, found.registered_total) == (40, 40)
    with as_app(world.staff()):
        assert people.search("family3 given3")[0].id == ids[3]
        assert people.search("9990000018")[0].need_words == ("Deaf",)
    with pytest.raises(IntegrityError), transaction.atomic():
        kill(ids[0])


def kill(person_id):
    """Say that somebody died who still lives somewhere, and check as COMMIT would."""
    Person.objects.filter(pk=person_id).update(is_deceased=True)
    check_laws()


def test_a_load_into_books_that_hold_people_adds_to_them(world):
    with as_app(world.staff()):
        people.register_person(family_name="Byron", area_code=AREAS[0], by=BY, at=AT)
    before = shape()
    load_town(world, 5)
    assert shape() == before
    assert people.counting.reconcile(TODAY).residents_total == 6
    with as_app(world.staff()):
        assert people.search("byron")[0].name == "Byron"


@pytest.mark.parametrize(
    "broken",
    [
        {"spell": "empty"},
        {"nhs_numbers": ("9990000018", "9990000018")},
        {"nhs_numbers": ("9990000019",)},
    ],
)
def test_a_load_that_breaks_the_law_leaves_nothing(world, broken):
    refusals = (IntegrityError, psycopg.IntegrityError)  # COPY is the driver's own
    with pytest.raises(refusals), transaction.atomic():
        load_town(world, 5, **broken)
    assert not Person.objects.exists()


def test_a_load_with_a_gap_in_somebodys_homes_is_refused_as_it_ends(world):
    def gap():
        with people.bulk_load() as load:
            (key,) = load.next_ids("person", 1)
            load.copy("person", [
                (key, uuid4(), "Gap", "", "", None, "unknown", "", "", True, "", RECORDED)
            ])  # fmt: skip
            load.copy("addressspell", [
                (key, during, "out_of_area", None, None, "", "", RECORDED)
                for during in ("[2020-01-01,2021-01-01)", "[2022-01-01,)")
            ])  # fmt: skip

    with pytest.raises(IntegrityError, match="have a gap"), transaction.atomic():
        gap()
    assert not Person.objects.exists()


def test_somebody_without_a_home_is_refused_as_the_load_ends(world):
    def homeless():
        with people.bulk_load() as load:
            (key,) = load.next_ids("person", 1)
            load.copy("person", [
                (key, uuid4(), "Lost", "", "", None, "unknown", "", "", True, "", RECORDED)
            ])  # fmt: skip

    with pytest.raises(IntegrityError, match="lives nowhere"), transaction.atomic():
        homeless()
