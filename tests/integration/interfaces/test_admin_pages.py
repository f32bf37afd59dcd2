"""The administrators' pages, from the address to the row and back."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from tests.databases import as_app
from tests.integration.care import world as worlds

from peckham.care import api as care
from peckham.infra import clock
from peckham.organisations import api as organisations
from peckham.organisations.models import Account, Membership, Team

TODAY = worlds.AT.date().isoformat()


@pytest.fixture
def people(world):
    """Give an administrator and a governance lead of the host, by user name."""
    for username, role in (("admin", "administrator"), ("lead", "governance_lead")):
        account = organisations.create_account(
            username=username, name=username.title(), by=worlds.BY, at=worlds.BUILT
        )
        organisations.add_member(
            account_id=account, team_id=world.duty, role=role, by=worlds.BY, at=worlds.BUILT
        )


def browser(username):
    client = Client()
    client.force_login(Account.objects.get(username=username))
    return client


@pytest.fixture
def admin(people):
    return browser("admin")


def post(client, address, **answers):
    return client.post(address, {"idempotency_key": str(uuid4()), **answers})


def team_key(name):
    return str(Team.objects.get(name=name).public_id)


def page_of(username):
    return f"/staff/admin/people/{Account.objects.get(username=username).public_id}"


def test_the_list_names_who_works_here_and_nobody_of_another_employer(admin):
    text = admin.get("/staff/admin").content.decode()
    for name in ("Navigator", "Manager", "Clinician", "Admin"):
        assert name in text
    assert "Therapist" not in text
    assert "Nobody is like this." in admin.get("/staff/admin?q=zzz").content.decode()
    assert "Navigator" in admin.get("/staff/admin/people.csv").content.decode()


def test_a_joiner_signs_in_with_what_the_page_said_once(admin):
    answer = post(
        admin,
        "/staff/admin/join",
        name="Joan Price",
        username="Joan",
        team=team_key("Reception"),
        role="navigator",
        day=TODAY,
    )
    assert answer.status_code == 303, answer.content.decode()
    shown = admin.get(answer["Location"]).content.decode()
    password = re.search(r"data-password>([^<]+)<", shown)[1]
    assert password not in admin.get(answer["Location"]).content.decode()
    joan = Client()
    signed_in = joan.post("/staff/sign-in", {"username": "joan", "password": password})
    assert signed_in["Location"] == "/staff/door"


def test_a_form_with_something_missing_keeps_what_was_written(admin):
    answer = post(admin, "/staff/admin/join", name="Joan", day="2020-01-01")
    text = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="Joan"' in text
    for message in ("Write their user name.", "Choose a team.", "Choose a role.", "a later day"):
        assert message in text


def test_a_mover_moves_on_one_day(admin, world):
    held = Membership.objects.get(account_id=world.accounts["clinician"])
    address = f"/staff/admin/memberships/{held.public_id}/move"
    assert "Duty team" in admin.get(address).content.decode()
    answer = post(admin, address, team=team_key("Reception"), role="clinician", day=TODAY)
    assert answer.status_code == 303, answer.content.decode()
    now = organisations.memberships(world.accounts["clinician"], at=worlds.AT)
    assert [m.team.name for m in now] == ["Reception"]


def test_a_leavers_open_page_answers_no_more(admin, world):
    clinician = browser("clinician")
    assert clinician.get("/staff/work").status_code == 200
    answer = post(admin, f"{page_of('clinician')}/leave", when="now")
    assert answer.status_code == 303, answer.content.decode()
    assert clinician.get("/staff/work").status_code == 403
    undone = admin.get(answer["Location"]).content.decode()
    act = re.search(r'action="([^"]+/undo/[^"]+)"', undone)[1]
    assert post(admin, act).status_code == 303
    assert clinician.get("/staff/work").status_code == 200


def test_leaving_a_team_empty_says_what_it_holds(admin, world):
    scope = world.scope("navigator")
    with as_app(scope):
        care.take_request(worlds.asked(), by=scope.actor, at=scope.at)
    post(admin, f"{page_of('manager')}/leave", when="now")
    text = " ".join(admin.get(f"{page_of('navigator')}/leave").content.decode().split())
    assert "<strong>Reception</strong>: it holds 1 open request." in text


def test_somebody_is_written_down_as_away(admin, world):
    answer = post(admin, f"{page_of('navigator')}/away", day=TODAY, until=TODAY)
    assert answer.status_code == 303, answer.content.decode()
    assert "They are back" in admin.get(answer["Location"]).content.decode()
    staffing = organisations.staffing([world.reception], at=worlds.AT)[world.reception]
    assert [m.name for m in staffing.members if m.is_absent] == ["Navigator"]


def test_oneself_and_other_employers_people_are_refused(admin, world):
    answer = post(
        admin,
        "/staff/admin/join",
        name="Admin",
        username="admin",
        team=team_key("Duty team"),
        role="clinician",
        day=TODAY,
    )
    assert answer.status_code == 422
    assert "You cannot change your own roles." in answer.content.decode()
    assert admin.get(page_of("therapist")).status_code == 409
    theirs = Membership.objects.get(account_id=world.accounts["therapist"])
    for verb in ("move", "end"):
        address = f"/staff/admin/memberships/{theirs.public_id}/{verb}"
        assert admin.get(address).status_code == 404
        assert post(admin, address, when="now").status_code == 404


def test_a_narrowed_role_loses_its_pages_at_once(admin, world):
    navigator = browser("navigator")
    assert navigator.get("/staff/door").status_code == 200
    answer = post(
        admin,
        f"/staff/admin/permissions?team={team_key('Reception')}",
        role="navigator",
        permission="take_requests",
        allowed="no",
        reason="The desk is shut",
    )
    assert answer.status_code == 303, answer.content.decode()
    assert navigator.get("/staff/door").status_code == 403
    assert b"/staff/door" not in navigator.get("/staff/work").content
    assert "(chosen for the team)" in admin.get(answer["Location"]).content.decode()


def test_a_request_is_shown_to_whom_the_api_gives_it_and_to_nobody_else(admin, world):
    scope = world.scope("navigator")
    with as_app(scope):
        receipt = care.take_request(worlds.asked(), by=scope.actor, at=scope.at)
    post(
        admin,
        "/staff/admin/permissions",
        role="navigator",
        permission="work_on_requests",
        allowed="no",
        reason="The desk takes and does not work",
    )
    for client in (admin, browser("navigator")):
        for address in ("/staff/requests", "/api/v1/requests"):
            assert client.get(f"{address}/{receipt.public_id}").status_code == 403, address


def test_widening_beyond_the_widest_is_refused_in_words(admin):
    answer = post(
        admin,
        "/staff/admin/permissions",
        role="navigator",
        permission="break_glass",
        allowed="yes",
        reason="Why not",
    )
    assert answer.status_code == 422
    assert "may not be given that permission" in answer.content.decode()


def test_governance_reads_the_changes_and_changes_nothing(admin, monkeypatch):
    post(admin, f"{page_of('clinician')}/leave", when="now", reason="Retired")
    monkeypatch.setattr(clock, "now", lambda: worlds.AT + timedelta(minutes=1))
    lead = browser("lead")
    text = lead.get("/staff/admin/changes").content.decode()
    assert "Retired" in text
    assert "Clinician" in text
    for address in ("/staff/admin", "/staff/admin/join", "/staff/admin/permissions"):
        assert lead.get(address).status_code == 403


@pytest.mark.parametrize("who", ["navigator", "manager", "clinician"])
def test_nobody_else_opens_an_administrators_page(people, who):
    client = browser(who)
    for address in (
        "/staff/admin",
        "/staff/admin/people.csv",
        "/staff/admin/join",
        "/staff/admin/permissions",
        "/staff/admin/changes",
        page_of("navigator"),
        f"{page_of('navigator')}/leave",
    ):
        assert client.get(address).status_code == 403, address
