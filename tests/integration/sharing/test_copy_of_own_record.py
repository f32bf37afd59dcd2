"""A copy of one's own record: whole, one's own, without other people in it, and gone in a week."""

import json
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, connection
from tests.databases import as_app, as_worker
from tests.integration.care import world as worlds
from tests.integration.sharing.test_reading_the_log import meets

from peckham.care import api as care
from peckham.infra import clock
from peckham.infra.scope import open_scope, system_scope
from peckham.interfaces.residents.own_copy import making
from peckham.people import api as people
from peckham.sharing import api as sharing

pytestmark = pytest.mark.django_db
MAKE = {"by": worlds.BY, "at": worlds.AT}


@pytest.fixture
def told(world, monkeypatch):
    """Ada has asked twice: herself, and her daughter for her; a carer stands on her record."""
    monkeypatch.setattr(clock, "now", lambda: worlds.AT)
    key = world.care.person_id
    people.support.add_proxy(
        person_id=key, name="Hodan Ali", relationship="daughter", authority="consent",
        may=("ask",), telephone_number="07700 900456", **MAKE,
    )  # fmt: skip
    meets(world)
    scope = world.staff("navigator")
    with as_app(scope):
        for facts in (
            {"words": "My knee hurts."},
            {
                "words": "My mother is difficult.",
                "for_whom": "other",
                "asker": care.Asker(
                    name="Hodan Ali", relationship="daughter", telephone="07700 900456"
                ),
            },
        ):
            asked = worlds.asked(person_id=key, claimed=None, **facts)
            care.take_request(asked, by=scope.actor, at=worlds.AT)
    return world


def asked_for(world, who="ada"):
    with as_app(world.resident(who)):
        return sharing.exports.ask()


def made(world, who="ada"):
    key = asked_for(world, who)
    record = {"ada": world.care.person_id, "ben": world.care.other_person_id}[who]
    with as_worker(None):
        making.make(key, person_id=record, public_id=UUID(world.public_ids[who]))
    with as_app(world.resident(who)):
        found = sharing.exports.own_exports()[0]
        return found, json.loads(sharing.exports.content(found.public_id))


def test_a_copy_holds_what_the_record_holds(told):
    found, copy = made(told)
    assert (found.state, found.parts_done, found.parts_all) == ("ready", 4, 4)
    assert copy["format"] == "peckham-own-record-1"
    assert copy["person"]["family_name"] == "Ada"
    assert copy["addresses"][0]["area_code"]
    assert len(copy["requests"]) == 2
    mine = next(each for each in copy["requests"] if not each["asked_by_other"])
    assert mine["words"] == "My knee hurts."
    assert mine["timeline"][0]["kind"] == "taken"
    assert any(look["who"] == "Navigator" for look in copy["looks"])
    assert {"person", "home", "addresses", "practice", "communication_needs", "contact_points",
            "carers_and_proxies", "merged_records", "health_record", "care_plans", "requests",
            "looks", "left_out", "format", "made_at"} == set(copy)  # fmt: skip


def test_other_people_are_not_in_it_and_it_says_so(told):
    _, copy = made(told)
    words = json.dumps(copy)
    for theirs in ("Hodan", "07700 900456", "My mother is difficult."):
        assert theirs not in words
    other = next(each for each in copy["requests"] if each["asked_by_other"])
    assert (other["asker_relationship"], other["words"]) == ("daughter", "")
    assert copy["carers_and_proxies"][0]["relationship"] == "daughter"
    assert any("asked for you" in each["what"] for each in copy["left_out"])
    assert all(each["why"] and each["how"] for each in copy["left_out"])


def test_every_field_of_a_copy_is_documented(told):
    from tests.databases import CHECKOUT

    page = (CHECKOUT / "docs/how-to/read-a-copy-of-a-record.md").read_text(encoding="utf-8")
    _, copy = made(told)

    def fields(value):
        if isinstance(value, dict):
            for key, each in value.items():
                yield key
                yield from fields(each)
        elif isinstance(value, list):
            for each in value:
                yield from fields(each)

    missing = {name for name in fields(copy) if f"`{name}`" not in page}
    assert not missing


def test_a_copy_is_ones_own_and_nobody_elses(told):
    found, _ = made(told)
    for scope in (told.resident("ben"), told.resident("ada", acting_as="ben"),
                  told.staff("clinician"), told.lead()):  # fmt: skip
        with as_app(scope):
            assert sharing.exports.own_exports() == ()
            with pytest.raises(sharing.exports.ExportNotThere):
                sharing.exports.content(found.public_id)
    with pytest.raises(DatabaseError), as_app(told.resident("ada", acting_as="ben")):
        sharing.exports.ask()
    with pytest.raises(DatabaseError), as_app(told.staff("clinician")):
        sharing.exports.ask()


def test_making_it_and_reading_it_are_looks_of_ones_own(told):
    made(told)
    with as_app(told.resident("ada")):
        rows = [row for row in sharing.log.own_looks().rows if row.actor_kind == "resident"]
    assert rows
    assert {row.allowed_by for row in rows} == {"own record"}


def test_one_is_made_at_a_time_and_one_whose_job_died_is_given_up(told):
    assert asked_for(told) is not None
    assert asked_for(told) is None, "a second press asks for no second copy"
    later = worlds.AT + timedelta(hours=2)
    with as_app(told.resident("ada", at=later)):
        assert sharing.exports.ask() is not None
        assert [each.state for each in sharing.exports.own_exports()] == ["waiting", "failed"]


def test_a_copy_that_cannot_be_made_says_so(told, monkeypatch):
    key = asked_for(told)

    def breaks(public_id, records):
        raise RuntimeError("no")

    monkeypatch.setattr(making, "PARTS", (*making.PARTS[:1], breaks))
    with as_worker(None), pytest.raises(RuntimeError):
        making.make(key, person_id=told.care.person_id, public_id=UUID(told.public_ids["ada"]))
    with as_app(told.resident("ada")):
        assert [each.state for each in sharing.exports.own_exports()] == ["failed"]
        assert sharing.exports.ask() is not None


def test_a_copy_is_emptied_when_its_week_is_over(told):
    made(told)
    over = worlds.AT + timedelta(days=sharing.exports.KEPT_DAYS, seconds=1)
    with as_app(told.resident("ada", at=over)):
        assert sharing.exports.own_exports() == (), "over is over, whether or not the job has run"
    assert sharing.exports.empty_exports(at=over) == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT state, content FROM sharing_subjectexport")
        assert cursor.fetchall() == [("expired", "")]
    assert sharing.exports.empty_exports(at=over) == 0


def test_the_job_may_write_only_the_copy_of_the_person_in_whose_scope_it_is(told):
    key = asked_for(told)
    with as_worker(told.resident("ben")):
        sharing.exports.fail(key)
    with as_worker(system_scope("retention", purpose="operations", at=worlds.AT)) as cursor:
        cursor.execute("SELECT count(*) FROM sharing_subjectexport")
        assert cursor.fetchone()[0] == 0
    with as_app(told.resident("ada")):
        assert [each.state for each in sharing.exports.own_exports()] == ["waiting"]
    with as_worker(told.resident("ada")):
        sharing.exports.finish(key, "{}")
    with open_scope(told.resident("ada")):
        assert sharing.exports.own_exports()[0].state == "ready"
