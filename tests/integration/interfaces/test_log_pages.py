"""Pages about the log for staff: governance's looks, and a clinician's withholding."""

from uuid import UUID, uuid4

import pytest
from django.test import Client
from tests.integration.care import world as worlds
from tests.integration.sharing.conftest import build
from tests.integration.sharing.test_reading_the_log import meets

from peckham.infra import clock
from peckham.organisations.models import Account


@pytest.fixture
def sharing(db, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: worlds.AT)
    return build()


def signed_in(key):
    client = Client()
    client.force_login(Account.objects.get(pk=key))
    return client


def test_governance_reads_filters_and_takes_away_the_looks_of_its_staff(sharing):
    meets(sharing)
    client = signed_in(sharing.leads["host"])
    said = client.get("/staff/looks").content.decode()
    assert "Navigator" in said
    assert "the person was at the door" in said
    assert "Would be allowed" in said
    assert "Ada" not in said, "a record is a number here"
    assert "staffbar__search" not in said, "a lead searches nobody"
    none = client.get("/staff/looks?emergency=1").content.decode()
    assert "No look fits" in none
    answer = client.get("/staff/looks.csv?purpose=navigation")
    lines = answer.content.decode().splitlines()
    assert lines[0].endswith("allowed now,why not now")
    assert any("Navigator" in line and ",yes," in line for line in lines[1:])
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "query",
    [
        "since=nonsense&until=2026-99-99",
        "account=abc&purpose=fun&after=x",
        "account=99999999999999999999999",
        "since=1900-01-01&until=2999-01-01",
        "after=2026-11-23T10:00:00%2B00:00_99999999999999999999",
    ],
)
def test_an_address_that_nobody_made_is_answered_all_the_same(sharing, query):
    assert signed_in(sharing.leads["host"]).get(f"/staff/looks?{query}").status_code == 200


@pytest.mark.parametrize("who", ["navigator", "clinician", "manager"])
def test_nobody_else_opens_the_page_of_looks(sharing, who):
    client = signed_in(sharing.care.accounts[who])
    assert client.get("/staff/looks").status_code == 403
    assert client.get("/staff/looks.csv").status_code == 403


def form(**fields):
    return {"idempotency_key": str(uuid4()), **fields}


def test_a_clinician_withholds_looks_and_reviews_it(sharing):
    meets(sharing, "therapist")
    meets(sharing, "clinician")
    client = signed_in(sharing.care.accounts["clinician"])
    address = f"/staff/people/{sharing.public_ids['ada']}/withheld-looks"
    assert "Nothing is withheld" in client.get(address).content.decode()
    wrong = client.post(address, form(reason="x"))
    assert wrong.status_code == 422
    assert "Choose whose looks" in wrong.content.decode()
    reason = "Her partner reads her post."
    done = client.post(address, form(whose="everybody", reason=reason, review="30"))
    assert done.status_code == 303
    said = client.get(address).content.decode()
    assert reason in said
    assert "review by 23 December 2026" in said
    (link,) = [part for part in said.split('"') if part.startswith(f"{address}/")]
    assert UUID(link.rsplit("/", 1)[1])
    assert client.post(link, form(outcome="goes_on", why="He is back.")).status_code == 422
    assert client.post(link, form(outcome="ends", why="She has moved away.")).status_code == 303
    assert "ended 23 November 2026" in client.get(address).content.decode()
    assert client.get(link).status_code == 404


@pytest.mark.parametrize("who", ["navigator", "manager", "therapist"])
def test_nobody_else_opens_what_is_withheld(sharing, who):
    meets(sharing, "therapist")
    client = signed_in(sharing.care.accounts[who])
    address = f"/staff/people/{sharing.public_ids['ada']}/withheld-looks"
    assert client.get(address).status_code in (403, 409, 422)
