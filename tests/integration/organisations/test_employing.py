"""Joiners, movers, leavers: by an administrator, for one's own organisation, never for oneself."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from tests.databases import as_app
from tests.integration.organisations.employers import AT

from peckham.organisations import api as organisations
from peckham.organisations.models import Account, Membership, StaffChange

pytestmark = pytest.mark.django_db
employing, refusing, staff = (
    organisations.employing,
    organisations.refusing,
    organisations.staff,
)
LATER = AT + timedelta(days=3)


def by(world, who="admin"):
    scope = world.scope(who)
    return scope, {"by": scope.actor, "at": scope.at}


def join(world, who="admin", **changes):
    scope, facts = by(world, who)
    facts |= {
        "username": "joan",
        "name": "Joan Price",
        "team_id": world.nursing,
        "role": "clinician",
        "from_at": AT,
    }
    with as_app(scope):
        return employing.join(**(facts | changes))


def roles_of(username, at):
    account = Account.objects.get(username=username)
    return {(m.team.name, m.role) for m in organisations.memberships(account.pk, at=at)}


def held_by(world, who):
    return Membership.objects.get(account_id=world.accounts[who])


def test_a_joiner_has_an_account_and_a_role_from_the_day_on(world):
    join(world, from_at=LATER)
    assert roles_of("joan", AT) == set()
    assert roles_of("joan", LATER) == {("Nursing", "clinician")}
    assert not Account.objects.get(username="joan").has_usable_password()


def test_somebody_who_works_elsewhere_keeps_the_one_account(world):
    join(world, "theirs", username="Nurse ", name="Another name", team_id=world.social)
    account = Account.objects.get(username="nurse")
    assert account.name == "Nurse"
    assert roles_of("nurse", AT) == {("Nursing", "clinician"), ("Social work", "clinician")}


def test_a_mover_ends_one_role_and_begins_another_at_one_moment(world):
    scope, facts = by(world)
    with as_app(scope):
        employing.move(
            membership_public_id=held_by(world, "nurse").public_id,
            team_id=world.therapy,
            role="service_member",
            from_at=LATER,
            **facts,
        )
    assert roles_of("nurse", LATER - timedelta(seconds=1)) == {("Nursing", "clinician")}
    assert roles_of("nurse", LATER) == {("Therapy", "service_member")}


def test_a_move_that_cannot_begin_does_not_end_either(world):
    scope, facts = by(world)
    with as_app(scope), pytest.raises(refusing.NotYours), transaction.atomic():
        employing.move(
            membership_public_id=held_by(world, "nurse").public_id,
            team_id=world.social,
            role="clinician",
            from_at=AT,
            **facts,
        )
    assert roles_of("nurse", LATER) == {("Nursing", "clinician")}


def leave(world, who, *, acting="admin", from_at=AT):
    scope, facts = by(world, acting)
    with as_app(scope):
        return employing.leave(
            account_id=world.accounts[who],
            organisation_id=scope.organisation_id,
            from_at=from_at,
            **facts,
        )


def test_a_leaver_acts_here_no_more_from_that_moment_and_elsewhere_still(world):
    acting_here = organisations.memberships(world.accounts["both"], at=AT)
    chosen = next(m for m in acting_here if m.team.id == world.therapy)
    leave(world, "both")
    assert roles_of("both", AT) == {("Social work", "service_member")}
    # The page that is open here is not moved to the other employer: it acts for nobody.
    scope = organisations.scopes.staff_scope(
        account_id=world.accounts["both"], membership_public_id=str(chosen.public_id), at=AT
    )
    assert (scope.team_id, scope.organisation_id, scope.teams) == (None, None, ())


def test_a_leaver_of_a_later_day_acts_until_then(world):
    leave(world, "nurse", from_at=LATER)
    assert roles_of("nurse", LATER - timedelta(seconds=1))
    assert roles_of("nurse", LATER) == set()


def test_a_role_that_has_not_begun_never_begins_for_a_leaver(world):
    join(world, from_at=LATER)
    scope, facts = by(world)
    with as_app(scope):
        employing.leave(
            account_id=Account.objects.get(username="joan").pk,
            organisation_id=world.trust,
            from_at=AT,
            **facts,
        )
    assert roles_of("joan", LATER + timedelta(days=1)) == set()


@pytest.mark.parametrize("acting", ["theirs", "lead", "nurse", "navigator"])
def test_nobody_else_changes_who_works_here(world, acting):
    with pytest.raises(refusing.NotYours):
        join(world, acting)
    scope, facts = by(world, acting)
    with as_app(scope):
        with pytest.raises(refusing.NotYours):
            employing.leave(
                account_id=world.accounts["both"],
                organisation_id=world.trust,
                from_at=AT,
                **facts,
            )
        with pytest.raises(refusing.NotYours):
            employing.end(
                membership_public_id=held_by(world, "admin").public_id, from_at=AT, **facts
            )


def test_an_administrator_does_not_change_their_own_roles(world):
    for role in ("clinician", "governance_lead", "navigator"):
        with pytest.raises(refusing.NotYourself):
            join(world, username="admin", role=role)
    with pytest.raises(refusing.NotYourself):
        leave(world, "admin")
    # Another administrator may.
    join(world, "second", username="admin", role="clinician")
    assert ("Nursing", "clinician") in roles_of("admin", AT)


def test_nothing_is_backdated(world):
    with pytest.raises(refusing.NotAtThisTime):
        join(world, from_at=AT - timedelta(minutes=1))
    with pytest.raises(refusing.NotAtThisTime):
        leave(world, "nurse", from_at=AT - timedelta(minutes=1))


def test_the_same_role_twice_is_refused_in_words(world):
    with pytest.raises(refusing.HeldAlready):
        join(world, username="nurse")


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO organisations_membership (public_id, account_id, team_id, role, during)"
        " VALUES (gen_random_uuid(), {me}, {team}, 'clinician', tstzrange(NULL, NULL))",
        "UPDATE organisations_membership SET role = 'clinician'",
        "UPDATE organisations_membership SET during = tstzrange(NULL, NULL)",
        "INSERT INTO organisations_account (public_id, username, name, password, is_active)"
        " VALUES (gen_random_uuid(), 'x', 'x', 'x', true)",
        "UPDATE organisations_account SET password = 'x'",
        "UPDATE organisations_account SET is_active = true",
        "INSERT INTO organisations_absence (account_id, during)"
        " VALUES ({me}, tstzrange(NULL, NULL))",
        "INSERT INTO organisations_identity (account_id, issuer, subject, linked_at)"
        " VALUES ({me}, 'x', 'x', now())",
        "UPDATE organisations_identity SET ended_at = NULL",
        "UPDATE organisations_team SET organisation_id = 1",
        "DELETE FROM organisations_staffchange",
    ],
)
def test_raw_sql_of_the_web_process_gives_nobody_a_role(world, statement):
    made = statement.format(me=world.accounts["admin"], team=world.therapy)
    with as_app(world.scope("admin")) as cursor:
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            cursor.execute(made)


def test_a_function_called_by_hand_refuses_another_organisation_and_oneself(world):
    begin = "SELECT peckham.begin_membership(%s, %s, %s, 'clinician', %s, NULL, '')"
    with as_app(world.scope("admin")) as cursor:
        for account, team, code in (
            (world.accounts["nurse"], world.social, "PK080"),
            (world.accounts["admin"], world.therapy, "PK081"),
        ):
            with pytest.raises(DatabaseError) as refused, transaction.atomic():
                cursor.execute(begin, [uuid4(), account, team, AT])
            assert refused.value.__cause__.sqlstate == code


def test_each_change_says_who_made_it_and_administrators_and_governance_read_it(world):
    act = join(world, reason="Joan starts")
    for who in ("admin", "second", "lead"):
        with as_app(world.scope(who)):
            opened, joined = reversed(staff.changes(world.trust))
        assert (opened.kind, joined.kind) == ("account opened", "joined")
        assert (joined.by, joined.about, joined.team) == ("Admin", "Joan Price", "Nursing")
        assert (joined.act, joined.reason, joined.detail["role"]) == (
            act,
            "Joan starts",
            "clinician",
        )
    for who in ("nurse", "theirs", "navigator"):
        with as_app(world.scope(who)):
            assert staff.changes(world.trust) == ()


def test_changes_only_grow(world):
    join(world)
    with pytest.raises(DatabaseError, match="only grow"), transaction.atomic():
        StaffChange.objects.update(reason="x")


def undo(world, act, who="admin", minutes=5):
    scope = world.scope(who, at=AT + timedelta(minutes=minutes))
    with as_app(scope):
        return employing.undo(act=act, by=scope.actor, at=scope.at)


def test_a_leaver_by_mistake_is_back_and_the_time_between_stays_as_it_was(world):
    act = leave(world, "nurse")
    undo(world, act)
    assert roles_of("nurse", AT + timedelta(minutes=2)) == set()
    assert roles_of("nurse", AT + timedelta(minutes=6)) == {("Nursing", "clinician")}


def test_an_end_that_has_not_come_is_simply_taken_back(world):
    undo(world, leave(world, "nurse", from_at=LATER))
    assert roles_of("nurse", LATER) == {("Nursing", "clinician")}
    assert Membership.objects.filter(account_id=world.accounts["nurse"]).count() == 1


def test_a_move_is_taken_back_whole(world):
    scope, facts = by(world)
    with as_app(scope):
        act = employing.move(
            membership_public_id=held_by(world, "nurse").public_id,
            team_id=world.therapy,
            role="clinician",
            from_at=LATER,
            **facts,
        )
    undo(world, act)
    assert roles_of("nurse", LATER) == {("Nursing", "clinician")}


def test_an_act_is_taken_back_once_within_the_hour_and_by_its_organisation(world):
    act = leave(world, "nurse")
    with pytest.raises(refusing.NotAtThisTime):
        undo(world, act, "theirs")
    with pytest.raises(refusing.NotAtThisTime):
        undo(world, act, minutes=61)
    undo(world, act)
    with pytest.raises(refusing.NotAtThisTime):
        undo(world, act)


def test_somebody_is_away_and_back_sooner(world):
    scope, facts = by(world)
    account = world.accounts["nurse"]
    with as_app(scope):
        employing.record_away(account_id=account, from_at=AT, until=LATER, **facts)
        member = staff.staff_member(Account.objects.get(pk=account).public_id, world.trust, at=AT)
        assert [(away.since, away.until) for away in member.absences] == [(AT, LATER)]
        with pytest.raises(refusing.HeldAlready):
            employing.record_away(account_id=account, from_at=AT, until=LATER, **facts)
    later = AT + timedelta(hours=1)
    scope = world.scope("admin", at=later)
    with as_app(scope):
        employing.end_away(
            absence_id=member.absences[0].id, from_at=later, by=scope.actor, at=later
        )
        again = staff.staff_member(member.public_id, world.trust, at=later)
    assert again.absences[0].until == later


def test_an_absence_is_of_ones_own_people_only(world):
    scope, facts = by(world, "theirs")
    with as_app(scope), pytest.raises(refusing.NotAtThisTime):
        employing.record_away(account_id=world.accounts["nurse"], from_at=AT, until=LATER, **facts)


def test_the_list_is_of_ones_own_organisation_by_team_and_found_by_a_part_of_a_name(world):
    rows = staff.people_here(world.trust, at=AT)
    assert [row.team for row in rows] == sorted(row.team for row in rows)
    assert "Theirs" not in {row.name for row in rows}
    assert [row.username for row in staff.people_here(world.trust, at=AT, q="nur")] == ["nurse"]
    assert staff.people_here(world.trust, at=AT, q="%") == ()
    assert {
        row.name for row in staff.people_here(world.trust, at=AT, team_id=world.social)
    } == set()


def test_the_list_goes_on_from_where_a_page_ended(world):
    whole = staff.people_here(world.trust, at=AT)
    seen, after = [], None
    while part := staff.people_here(world.trust, at=AT, after=after, limit=2):
        seen += part
        after = (part[-1].team, part[-1].name, part[-1].id)
    assert tuple(seen) == whole


def test_who_has_left_is_in_the_other_list(world):
    leave(world, "nurse")
    assert "nurse" not in {row.username for row in staff.people_here(world.trust, at=AT)}
    left = staff.people_here(world.trust, at=AT, former=True)
    assert [row.username for row in left] == ["nurse"]


def test_nobody_of_another_organisation_is_shown(world):
    public_id = Account.objects.get(username="nurse").public_id
    with pytest.raises(staff.NobodyHere):
        staff.staff_member(public_id, world.council, at=AT)


def test_a_team_that_would_have_nobody_left_to_answer_is_named(world):
    # An administrator of the team answers no offer, so the nurse is its last.
    nurse = world.accounts["nurse"]
    assert staff.teams_left_empty(nurse, world.trust, from_at=AT) == (world.nursing,)
    join(world)
    assert staff.teams_left_empty(nurse, world.trust, from_at=AT) == ()


def test_an_administrator_or_a_governance_lead_does_not_staff_a_team(world):
    found = organisations.staffing([world.therapy], at=AT)[world.therapy]
    assert {member.name for member in found.members} == {"Navigator", "Both"}
