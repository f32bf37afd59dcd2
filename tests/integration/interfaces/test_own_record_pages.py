"""A resident's own pages about the log: who looked, and a copy of the record."""

import json
from datetime import date
from uuid import UUID, uuid4

import pytest
from django.test import Client
from tests.databases import as_app
from tests.integration.care import world as worlds
from tests.integration.sharing.conftest import Sharing, build
from tests.integration.sharing.test_reading_the_log import meets

from peckham.infra import clock
from peckham.interfaces.residents.own_copy import making
from peckham.interfaces.signing_in import sessions
from peckham.people import api as people
from peckham.people.models import Person
from peckham.sharing.models import Look, SubjectExport


@pytest.fixture
def sharing(db, monkeypatch) -> Sharing:
    monkeypatch.setattr(clock, "now", lambda: worlds.AT)
    return build()


@pytest.fixture
def ada(sharing) -> Client:
    client = Client()
    session = client.session
    session["resident"] = sharing.public_ids["ada"]
    sessions.begin(session, at=worlds.AT)
    session.save()
    return client


def test_the_page_says_who_looked_as_what_why_and_at_what(sharing, ada):
    meets(sharing)
    said = ada.get("/my/looks/").content.decode()
    for words in (
        "Monday 23 November 2026",
        "Navigator",
        "care navigator, Host",
        "who you are, where you live and how to reach you",
        "You were in touch with them that day.",
    ):
        assert words in said, words
    assert "We do not say whether there are any." in said


def test_an_empty_log_says_so_and_the_visit_itself_is_in_it_afterwards(sharing, ada):
    assert "There is nothing to show yet." in ada.get("/my/looks/").content.decode()
    assert "You" in ada.get("/my/looks/").content.decode()
    assert Look.objects.filter(actor_kind="resident", parts=["looks"]).count() == 2


@pytest.mark.parametrize("after", ["x", "2026-11-23T10:00_1", "2026-11-23T10:00:00+00:00_x", "_"])
def test_a_spoilt_address_is_the_first_page(sharing, ada, after):
    assert ada.get("/my/looks/", {"after": after}).status_code == 200


def form():
    return {"idempotency_key": str(uuid4())}


def test_a_copy_is_asked_for_left_found_again_read_and_taken_away(sharing, ada):
    assert "You have no copy at the moment." in ada.get("/my/copy/").content.decode()
    assert ada.post("/my/copy/", form()).status_code == 303
    assert "Waiting to be made" in ada.get("/my/copy/").content.decode()
    assert ada.post("/my/copy/", form()).status_code == 303, "a second one is not begun"
    export = SubjectExport.objects.get()
    assert ada.get(f"/my/copy/{export.public_id}/").status_code == 409
    making.make(export.pk, person_id=export.person_id, public_id=UUID(sharing.public_ids["ada"]))
    said = ada.get("/my/copy/").content.decode()
    assert "Ready" in said
    assert "We delete it on 30 November 2026" in said
    page = ada.get(f"/my/copy/{export.public_id}/")
    assert page.status_code == 200
    assert "What is left out of this copy, and why" in page.content.decode()
    answer = ada.get(f"/my/copy/{export.public_id}/my-record.json")
    assert json.loads(answer.content)["format"] == "peckham-own-record-1"
    assert answer["Cache-Control"] == "no-store"
    assert Look.objects.filter(actor_kind="resident", parts=["copy"]).count() == 2


def test_a_stranger_and_staff_are_not_let_in(sharing, ada):
    for path in ("/my/looks/", "/my/copy/", f"/my/copy/{uuid4()}/"):
        answer = Client().get(path)
        assert answer.status_code == 302
        assert "/sign-in/" in answer["Location"]


def test_somebody_with_everything_on_record_gets_a_page_that_holds_it(sharing, ada):
    make = {"by": worlds.BY, "at": worlds.AT}
    key = Person.objects.get(public_id=sharing.public_ids["ada"]).pk
    people.support.record_communication_need(
        person_id=key, code="interpreter", detail="Somali", **make
    )
    people.support.record_contact_point(person_id=key, mode="mobile", value="07700 900123", **make)
    people.support.add_proxy(
        person_id=key, name="Hodan Ali", relationship="daughter", authority="consent",
        may=("ask",), telephone_number="07700 900456", **make,
    )  # fmt: skip
    ada.post("/my/copy/", form())
    export = SubjectExport.objects.get()
    making.make(export.pk, person_id=key, public_id=UUID(sharing.public_ids["ada"]))
    said = ada.get(f"/my/copy/{export.public_id}/").content.decode()
    assert "7700900123" in said.replace(" ", "")
    assert "daughter" in said
    assert "Hodan" not in said
    assert date(2026, 1, 5).isoformat() in said


def test_the_contracts_for_ones_own_care_are_read_with_the_rights_of_the_web(sharing, ada):
    with as_app(None):
        answer = ada.get("/my/contracts/?before=2026-01-06")
    assert answer.status_code == 200
    assert "No contract is written down here for that day." in answer.content.decode()
    assert Client().get("/my/contracts/").status_code == 302
