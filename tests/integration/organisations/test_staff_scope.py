from datetime import UTC, datetime, time, timedelta

import pytest
from django.db import IntegrityError, transaction

from peckham.kernel import Actor
from peckham.organisations import api as organisations

pytestmark = pytest.mark.django_db
BY = Actor.system("test")
MONDAY = datetime(2026, 11, 23, 10, tzinfo=UTC)
HOURS = (organisations.hours.Hours(0, time(8), time(18, 30)),)


@pytest.fixture
def trust():
    return organisations.create_organisation(
        ods_code="ZTT", name="A trust", kind="nhs_trust", by=BY, at=MONDAY
    )


@pytest.fixture
def council():
    return organisations.create_organisation(
        ods_code="ZTC", name="A council", kind="local_authority", by=BY, at=MONDAY
    )


def team_of(organisation_id, name):
    return organisations.create_team(
        organisation_id=organisation_id, name=name, hours=HOURS, by=BY, at=MONDAY
    )


def account(username):
    return organisations.create_account(username=username, name=username.title(), by=BY, at=MONDAY)


def join(account_id, team_id, role="service_member", until=None):
    return organisations.add_member(
        account_id=account_id, team_id=team_id, role=role, until=until, by=BY, at=MONDAY
    )


def test_a_scope_holds_the_teams_of_the_organisation_acted_for_and_no_other(trust, council):
    therapy, nursing = team_of(trust, "Therapy"), team_of(trust, "Nursing")
    social = team_of(council, "Social work")
    amina = account("amina")
    for team_id in (therapy, nursing, social):
        join(amina, team_id)
    chosen = next(m for m in organisations.memberships(amina, at=MONDAY) if m.team.id == social)

    scope = organisations.scopes.staff_scope(
        account_id=amina,
        membership_public_id=str(chosen.public_id),
        at=MONDAY,
    )

    assert (scope.team_id, scope.organisation_id, scope.teams) == (social, council, (social,))


def test_a_leaver_acts_in_no_team(trust):
    ben = account("ben")
    join(ben, team_of(trust, "Therapy"), until=MONDAY + timedelta(days=1))
    scope = organisations.scopes.staff_scope(
        account_id=ben, membership_public_id=None, at=MONDAY + timedelta(days=2)
    )
    assert (scope.team_id, scope.teams) == (None, ())


def test_a_team_is_unstaffed_when_its_last_member_is_away(trust):
    therapy, chloe = team_of(trust, "Therapy"), account("chloe")
    assert not organisations.is_staffed(therapy, at=MONDAY)
    join(chloe, therapy)
    assert organisations.is_staffed(therapy, at=MONDAY)
    organisations.record_absence(
        account_id=chloe, until=MONDAY + timedelta(hours=2), by=BY, at=MONDAY
    )
    assert not organisations.is_staffed(therapy, at=MONDAY + timedelta(hours=1))
    assert not organisations.is_staffed(therapy, at=MONDAY + timedelta(hours=12))


def test_several_teams_are_asked_at_once_whether_somebody_is_in(trust):
    therapy, nursing, empty = (team_of(trust, name) for name in ("Therapy", "Nursing", "Empty"))
    chloe, dan = account("chloe"), account("dan")
    join(chloe, therapy)
    join(chloe, nursing)
    join(dan, nursing)
    organisations.record_absence(
        account_id=chloe, until=MONDAY + timedelta(days=2), by=BY, at=MONDAY
    )

    now = organisations.staffing([therapy, nursing, empty, -1], at=MONDAY)
    assert set(now) == {therapy, nursing, empty}
    assert [m.name for m in now[nursing].members if m.is_absent] == ["Chloe"]
    assert {key: found.members_in for key, found in now.items()} == {
        therapy: 0,
        nursing: 1,
        empty: 0,
    }
    assert now[nursing].is_staffed
    assert not now[therapy].is_staffed
    # A member of a closed team is not in, though nobody has written an absence down.
    tonight = organisations.staffing([nursing], at=MONDAY + timedelta(hours=12))[nursing]
    assert (tonight.is_open, tonight.members_in, tonight.is_staffed) == (False, 0, False)


def test_the_same_membership_cannot_be_held_twice_at_once(trust):
    therapy, dan = team_of(trust, "Therapy"), account("dan")
    join(dan, therapy)
    with pytest.raises(IntegrityError), transaction.atomic():
        join(dan, therapy)


def test_an_organisation_is_made_once_for_its_ods_code(trust):
    again = organisations.create_organisation(
        ods_code=" ztt ", name="Another name", kind="nhs_trust", by=BY, at=MONDAY
    )
    assert again == trust
    assert organisations.organisation_by_ods("ZTT").name == "A trust"


@pytest.mark.parametrize("kind", ["hospital", ""])
def test_an_unknown_kind_of_organisation_is_refused(kind):
    with pytest.raises(organisations.unknown.UnknownKind):
        organisations.create_organisation(ods_code="ZZ9", name="x", kind=kind, by=BY, at=MONDAY)


def test_an_unknown_role_is_refused(trust):
    with pytest.raises(organisations.unknown.UnknownRole):
        join(account("eve"), team_of(trust, "Therapy"), role="superuser")


def test_an_unknown_code_or_team_says_what_to_do():
    with pytest.raises(organisations.unknown.UnknownOrganisation, match="Import"):
        organisations.organisation_by_ods("NOPE")
    with pytest.raises(organisations.unknown.UnknownTeam):
        organisations.team(-1)
