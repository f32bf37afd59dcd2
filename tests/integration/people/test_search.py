from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.databases import as_app, as_worker
from tests.integration.people.world import AREAS, AT, BY, TODAY

from peckham.infra.scope import NoScope, public_scope, system_scope
from peckham.kernel import Refused
from peckham.people import api as people
from peckham.people.domain.folding import name_words
from peckham.people.domain.query import SearchTooLong
from peckham.people.models import NameWord, OtherName, Person, SearchEntry, SearchPair
from peckham.sharing.models import Look

PEOPLE = (
    ("Smith", "John", date(1951, 3, 14), "TS1 1AA", "9990000018"),
    ("Smith", "Joan", date(1951, 3, 14), "TS2 2BB", "9990000026"),
    ("O’Brien-Łukasz", "Síle", date(1990, 12, 1), "TS1 1AA", ""),
    ("van der Berg", "Anne Marie", date(2001, 7, 9), "TS2 2BB", ""),
    ("كريم", "محمد", date(1985, 5, 5), "TS1 1AA", ""),
    ("Ng", "Li", None, "", ""),
)


@pytest.fixture
def town(world):
    with as_app(world.staff()):
        keys = {}
        for family, given_name, born, code, number in PEOPLE:
            keys[given_name] = people.register_person(
                family_name=family,
                given_name=given_name,
                birth_date=born,
                postcode=code,
                nhs_number=number,
                by=BY,
                at=AT,
            )
        people.support.record_contact_point(
            person_id=keys["John"].id, mode="mobile", value="+44 7700 900123", by=BY, at=AT
        )
    return world, keys


def names(found):
    return [hit.name for hit in found]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("john smith", "John Smith"),
        ("Smith, John", "John Smith"),
        ("smyth john 14/3/1951", "John Smith"),
        ("jhon smith ts1 1aa", "John Smith"),
        ("14 March 1951 smit joan", "Joan Smith"),
        ("joan smith 15/3/1951", "Joan Smith"),
        ("smith joan 3/14/1951", "Joan Smith"),
        ("999 000 0026", "Joan Smith"),
        ("07700 900 123", "John Smith"),
        ("obrien lukasz", "Síle O’Brien-Łukasz"),
        ("o'brien", "Síle O’Brien-Łukasz"),
        ("sile 1990", "Síle O’Brien-Łukasz"),
        ("vanderberg", "Anne Marie van der Berg"),
        ("annemarie berg", "Anne Marie van der Berg"),
        ("marie ts2", "Anne Marie van der Berg"),
        ("كريم محمد", "محمد كريم"),
        ("كريم 5/5/1985", "محمد كريم"),
        ("li ng", "Li Ng"),
        ("ng l", "Li Ng"),
        ("5 may 1985", "محمد كريم"),
        ("j smith ts2", "Joan Smith"),
        ("joan s 1951", "Joan Smith"),
        ("berg anne m", "Anne Marie van der Berg"),
    ],
)
def test_a_person_is_found_by_what_people_type(town, query, first):
    world, _ = town
    with as_app(world.staff()):
        assert names(people.search(query))[0] == first


@pytest.mark.parametrize("query", ["", "  ", "🌻", "xqzzk wvvq", "1", "smith 9990000034 xqzzk"])
def test_nothing_is_found_where_nothing_fits_and_nothing_breaks(town, query):
    world, _ = town
    with as_app(world.staff()):
        assert set(names(people.search(query))) <= {"John Smith", "Joan Smith"}


def test_a_line_tells_people_apart_and_says_whether_the_record_may_be_opened(town):
    world, keys = town
    with as_app(world.staff()):
        people.support.record_communication_need(
            person_id=keys["John"].id, code="interpreter", detail="Somali", by=BY, at=AT
        )
        line = people.search("john smith")[0]
    assert line.birth_date_words == "14 March 1951"
    assert line.nhs_number == "999 000 0018"
    assert line.home.words == "Riverside"
    assert line.need_words == ("Interpreter (Somali)",)
    assert line.may_open
    with as_app(world.stranger()):
        assert not people.search("john smith")[0].may_open


def test_who_does_not_keep_the_front_door_finds_only_those_whose_record_they_may_open(town):
    world, keys = town
    with as_app(world.stranger(role="service_member")):
        assert people.search("john smith") == ()
    with as_app(world.staff(role="service_member")):
        assert people.search("john smith")[0].id == keys["John"].id


def test_a_search_leaves_one_look_that_says_how_and_never_what(town):
    world, _ = town
    with as_app(world.staff()):
        people.search("john smith 14/3/1951 ts1 1aa")
    look = Look.objects.order_by("-pk").first()
    assert look.person_id is None
    assert look.actor == "a-1"
    assert look.parts == ["search", "by name", "by date of birth", "by postcode", "2 found"]


def test_a_stranger_does_not_search_and_nobody_without_a_scope(town):
    with (
        as_app(public_scope(at=AT)),
        pytest.raises(DatabaseError, match="for staff"),
        transaction.atomic(),
    ):
        people.search("smith")


def test_nobody_searches_without_a_scope(db):
    with pytest.raises(NoScope):
        people.search("smith")


def test_ten_megabytes_are_refused_before_the_database_sees_them(world):
    with as_app(world.staff()), pytest.raises(SearchTooLong):
        people.search("x" * 10_000_000)


def test_search_follows_a_move_and_a_former_name(town):
    world, keys = town
    with as_app(world.staff()):
        people.move_home(
            person_id=keys["John"].id, on=TODAY, postcode="TS2 2BB", area_code=AREAS[2],
            by=BY, at=AT,
        )  # fmt: skip
        assert "postcode" in people.search("john ts2 2bb")[0].matched
    OtherName.objects.create(
        person_id=keys["Joan"].id, kind="maiden", family_name="Featherstonehaugh",
        given_name="Joan", during="[1951-03-14,)", recorded_at=AT,
    )  # fmt: skip
    refresh(keys["Joan"].id)
    with as_app(world.staff()):
        assert names(people.search("fetherstonehaugh joan"))[0] == "Joan Smith"


def refresh(person_id):
    with connection.cursor() as cursor:
        cursor.execute("SELECT peckham.refresh_search(%s)", [person_id])


def index():
    return (
        sorted(SearchEntry.objects.values_list("person_id", "words", "birth_date", "postcode")),
        sorted(SearchPair.objects.values_list("person_id", "family_word", "given_word")),
        sorted((word, sorted(variants)) for word, variants in NameWord.objects.values_list()),
    )


def test_the_index_that_actions_keep_is_the_index_made_anew(town):
    world, keys = town
    with as_app(world.staff()):
        people.move_home(person_id=keys["Li"].id, on=TODAY, postcode="TS2 2BB", by=BY, at=AT)
        people.merging.merge(
            survivor_id=keys["John"].id, duplicate_id=keys["Joan"].id, reason="x", by=BY, at=AT
        )
    with as_worker(system_scope("retention", purpose="operations", at=AT)):
        people.erase(person_id=keys["محمد"].id, reason="Request 12", by=BY, at=AT)
    kept = index()
    with connection.cursor() as cursor:
        cursor.execute("SELECT peckham.rebuild_search()")
    assert index() == kept
    assert Person.objects.count() == len(PEOPLE)


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
# A character that this Python does not know yet (Cn) is a letter to a newer PostgreSQL.
@given(
    name=st.text(
        st.characters(codec="utf-8", exclude_characters="\x00", exclude_categories=["Cs", "Cn"]),
        max_size=40,
    )
)
def test_the_database_makes_the_same_words_of_a_name_as_the_query(db, name):
    with connection.cursor() as cursor:
        cursor.execute("SELECT peckham.name_words(%s)", [name])
        assert tuple(cursor.fetchone()[0]) == name_words(name)


@pytest.mark.parametrize(
    "name", ["O’Brien-Smith", "van der Berg", "Łucja", "ĞÜLŞEN İpek", "Ж", "Æsc"]
)
def test_the_database_makes_the_same_words_of_names_of_many_scripts(db, name):
    with connection.cursor() as cursor:
        cursor.execute("SELECT peckham.name_words(%s)", [name])
        assert tuple(cursor.fetchone()[0]) == name_words(name)


def slips(word):
    """Every word one slip away, in a small alphabet."""
    for i in range(len(word) + 1):
        yield word[:i] + "x" + word[i:]
    for i in range(len(word)):
        yield word[:i] + word[i + 1 :]
        yield word[:i] + "x" + word[i + 1 :]
        yield word[:i] + word[i : i + 2][::-1] + word[i + 2 :]


def test_every_single_slip_in_a_name_is_within_reach(town):
    with connection.cursor() as cursor:
        for word in ("john", "smith", "berg", "obrien"):
            for slip in slips(word):
                cursor.execute("SELECT word FROM peckham.words_meant(%s)", [[slip]])
                assert word in {found for (found,) in cursor.fetchall()}, slip


def test_a_wrong_nhs_number_on_its_own_says_so(world):
    with as_app(world.staff()), pytest.raises(Refused, match="999 000 0019 is not a valid NHS"):
        people.search("999 000 0019")


def test_refusals_are_words(world):
    with as_app(world.staff()), pytest.raises(Refused) as refusal:
        people.search("x" * 201)
    assert refusal.value.field == "q"
