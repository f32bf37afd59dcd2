"""A search says of a marked record who it is, and neither where they live nor what they need."""

from datetime import date

import pytest
from tests.databases import as_app
from tests.integration.limits.test_marks_and_objections import mark
from tests.integration.people.world import AREAS, AT, BY, TODAY

from peckham.infra.scope import open_scope, system_scope
from peckham.people import api as people

BY_NAME = "faadumo cali"
RAW = (
    "SELECT postcode_found, home_kind, home_name, area_id, area_code, hub_id, needs, matched"
    " FROM peckham.search_people('{faadumo,cali}', '{}', '{}', '{}', 'TS11AA', '', '', '{}', 10,"
    " '2026-11-23')"
)


def by_owner():
    return open_scope(system_scope("test", purpose="testing", at=AT))


@pytest.fixture
def living(resident):
    """She lives in TS1 1AA and needs an interpreter; a namesake lives in TS2 2BB."""
    with by_owner():
        people.move_home(
            person_id=resident.id, on=TODAY, postcode="TS1 1AA", area_code=AREAS[0], by=BY, at=AT
        )
        people.support.record_communication_need(
            person_id=resident.id, code="interpreter", detail="Somali", by=BY, at=AT
        )
        people.register_person(
            family_name="Cali", given_name="Faadumo", postcode="TS2 2BB", area_code=AREAS[2],
            birth_date=date(1990, 1, 1), by=BY, at=AT,
        )  # fmt: skip
    return resident


def found(resident, query, scope=None):
    """What somebody at the desk of another organisation, or another scope, finds of her."""
    desk = resident.clinician(
        role="navigator", purpose="navigation",
        **resident.working_at(resident.world.other_organisation),
    )  # fmt: skip
    with as_app(scope or desk):
        return next((line for line in people.search(query) if line.id == resident.id), None)


def test_who_it_is_stays_and_where_and_how_is_withheld(living):
    before = found(living, BY_NAME)
    assert (before.postcode, before.home.words) == ("TS1 1AA", "Riverside")
    assert before.need_words == ("Interpreter (Somali)",)
    mark(living)
    after = found(living, BY_NAME)
    assert (after.name, after.birth_date, after.nhs_number) == (
        "Faadumo Cali", date(1951, 3, 14), "999 000 0018",
    )  # fmt: skip
    assert (after.withheld, after.postcode, after.home.kind, after.need_words) == (
        True, "", "withheld", (),
    )  # fmt: skip
    assert found(living, BY_NAME, living.keeper()).postcode == "TS1 1AA", "her own practice"


@pytest.mark.parametrize(
    ("query", "matched"),
    [
        ("999 000 0018", ("NHS number",)),
        ("cali 14/3/1951", ("name", "date of birth")),
        ("faadumo cali 14/3/1951 ts1 1aa", ("name", "date of birth")),
    ],
)
def test_what_the_caller_says_of_herself_still_finds_her(living, query, matched):
    mark(living)
    assert found(living, query).matched == matched


POSTCODES = ("ts1 1aa", "ts1", "ts2 2bb", "ts2", "ts9 9zz", "")


def test_a_postcode_neither_finds_her_nor_says_that_it_fits(living):
    """What a search gives of her is the same wherever she lives."""
    mark(living)
    asked = [*POSTCODES, *(f"{BY_NAME} {postcode}" for postcode in POSTCODES)]
    here = [found(living, query) for query in asked]
    with by_owner():
        people.move_home(
            person_id=living.id, on=TODAY, postcode="TS2 2BB", area_code=AREAS[2], by=BY, at=AT
        )
    assert [found(living, query) for query in asked] == here
    assert not any(here[: len(POSTCODES)])
    assert {line.matched for line in here if line} == {("name",)}


def test_a_mark_of_any_kind_on_any_record_of_hers_is_met_alike(living):
    with by_owner():
        twin = people.register_person(family_name="Cali", given_name="Faadumo", by=BY, at=AT)
        people.merging.merge(
            survivor_id=living.id, duplicate_id=twin.id, reason="one person", by=BY, at=AT
        )
    with as_app(living.keeper()):
        people.limits.mark(twin.public_id, category="sexual_health", reason="asked_by_person")
    assert found(living, BY_NAME).withheld


def test_raw_sql_of_the_web_process_is_given_no_more(living):
    mark(living)
    with as_app(living.clinician()) as cursor:
        cursor.execute(RAW)
        told = cursor.fetchall()
    assert ("", "withheld", "", None, "", None, [], ["name"]) in told
    assert not any("TS1 1AA" in line for line in told)
