"""The pages of break-glass, of limits on sharing, and of a person whose parts are not all shown."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from tests.databases import as_app
from tests.integration.care import world as worlds
from tests.integration.limits.world import write_entry

from peckham.infra.scope import open_scope, system_scope
from peckham.interfaces.signing_in import sessions
from peckham.organisations import api as organisations
from peckham.people import api as people
from peckham.people.models import Person
from peckham.places import api as places
from peckham.sharing.models import BreakGlass

WHY = "Found on the floor, does not speak."
NUMBER, BORN = "9990000018", date(1951, 3, 14)


@pytest.fixture
def somebody(world):
    """A person on a practice's list, whom nobody at the hub has to do with."""
    by = {"by": worlds.BY, "at": worlds.AT}
    practice = places.practices()[0]
    with open_scope(system_scope("test", purpose="testing", at=worlds.AT)):
        key = people.register_person(
            family_name="Hidden", given_name="Hanna", nhs_number=NUMBER, birth_date=BORN, **by
        )
        people.register_with_practice(
            person_id=key.id, practice_id=practice.id, on=date(2020, 1, 1), **by
        )
    write_entry(key.id)
    return key


@pytest.fixture
def lead(world):
    """An information governance lead of the hub's organisation."""
    account = organisations.create_account(
        username="lead", name="Grace Lead", by=worlds.BY, at=worlds.BUILT
    )
    organisations.add_member(
        account_id=account, team_id=world.reception, role="governance_lead",
        by=worlds.BY, at=worlds.BUILT,
    )  # fmt: skip
    world.accounts["lead"] = account
    return account


def form(**values):
    return {"idempotency_key": str(uuid4()), **values}


def born(day=BORN):
    return {"born_day": day.day, "born_month": day.month, "born_year": day.year}


def find(client, number=NUMBER, day=BORN):
    return client.post("/staff/people/break-glass", form(nhs_number=number, **born(day)))


def test_a_number_with_its_birth_date_leads_to_the_reason_and_shows_no_name(signed_in, somebody):
    client = signed_in("clinician")
    answer = find(client)
    assert answer.status_code == 303
    assert answer["Location"] == f"/staff/people/{somebody.public_id}/break-glass"
    page = client.get(answer["Location"]).content.decode()
    assert "999 000 0018" in page
    assert "Hidden" not in page
    assert "Hanna" not in page


def test_a_wrong_birth_date_and_a_wrong_number_find_nobody(signed_in, somebody):
    client = signed_in("clinician")
    assert "Nobody here has this NHS number" in find(client, day=date(1951, 3, 15)).content.decode()
    answer = find(client, number="9990000019")
    assert answer.status_code == 422
    assert "not an NHS number" in answer.content.decode()


def test_those_who_give_no_care_never_see_the_page(signed_in, somebody, lead):
    for who in ("navigator", "manager", "lead"):
        client = signed_in(who)
        assert client.get("/staff/people/break-glass").status_code == 403
        address = f"/staff/people/{somebody.public_id}/break-glass"
        assert client.post(address, form(reason=WHY)).status_code == 403
    assert not BreakGlass.objects.exists()


def open_it(client, somebody, why=WHY):
    return client.post(f"/staff/people/{somebody.public_id}/break-glass", form(reason=why))


def test_opened_it_says_why_and_until_when_and_ends_at_a_press(signed_in, somebody):
    client = signed_in("clinician")
    assert open_it(client, somebody, "quick").status_code == 422
    answer = open_it(client, somebody)
    assert answer["Location"] == f"/staff/people/{somebody.public_id}"
    page = client.get(answer["Location"]).content.decode()
    assert "Hanna Hidden" in page
    assert "Type 2 diabetes" in page
    assert WHY in page
    assert "2pm" in page, "four hours after ten"
    one = BreakGlass.objects.get()
    ended = client.post(f"/staff/break-glass/{one.public_id}/end", form())
    assert ended.status_code == 303
    assert client.get(answer["Location"]).status_code == 403


def test_the_lead_sees_the_count_on_every_page_and_reviews_the_oldest_first(
    signed_in, somebody, lead, monkeypatch
):
    from peckham.infra import clock

    open_it(signed_in("clinician"), somebody)
    open_it(signed_in("on_call"), somebody, "The son rang: she has taken all her tablets.")
    client = signed_in("lead")
    page = client.get("/staff/break-glass").content.decode()
    assert page.index(WHY) < page.index("The son rang")
    assert "still open" in page
    assert "Hidden" not in page
    assert 'class="verbs__count">2' in client.get("/staff/keys").content.decode()
    monkeypatch.setattr(clock, "now", lambda: worlds.AT + timedelta(hours=5))
    client = signed_in("lead")
    first = BreakGlass.objects.order_by("at", "pk").first()
    address = f"/staff/break-glass/{first.public_id}/review"
    assert client.post(address, form(outcome="", note="")).status_code == 422
    answer = client.post(address, form(outcome="justified", note="The ambulance sheet agrees."))
    assert answer.status_code == 303
    page = client.get("/staff/break-glass").content.decode()
    assert "The ambulance sheet agrees." in page
    assert 'class="verbs__count">1' in page


def test_only_the_lead_reviews(signed_in, somebody, lead):
    open_it(signed_in("clinician"), somebody)
    for who in ("clinician", "navigator", "manager", "on_call"):
        assert signed_in(who).get("/staff/break-glass").status_code == 403


# Limits on sharing.


@pytest.fixture
def met(world, somebody):
    """Somebody who is at the reception's door today."""
    scope = world.scope("navigator")
    with as_app(scope):
        care_id = somebody.id
        from peckham.care import api as care

        care.begin_contact(care_id, channel="desk", by=scope.actor, at=scope.at)
    return somebody


def test_reception_writes_a_refusal_down_and_takes_it_back(signed_in, met):
    client = signed_in("navigator")
    address = f"/staff/people/{met.public_id}/limits"
    assert "National data opt-out" in client.get(address).content.decode()
    sent = form(act="object", kind="refusal_to_share")
    assert client.post(address, sent).status_code == 422
    answer = client.post(address, sent | {"said_how": "in_person"})
    assert answer["Location"] == address
    page = client.get(f"/staff/people/{met.public_id}")
    assert page.status_code == 403
    assert "refused to share" in page.content.decode()
    page = client.get(address).content.decode()
    assert "Hidden" not in page
    back = form(act="take_back", kind="refusal_to_share", said_how="by_phone")
    assert client.post(address, back)["Location"] == f"/staff/people/{met.public_id}"
    assert client.get(f"/staff/people/{met.public_id}").status_code == 200


def test_what_is_not_shown_says_so(signed_in, met, world):
    page = signed_in("navigator").get(f"/staff/people/{met.public_id}").content.decode()
    assert "Nothing that you may see has been imported" not in page
    assert "Entries that their sender labelled" in page
    assert "Care plan" in page


def test_a_stranger_learns_nothing_of_limits(signed_in, somebody):
    client = signed_in("navigator")
    answer = client.get(f"/staff/people/{somebody.public_id}/limits")
    assert answer.status_code == 403
    assert "Hidden" not in answer.content.decode()
    sent = form(act="object", kind="refusal_to_share", said_how="in_person")
    assert client.post(f"/staff/people/{somebody.public_id}/limits", sent).status_code in (403, 409)


def test_a_role_that_marks_nothing_is_told_who_does(signed_in, met):
    page = signed_in("navigator").get(f"/staff/people/{met.public_id}/limits").content.decode()
    assert "A clinician of the practice that keeps the record marks it" in page
    sent = form(act="mark", category="adoption", reason="legal_duty")
    answer = signed_in("navigator").post(f"/staff/people/{met.public_id}/limits", sent)
    assert answer.status_code == 422
    assert Person.objects.filter(public_id=met.public_id).exists()


def test_whoever_signed_in_more_than_five_minutes_ago_is_asked_again(signed_in, somebody):
    client = signed_in("clinician")
    session = client.session
    sessions.confirm(session, at=worlds.AT - timedelta(minutes=16))
    session.save()
    address = f"/staff/people/{somebody.public_id}/break-glass"
    for answer in (client.get(address), open_it(client, somebody)):
        assert answer.status_code == 303
        assert answer["Location"].startswith("/staff/confirm?next=")
    assert not BreakGlass.objects.exists()
