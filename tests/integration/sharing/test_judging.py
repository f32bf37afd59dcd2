"""A look is judged by what was known when it was made; what is recorded later changes only now."""

from datetime import timedelta

import pytest
from django.db import connection
from tests.agreeing import BY
from tests.databases import as_app
from tests.integration.care import world as worlds
from tests.integration.sharing.test_reading_the_log import EARLY, LATE, meets

from peckham.infra.scope import open_scope, system_scope
from peckham.organisations import api as organisations
from peckham.people import api as people
from peckham.places import api as places
from peckham.sharing import api as sharing

pytestmark = pytest.mark.django_db
SOON = worlds.AT + timedelta(hours=1)


@pytest.fixture
def kept(world):
    """Ada is on a practice's list: whoever else looks needs an agreement with the practice."""
    practice = places.practices()[0]
    with open_scope(system_scope("test", purpose="testing", at=worlds.BUILT)):
        people.register_with_practice(
            person_id=world.care.person_id,
            practice_id=practice.id,
            on=worlds.BUILT.date(),
            by=worlds.BY,
            at=worlds.BUILT,
        )
    return world


def judged(world, *, at=SOON, name="Navigator"):
    with as_app(world.lead(at=at)):
        rows = sharing.log.looks_by_staff(sharing.log.Filter(since=EARLY, until=LATE)).rows
        look = next(row for row in rows if row.actor_name == name and "demographics" in row.parts)
        return sharing.log.judge(look)


def host_id(world):
    return organisations.team(world.care.reception).organisation_id


def agreement_of(world):
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, reference FROM sharing_agreement")
        return cursor.fetchone()


def test_a_look_says_by_what_it_was_allowed_and_under_which_agreement(kept):
    meets(kept)
    found = judged(kept)
    _, reference = agreement_of(kept)
    assert found.allowed_then
    assert found.allowed_now
    assert found.then_words == "the person was at the door, or on the line"
    assert found.agreement == f"{reference}, version 1"
    assert found.now_words == ""


def test_an_agreement_that_is_left_changes_now_and_not_then(kept):
    meets(kept)
    before = judged(kept)
    agreement_id, _ = agreement_of(kept)
    sharing.agreements.withdraw(
        agreement_id=agreement_id,
        organisation_id=host_id(kept),
        reason="It ends.",
        from_at=SOON,
        by=BY,
        at=SOON,
    )
    after = judged(kept, at=SOON + timedelta(minutes=1))
    assert (after.allowed_then, after.then_words, after.agreement) == (
        before.allowed_then,
        before.then_words,
        before.agreement,
    )
    assert not after.allowed_now
    assert "No agreement in force now" in after.now_words


def test_a_contact_that_is_over_a_refusal_and_a_leaver_are_each_said(kept):
    meets(kept)
    tomorrow = worlds.AT + timedelta(days=1)
    assert "relationship has ended" in judged(kept, at=tomorrow).now_words
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO sharing_objection (public_id, person_id, kind, during, recorded_by,"
            " recorded_at) VALUES (gen_random_uuid(), %s, 'refusal_to_share', tstzrange(%s, NULL),"
            " 'test', %s)",
            [kept.care.person_id, SOON, SOON],
        )
    assert "refused to share" in judged(kept).now_words
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE organisations_membership SET during = tstzrange(lower(during), %s)"
            " WHERE account_id = %s",
            [SOON, kept.care.accounts["navigator"]],
        )
    found = judged(kept)
    assert "no longer acts" in found.now_words
    assert found.allowed_then, "none of this changes what was allowed then"


def test_a_fact_that_is_backdated_makes_nothing_allowed_that_was_not(kept):
    """A look that nothing allowed stays so, whatever relationship is written down afterwards."""
    scope = kept.staff("navigator")
    with as_app(scope):
        people.record_look(kept.care.person_id, parts=["demographics"], categories=["identity"])
    assert not judged(kept).allowed_then
    meets(kept, at=worlds.AT - timedelta(hours=1))
    found = judged(kept)
    assert not found.allowed_then
    assert found.then_words == "nothing that was written down"
    assert found.allowed_now, "now it would be, and the page says both"


def test_a_fact_that_is_taken_back_makes_nothing_forbidden_that_was_allowed(kept):
    meets(kept)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE sharing_relationship SET during = 'empty' WHERE kind = 'contact'")
    found = judged(kept)
    assert found.allowed_then
    assert not found.allowed_now


def test_judging_leaves_the_scope_as_it_was_and_answers_nobody_else(kept):
    meets(kept)
    with as_app(kept.lead()) as cursor:
        rows = sharing.log.looks_by_staff(sharing.log.Filter(since=EARLY, until=LATE)).rows
        assert sharing.log.judgements(rows)
        cursor.execute(
            "SELECT peckham.scope_account_id(), peckham.scope_purpose(), peckham.scope_teams()"
        )
        assert cursor.fetchone()[:2] == (kept.leads["host"], "safety")
        cursor.execute("SELECT count(*) FROM people_person")
        assert cursor.fetchone()[0] == 0
    for scope in (kept.lead("trust"), kept.staff("navigator"), kept.resident("ada")):
        with as_app(scope):
            assert sharing.log.judgements(rows) == {}


def test_a_search_is_not_judged(kept):
    scope = kept.staff("navigator")
    with as_app(scope):
        people.search("Ada", limit=5)
    with as_app(kept.lead()):
        rows = sharing.log.looks_by_staff(sharing.log.Filter(since=EARLY, until=LATE)).rows
        assert [row.allowed_by for row in rows] == ["search"]
        assert sharing.log.judge(rows[0]) is None
