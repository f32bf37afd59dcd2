"""Looks that are withheld: only by who cares for the person, only with a reason, shown nowhere."""

import json
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, connection
from tests.databases import as_app, as_worker
from tests.integration.care import world as worlds
from tests.integration.sharing.test_reading_the_log import EARLY, LATE, meets, names_shown

from peckham.infra import clock
from peckham.interfaces.residents.own_copy.making import make
from peckham.organisations import api as organisations
from peckham.sharing import api as sharing

pytestmark = pytest.mark.django_db
REASON = "Her partner reads her post and has hurt her before."
REVIEW = worlds.AT.date() + timedelta(days=30)


@pytest.fixture
def looked(world):
    """The trust's therapist and the host's clinician have looked at Ada's record."""
    meets(world, "therapist")
    meets(world, "clinician", at=worlds.AT + timedelta(minutes=1))
    return world


def trust_id(world):
    return organisations.team(world.care.therapy).organisation_id


def withhold(world, *, who="clinician", organisation_id=None, reason=REASON, review_on=REVIEW):
    scope = world.staff(who, at=worlds.AT + timedelta(minutes=2))
    with as_app(scope):
        return sharing.withholdings.withhold(
            person_id=world.care.person_id,
            organisation_id=organisation_id,
            reason=reason,
            review_on=review_on,
            by=scope.actor,
            at=scope.at,
        )


AFTER = worlds.AT + timedelta(minutes=5)


def shown(world, at=AFTER):
    return set(names_shown(world.resident("ada", at=at)))


def test_an_organisations_looks_are_withheld_and_the_others_are_not(looked):
    assert shown(looked) == {"Therapist", "Clinician"}
    withhold(looked, organisation_id=trust_id(looked))
    assert shown(looked) == {"Clinician"}
    withhold(looked)
    assert shown(looked) == set()


def test_what_is_withheld_is_in_no_page_no_count_and_no_copy(looked, monkeypatch):
    withhold(looked, organisation_id=trust_id(looked))
    scope = looked.resident("ada", at=AFTER)
    with as_app(scope) as cursor:
        for statement in (
            "SELECT count(*) FROM sharing_look WHERE actor_name = 'Therapist'",
            "SELECT count(*) FROM sharing_look l WHERE l::text LIKE '%Therapist%'",
        ):
            cursor.execute(statement)
            assert cursor.fetchone()[0] == 0
        cursor.execute("SELECT count(*) FROM sharing_look")
        assert cursor.fetchone()[0] == len(sharing.log.own_looks().rows)
        rows = sharing.log.own_looks(limit=1)
        assert rows.after is None or sharing.log.own_looks(after=rows.after).rows
        key = sharing.exports.ask()
    monkeypatch.setattr(clock, "now", lambda: AFTER)
    with as_worker(None):
        make(key, person_id=looked.care.person_id, public_id=UUID(looked.public_ids["ada"]))
    with as_app(scope):
        found = sharing.exports.own_exports()[0]
        content = sharing.exports.content(found.public_id)
    assert "Therapist" not in content
    assert "Clinician" in content
    assert REASON not in content
    assert json.loads(content)["left_out"][3]["why"].endswith("whether there are any.")


def test_a_withholding_says_nothing_of_itself_to_the_person(looked):
    withhold(looked)
    for table in ("sharing_withholding", "sharing_withholdingreview"):
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            as_app(looked.resident("ada", at=AFTER)) as cursor,
        ):
            cursor.execute(f"SELECT count(*) FROM {table}")


def test_ones_own_looks_are_never_withheld_from_oneself(looked):
    from peckham.people import api as people

    withhold(looked)
    with as_app(looked.resident("ada", at=AFTER)):
        people.record_look(looked.care.person_id, parts=["looks"], categories=["identity"])
        assert [row.actor_kind for row in sharing.log.own_looks().rows] == ["resident"]


def test_governance_still_sees_what_is_withheld(looked):
    withhold(looked)
    with as_app(looked.lead("trust", at=AFTER)):
        rows = sharing.log.looks_by_staff(sharing.log.Filter(since=EARLY, until=LATE)).rows
    assert {row.actor_name for row in rows} == {"Therapist"}


@pytest.mark.parametrize("who", ["navigator", "manager", "stranger", "on_call"])
def test_only_a_clinician_with_a_relationship_withholds(looked, who):
    with pytest.raises(sharing.withholdings.MayNotWithhold):
        withhold(looked, who=who)
    with as_app(looked.staff(who)), pytest.raises(sharing.withholdings.MayNotWithhold):
        sharing.withholdings.withholdings_of(looked.care.person_id)
    assert shown(looked) == {"Therapist", "Clinician"}


@pytest.mark.parametrize(
    "changes", [{"reason": ""}, {"reason": "  risk   "}, {"review_on": None},
                {"review_on": worlds.AT.date()}],
)  # fmt: skip
def test_the_risk_is_written_in_words_and_reviewed_on_a_later_day(looked, changes):
    with pytest.raises(sharing.withholdings.IncompleteWithholding):
        withhold(looked, **changes)


def review(world, made, *, ends, who="clinician", at=AFTER, why="She has moved away from him."):
    scope = world.staff(who, at=at)
    with as_app(scope):
        sharing.withholdings.review(
            public_id=made,
            ends=ends,
            why=why,
            review_on=None if ends else REVIEW + timedelta(days=30),
            by=scope.actor,
            at=at,
        )


def test_a_review_lets_it_go_on_or_ends_it_and_then_the_looks_are_shown_again(looked):
    made = withhold(looked)
    review(looked, made, ends=False, why="He still lives with her.")
    assert shown(looked, AFTER + timedelta(minutes=1)) == set()
    with as_app(looked.staff("clinician", at=AFTER)):
        (found,) = sharing.withholdings.withholdings_of(looked.care.person_id)
    assert (found.last_review, found.last_reviewed_by) == ("He still lives with her.", "Clinician")
    assert found.review_on == REVIEW + timedelta(days=30)
    assert (found.recorded_by, found.reason, found.until) == ("Clinician", REASON, None)
    end = AFTER + timedelta(minutes=2)
    review(looked, made, ends=True, at=end)
    assert shown(looked, end) == {"Therapist", "Clinician"}
    with pytest.raises(sharing.withholdings.MayNotWithhold):
        review(looked, made, ends=True, at=end + timedelta(minutes=1))
    with pytest.raises(sharing.withholdings.MayNotWithhold):
        review(looked, made, ends=True, who="navigator")


def test_reviews_only_grow(looked):
    made = withhold(looked)
    review(looked, made, ends=True)
    with connection.cursor() as cursor, pytest.raises(DatabaseError, match="only grow"):
        cursor.execute("UPDATE sharing_withholdingreview SET why = 'something else'")
