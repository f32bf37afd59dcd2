"""Raw SQL against the People book's law, as the owner and as app: every statement is refused."""

from datetime import date

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction
from tests import databases
from tests.databases import as_app, check_laws
from tests.integration.people.world import AREAS, AT, BY, make_world

from peckham.people import api as people


@pytest.fixture
def ada(world):
    with as_app(world.staff()):
        key = people.register_person(
            family_name="Byron",
            given_name="Ada",
            birth_date=date(1980, 1, 2),
            nhs_number="9990000018",
            area_code=AREAS[0],
            arrived_on=date(2020, 1, 1),
            by=BY,
            at=AT,
        )
        people.register_with_practice(
            person_id=key.id, practice_id=world.practices["Z99001"], on=date(2020, 2, 1),
            by=BY, at=AT,
        )  # fmt: skip
        people.move_home(person_id=key.id, on=date(2024, 6, 1), area_code=AREAS[2], by=BY, at=AT)
    check_laws()
    return key


SPELL = (
    "INSERT INTO people_addressspell (person_id, during, kind, area_id, hub_id, lines, postcode,"
    " source, recorded_at) VALUES ({id}, '{during}', '{kind}', {area}, {hub}, '', '', '', now())"
)
REGISTRATION = (
    "INSERT INTO people_registration (person_id, practice_id, during, source, recorded_at)"
    " VALUES ({id}, {practice}, '{during}', '', now())"
)
IDENTIFIER = (
    "INSERT INTO people_identifier (person_id, system, value, during, source, recorded_at)"
    " VALUES ({id}, 'nhs_number', '{value}', '[2020-01-01,)', '', now())"
)
BOTH = ["owner", "app"]

# What breaks the law at once, or at COMMIT: name -> (statement, what the refusal names).
BROKEN = {
    "a gap": (
        "UPDATE people_addressspell SET superseded_at = now() WHERE upper(during) = '2024-06-01';"
        + SPELL.replace("{during}", "[2020-01-01,2023-01-01)"),
        "people_spells_have_no_gap",
    ),
    "no home at all": (
        "UPDATE people_addressspell SET superseded_at = now()",
        "people_lives_somewhere",
    ),
    "two homes on a day": (
        SPELL.replace("{during}", "[2025-01-01,2025-02-01)"),
        "people_one_home_on_a_day",
    ),
    "a home without an area": (
        SPELL.replace("{during}", "[2019-01-01,2020-01-01)").replace("{area}", "NULL"),
        "people_spell_kind_says_where",
    ),
    "an area without a home": (
        SPELL.replace("{during}", "[2019-01-01,2020-01-01)").replace("{kind}", "out_of_area"),
        "people_spell_kind_says_where",
    ),
    "an unknown kind of home": (
        SPELL.replace("{during}", "[2019-01-01,2020-01-01)").replace("{kind}", "holiday"),
        "people_spell_kind_says_where",
    ),
    "no day at all": (SPELL.replace("{during}", "empty"), "people_spell_has_days"),
    "two practices on a day": (
        REGISTRATION.replace("{during}", "[2026-01-01,)"),
        "people_one_practice_on_a_day",
    ),
    "a wrong NHS number": (
        "UPDATE people_identifier SET superseded_at = now();"
        + IDENTIFIER.replace("{value}", "9990000019"),
        "people_nhs_number_checks",
    ),
    "two NHS numbers": (
        IDENTIFIER.replace("{value}", "9990000026"),
        "people_one_nhs_number_each",
    ),
    "a birth in the future": (
        "UPDATE people_person SET birth_date = '2026-11-24'",
        "people_not_born_after_being_recorded",
    ),
    "a death before birth": (
        "UPDATE people_person SET is_deceased = true, deceased_on = '1979-01-01'",
        "people_no_death_before_birth",
    ),
    "a dead person who lives somewhere": (
        "UPDATE people_person SET is_deceased = true, deceased_on = '2025-01-01'",
        "people_dead_live_nowhere",
    ),
    "a merge without its reason": (
        "UPDATE people_person SET merged_into_id = {other} WHERE id = {id}",
        "people_merge_has_its_reason",
    ),
    "an edited address": ("UPDATE people_addressspell SET area_id = {area2}", "not edited"),
    "an edited practice": (
        "UPDATE people_registration SET practice_id = {practice2}",
        "not edited",
    ),
    "an edited number": ("UPDATE people_identifier SET value = '9990000026'", "not edited"),
    "an earlier arrival by edit": (
        "UPDATE people_addressspell SET during = '[2010-01-01,)' WHERE upper_inf(during)",
        "only an open fact closes",
    ),
    "a closed home opened again": (
        "UPDATE people_addressspell SET during = '[2020-01-01,)' WHERE NOT upper_inf(during)",
        "only an open fact closes",
    ),
    "a deleted person": ("DELETE FROM people_person", "only grow"),
    "a deleted home": ("DELETE FROM people_addressspell", "only grow"),
    "an emptied table": ("TRUNCATE people_registration", "only grow"),
    "another public id": (
        "UPDATE people_person SET public_id = gen_random_uuid()",
        "keeps the keys",
    ),
}
# What a column right refuses to app before any trigger sees it.
NOT_GRANTED = "permission denied"


def filled(statement, world, ada, other=0):
    return (
        statement.replace("{id}", str(ada.id))
        .replace("{kind}", "home")
        .replace("{area}", str(world.areas[AREAS[0]]))
        .replace("{area2}", str(world.areas[AREAS[1]]))
        .replace("{hub}", "NULL")
        .replace("{practice}", str(world.practices["Z99002"]))
        .replace("{practice2}", str(world.practices["Z99003"]))
        .replace("{other}", str(other))
    )


def commit_as(role, world, text):
    """Run a statement and what COMMIT would check, as app with its scope or as the owner."""
    with as_app(world.staff()) if role == "app" else connection.cursor() as cursor:
        cursor.execute(text)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize("name", BROKEN)
@pytest.mark.parametrize("role", BOTH)
def test_raw_sql_that_breaks_the_law_is_refused(world, ada, name, role):
    statement, named = BROKEN[name]
    with as_app(world.staff()):
        other = people.register_person(family_name="Other", by=BY, at=AT)
    text = filled(statement, world, ada, other.id)
    if " WHERE " not in text and text.startswith("UPDATE people_person"):
        text += f" WHERE id = {ada.id}"
    with pytest.raises(DatabaseError) as refusal, transaction.atomic():
        commit_as(role, world, text)
    said = f"{refusal.value} {refusal.value.__cause__.diag.constraint_name}"
    assert named in said or (role == "app" and NOT_GRANTED in said)


def test_app_cannot_read_the_search_index_or_the_senders_bytes(world, ada):
    for table in ("searchentry", "searchpair", "nameword", "sourcedocument", "sentperson"):
        with (
            as_app(world.staff()) as cursor,
            pytest.raises(DatabaseError, match=NOT_GRANTED),
            transaction.atomic(),
        ):
            cursor.execute(f"SELECT count(*) FROM people_{table}")


def test_app_cannot_write_about_somebody_it_may_not_read(world, ada):
    with (
        as_app(world.stranger()) as cursor,
        pytest.raises(DatabaseError, match="row-level security"),
        transaction.atomic(),
    ):
        cursor.execute(filled(SPELL, world, ada).replace("{during}", "[2019-01-01,2020-01-01)"))


@pytest.mark.parametrize("isolation", ["READ COMMITTED", "REPEATABLE READ"])
def test_two_writers_who_each_leave_half_cannot_both_commit(committed_database, isolation):
    """Each supersedes one of two address spells: alone lawful, together nobody's home is left."""
    world = make_world()
    key = people.register_person(
        family_name="Byron", area_code=AREAS[0], arrived_on=date(2020, 1, 1), by=BY, at=AT
    )
    people.move_home(person_id=key.id, on=date(2024, 6, 1), area_code=AREAS[2], by=BY, at=AT)
    assert world.areas
    url = databases.url_of(committed_database)
    with (
        psycopg.connect(url, options=databases.OWNER_ROLE) as one,
        psycopg.connect(url, options=databases.OWNER_ROLE) as two,
    ):
        two.execute(f"SET TRANSACTION ISOLATION LEVEL {isolation}")
        two.execute("SELECT count(*) FROM people_addressspell")
        supersede = "UPDATE people_addressspell SET superseded_at = now() WHERE "
        one.execute(supersede + "upper_inf(during)")
        two.execute(supersede + "NOT upper_inf(during)")
        one.commit()
        with pytest.raises(psycopg.errors.CheckViolation):
            two.commit()


@pytest.mark.django_db
def test_a_check_digit_is_the_kernels_check_digit():
    from peckham.kernel import NhsNumber

    numbers = [f"{n:010d}" for n in range(9_434_765_800, 9_434_766_000)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT n, peckham.is_nhs_number(n) FROM unnest(%s::text[]) AS n", [numbers])
        found = dict(cursor.fetchall())
    for number in numbers:
        assert found[number] == (NhsNumber.check_digit(number[:9]) == int(number[9])), number
