"""Drafting, signing and leaving, as the pages do it; and what the database then lets through."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection, transaction
from tests.databases import as_app
from tests.integration.sharing import governing
from tests.integration.sharing.governing import AT
from tests.relating import relate

from peckham.sharing import api as sharing
from peckham.sharing.domain.agreed import IncompleteAgreement

pytestmark = pytest.mark.django_db
HOUR, INSTANT = timedelta(hours=1), timedelta(microseconds=1)


@pytest.fixture
def bodies(db):
    return governing.build()


def given(bodies, body, *, at, purpose="direct care", category="care_plan", known="infinity"):
    """Say by name whose records the database lets an organisation be given."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT peckham.suppliers_of(%s, %s, %s, %s, %s)",
            [bodies.organisations[body], purpose, category, at, known],
        )
        found = set(cursor.fetchone()[0])
    return {name for name, key in bodies.organisations.items() if key in found}


def view_of(drafted, *, at):
    return sharing.agreement_views.agreement(drafted.agreement_public_id, at=at)


def test_sharing_begins_when_the_second_party_signs(bodies):
    drafted = bodies.draft("practice", "trust", "charity")
    assert view_of(drafted, at=AT).latest.standing.state == "drafted"
    bodies.sign(drafted, "practice")
    assert view_of(drafted, at=AT).latest.standing.state == "signed"
    assert not given(bodies, "trust", at=AT)
    bodies.sign(drafted, "trust", at=AT + HOUR)
    standing = view_of(drafted, at=AT + HOUR).latest.standing
    assert (standing.state, standing.signed, standing.parties) == ("in_force", 2, 3)
    assert given(bodies, "trust", at=AT + HOUR) == {"practice"}
    assert not given(bodies, "trust", at=AT + HOUR - INSTANT)
    assert not given(bodies, "charity", at=AT + HOUR)


def test_what_needs_ones_signature_is_known_by_its_party(bodies):
    drafted = bodies.draft("practice", "trust")
    bodies.sign(drafted, "practice")
    view = view_of(drafted, at=AT)
    waits = [body for body, key in bodies.organisations.items() if view.waits_for(key)]
    assert waits == ["trust"]


def test_a_party_stays_bound_by_the_version_before_until_it_signs_the_next(bodies):
    drafted = bodies.draft("practice", "trust")
    for body in ("practice", "trust"):
        bodies.sign(drafted, body)
    narrower = bodies.terms("practice", "trust", categories=("identity",))
    scope = bodies.scope("practice", at=AT + HOUR)
    with as_app(scope):
        following = sharing.agreements.draft_version(
            agreement_id=drafted.agreement_id,
            terms=narrower,
            drafted_for=scope.organisation_id,
            follows=1,
            by=scope.actor,
            at=scope.at,
        )
    assert given(bodies, "trust", at=AT + HOUR) == {"practice"}
    bodies.sign(following, "practice", at=AT + 2 * HOUR)
    assert not given(bodies, "trust", at=AT + 2 * HOUR), "they are bound by different versions"
    bodies.sign(following, "trust", at=AT + 3 * HOUR)
    assert given(bodies, "trust", at=AT + 3 * HOUR, category="identity") == {"practice"}
    assert not given(bodies, "trust", at=AT + 3 * HOUR, category="care_plan")


def test_leaving_takes_effect_at_its_moment_and_coming_back_needs_the_next_version(bodies):
    drafted = bodies.draft("practice", "trust")
    for body in ("practice", "trust"):
        bodies.sign(drafted, body)
    later = AT + timedelta(days=3)
    bodies.leave(drafted, "practice", at=AT + HOUR, from_at=later)
    assert given(bodies, "trust", at=later - INSTANT) == {"practice"}
    assert not given(bodies, "trust", at=later)
    view = view_of(drafted, at=later)
    assert view.latest.standing.state == "left"
    practice = bodies.organisations["practice"]
    assert not view.may_leave(practice, at=later)
    assert view.may_leave(practice, at=AT + 2 * HOUR)
    with pytest.raises(sharing.agreements.LeftAlready):
        bodies.leave(drafted, "practice", at=later)
    bodies.leave(drafted, "practice", at=AT + 2 * HOUR)
    assert not given(bodies, "trust", at=AT + 2 * HOUR), "a notice may be brought forward"
    with pytest.raises(sharing.agreements.SignedAlready):
        bodies.sign(drafted, "practice", at=later)


def test_both_clocks(bodies):
    drafted = bodies.draft("practice", "trust")
    for body in ("practice", "trust"):
        bodies.sign(drafted, body)
    bodies.leave(drafted, "practice", at=AT + HOUR)
    asked = AT + 2 * HOUR
    assert given(bodies, "trust", at=asked, known=AT) == {"practice"}
    assert not given(bodies, "trust", at=asked, known=AT + HOUR)


@pytest.mark.parametrize(
    ("last_day", "last_moment"),
    [
        (date(2027, 6, 30), datetime(2027, 6, 30, 22, 59, 59, 999999, tzinfo=UTC)),
        (date(2026, 12, 31), datetime(2026, 12, 31, 23, 59, 59, 999999, tzinfo=UTC)),
    ],
)
def test_section_251_support_ends_the_flow_with_its_last_day_in_london(
    bodies, last_day, last_moment
):
    drafted = bodies.draft(
        "practice",
        "trust",
        purposes=("population planning",),
        confidentiality_basis="section 251",
        section_251_reference="24/CAG/0001",
        section_251_expires_on=last_day,
    )
    for body in ("practice", "trust"):
        bodies.sign(drafted, body)
    planning = {"purpose": "population planning", "category": "health_record"}
    assert given(bodies, "trust", at=last_moment, **planning) == {"practice"}
    assert not given(bodies, "trust", at=last_moment + INSTANT, **planning)
    assert view_of(drafted, at=last_moment).latest.standing.state == "in_force"
    assert view_of(drafted, at=last_moment + INSTANT).latest.standing.state == "expired"
    third = bodies.draft("practice", "charity", ends_at=AT + HOUR)
    with pytest.raises(sharing.agreements.VersionOver):
        bodies.sign(third, "charity", at=AT + HOUR)


def test_refusals_say_what_would_make_it_right(bodies):
    drafted = bodies.draft("practice", "trust")
    bodies.sign(drafted, "practice")
    scope = bodies.scope("trust")
    with pytest.raises(sharing.agreements.NotAParty):
        bodies.sign(drafted, "charity")
    with pytest.raises(sharing.agreements.NotAParty):
        bodies.leave(drafted, "trust", at=AT)
    with pytest.raises(sharing.agreements.Backdated):
        bodies.leave(drafted, "practice", at=AT, from_at=AT - INSTANT)
    with pytest.raises(IncompleteAgreement), as_app(scope):
        sharing.agreements.sign(
            version_id=drafted.version_id,
            organisation_id=scope.organisation_id,
            position=" ",
            by=scope.actor,
            at=AT,
        )
    following = {"agreement_id": drafted.agreement_id, "by": scope.actor, "at": AT}
    terms = bodies.terms("practice", "trust")
    with pytest.raises(sharing.agreements.NotTheDrafter), as_app(scope):
        sharing.agreements.draft_version(
            terms=terms, drafted_for=scope.organisation_id, **following
        )
    with pytest.raises(sharing.agreements.StaleDraft), as_app(bodies.scope("practice")):
        sharing.agreements.draft_version(
            terms=terms, drafted_for=bodies.organisations["practice"], follows=0, **following
        )


def test_two_agreements_never_have_one_reference(bodies):
    scope = bodies.scope("practice")
    make = {
        "reference": "DSA-1",
        "title": "One",
        "drafted_for": scope.organisation_id,
        "terms": bodies.terms("practice", "trust"),
        "by": scope.actor,
        "at": AT,
    }
    with as_app(scope):
        sharing.agreements.draft_agreement(**make)
        with pytest.raises(sharing.agreements.ReferenceTaken):
            sharing.agreements.draft_agreement(**make)
        with pytest.raises(IncompleteAgreement):
            sharing.agreements.draft_agreement(**(make | {"title": " "}))


def test_what_would_begin_and_what_would_end_is_said_before_it_does(bodies):
    drafted = bodies.draft("practice", "trust", "charity")
    practice, trust = (bodies.organisations[body] for body in ("practice", "trust"))
    bodies.sign(drafted, "practice")
    begins = sharing.leaving.would_begin(drafted.version_id, organisation_id=trust, at=AT)
    assert begins == replace(begins, give_to=(practice,), given_by=(practice,))
    bodies.sign(drafted, "trust")
    ends = sharing.leaving.would_end(drafted.agreement_id, organisation_id=practice, from_at=AT)
    assert (ends.give_to, ends.given_by) == ((trust,), (trust,))
    bodies.leave(drafted, "practice", at=AT + HOUR)
    assert not given(bodies, "trust", at=AT + HOUR)


def test_the_register_is_what_the_predicate_asks_by_two_clocks(bodies):
    drafted = bodies.draft("practice", "trust", "charity")
    for body in bodies.organisations:
        bodies.sign(drafted, body)
    bodies.leave(drafted, "charity", at=AT + HOUR)
    with as_app(bodies.scope("practice", at=AT + 2 * HOUR)):
        now = sharing.register.register_of_flows(at=AT + 2 * HOUR, known_at=AT + 2 * HOUR)
        then = sharing.register.register_of_flows(at=AT + 2 * HOUR, known_at=AT)
    assert (now.flows, then.flows) == (2, 6)
    (entry,) = now.entries
    assert {party.name for party in entry.suppliers} == {"Mill Practice", "Mill Trust"}
    assert [each.honoured for each in entry.opt_outs] == [("refusal_to_share",)] * 2


def test_open_requests_are_counted_for_ones_own_governance_lead_alone(bodies):
    def counted(body, **changes):
        with as_app(bodies.scope(body, **changes)):
            found = sharing.leaving.open_requests_across(bodies.organisations[body])
        return found.own_teams, found.own_requests, found.other_teams, found.other_requests

    with transaction.atomic():
        for person, body in ((1, "practice"), (2, "practice"), (3, "trust")):
            relate(
                person,
                kind="registration",
                source_id=person,
                organisation_id=bodies.organisations[body],
                from_at=AT,
            )
            relate(
                person,
                kind="request",
                source_id=100 + person,
                team_id=bodies.teams["trust"],
                from_at=AT,
            )
        assert counted("trust") == (1, 2, 0, 0), "its own list's person crosses no border"
        assert counted("practice") == (0, 0, 1, 2)
        assert counted("trust", role="navigator") == (0, 0, 0, 0)
        # No book's fact stands behind these: they never reach a COMMIT.
        transaction.set_rollback(True)
