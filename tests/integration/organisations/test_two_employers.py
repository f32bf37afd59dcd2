"""One account, two employers: what is seen for one is not seen for the other, by any path."""

import pytest
from django.test import Client
from tests.databases import as_app
from tests.integration.care import world as worlds

from peckham.care import api as care
from peckham.infra import clock
from peckham.organisations import api as organisations
from peckham.organisations.models import Account
from peckham.people import api as people
from peckham.people.models import Person

pytestmark = pytest.mark.django_db
ACTING_IN = "acting_in_membership"


@pytest.fixture
def world(db, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: worlds.AT)
    return worlds.build()


@pytest.fixture
def both(world):
    """Somebody who is a therapist of the trust and a clinician of another charity's team."""
    make = {"by": worlds.BY, "at": worlds.BUILT}
    charity = organisations.create_organisation(
        ods_code="CHRTY", name="Charity", kind="vcse", **make
    )
    team = organisations.create_team(
        organisation_id=charity, name="Befriending", hours=worlds.WEEKDAYS, **make
    )
    account = organisations.create_account(username="both", name="Both", **make)
    for key in (world.therapy, team):
        organisations.add_member(account_id=account, team_id=key, role="clinician", **make)
    return account, {"trust": world.therapy, "charity": team}


@pytest.fixture
def request_held(world, both):
    """A request of Ada's that the trust's team took on: open to them by that alone."""
    navigator, therapist = world.scope("navigator"), world.scope("therapist")
    with as_app(navigator):
        care.begin_contact(world.person_id, channel="desk", by=navigator.actor, at=navigator.at)
        receipt = care.take_request(
            worlds.asked(person_id=world.person_id, claimed=None),
            by=navigator.actor,
            at=navigator.at,
        )
    with as_app(therapist):
        story = care.request(receipt.public_id, at=therapist.at)
        care.acts.accept(
            receipt.public_id, version=story.version, by=therapist.actor, at=therapist.at
        )
    return receipt


def scope_of(both, where):
    account, teams = both
    held = organisations.memberships(account, at=worlds.AT)
    chosen = next(m for m in held if m.team.id == teams[where])
    return organisations.scopes.staff_scope(
        account_id=account, membership_public_id=str(chosen.public_id), at=worlds.AT
    )


def browser(both, where):
    account, teams = both
    client = Client()
    client.force_login(Account.objects.get(pk=account))
    held = organisations.memberships(account, at=worlds.AT)
    session = client.session
    session[ACTING_IN] = str(next(m.public_id for m in held if m.team.id == teams[where]))
    session.save()
    return client


def rows_of(scope, person_id):
    """Count the rows about somebody that raw SQL of the web process sees, table by table."""
    seen = {}
    with as_app(scope) as cursor:
        for table, column in (
            ("people_person", "id"),
            ("people_addressspell", "person_id"),
            ("people_identifier", "person_id"),
            ("care_request", "person_id"),
        ):
            cursor.execute(f"SELECT count(*) FROM {table} WHERE {column} = %s", [person_id])
            seen[table] = cursor.fetchone()[0]
    return seen


def test_the_database_opens_the_clients_rows_for_the_one_employer_only(world, both, request_held):
    for_trust = rows_of(scope_of(both, "trust"), world.person_id)
    assert for_trust["people_person"] == 1
    assert for_trust["care_request"] == 1
    assert set(rows_of(scope_of(both, "charity"), world.person_id).values()) == {0}


@pytest.mark.parametrize(("where", "opens"), [("trust", True), ("charity", False)])
def test_every_read_of_the_books_agrees(world, both, request_held, where, opens):
    scope = scope_of(both, where)
    ada = Person.objects.get(pk=world.person_id).public_id
    with as_app(scope):
        on = worlds.AT.date()
        assert (world.person_id in people.summaries([world.person_id], on)) is opens
        assert bool(care.open_requests_of(world.person_id)) is opens
        assert bool(care.worklists.worklist(list(both[1].values())).rows) is opens
        assert bool(care.worklists.worklist(list(both[1].values())).count_words != "0") is opens
        found = people.search("ada", limit=5)
        assert [person.may_open for person in found] == [opens]
        for read in (
            lambda: people.person(ada),
            lambda: people.key_of(ada),
            lambda: care.request(request_held.public_id, at=worlds.AT),
        ):
            if opens:
                assert read()
            else:
                with pytest.raises(Exception, match="There is no such"):
                    read()


def test_the_scope_never_holds_teams_of_both(both):
    teams = both[1]
    assert scope_of(both, "trust").teams == (teams["trust"],)
    assert scope_of(both, "charity").teams == (teams["charity"],)
    assert scope_of(both, "charity").organisation_id != scope_of(both, "trust").organisation_id


def test_the_filter_that_a_session_kept_for_one_employer_shows_nothing_of_it_for_the_other(
    world, both, request_held
):
    """A saved filter names teams; those of the other employer are not in the scope."""
    client = browser(both, "charity")
    session = client.session
    session["work_teams"] = [both[1]["trust"]]
    session.save()
    for address in ("/staff/work", "/staff/work/worklist.csv", "/api/v1/requests?count=true"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert request_held.reference not in answer.content.decode()
        assert "My mother fell" not in answer.content.decode()


def test_a_membership_chosen_in_a_forged_session_is_nobodys(world, both):
    """A key of somebody else's membership, in one's own session, lets one act in no team."""
    other = organisations.memberships(world.accounts["manager"], at=worlds.AT)[0]
    scope = organisations.scopes.staff_scope(
        account_id=both[0], membership_public_id=str(other.public_id), at=worlds.AT
    )
    assert (scope.role, scope.team_id, scope.teams) == ("", None, ())
