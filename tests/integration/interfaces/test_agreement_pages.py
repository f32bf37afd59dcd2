"""The pages of agreements, asked by a browser of the test client: who, once, and by which clock."""

import csv
import io
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.integration.sharing import governing
from tests.integration.sharing.governing import AT

from peckham.infra import clock
from peckham.interfaces.signing_in import sessions
from peckham.interfaces.staff.views import register
from peckham.organisations.models import Account, Organisation
from peckham.sharing.models import AgreementSignature, AgreementVersion, AgreementWithdrawal


@pytest.fixture
def bodies(db, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: AT)
    return governing.build()


@pytest.fixture
def lead(bodies):
    def browser(body):
        client = Client()
        client.force_login(Account.objects.get(pk=bodies.accounts[body]))
        signed_in(client, ago=timedelta())
        return client

    return browser


def signed_in(client, *, ago):
    """Have its reader sign in that long ago."""
    session = client.session
    sessions.begin(session, at=AT - ago)
    sessions.use(session, at=AT)
    session.save()


def address(drafted, *rest):
    return "/".join(["/staff/access/agreements", str(drafted.agreement_public_id), *rest])


def sign_form(**changes):
    return {
        "idempotency_key": str(uuid4()),
        "position": "Caldicott Guardian",
        "confirm": "yes",
    } | changes


def test_what_needs_ones_signature_comes_first(bodies, lead):
    bodies.draft("practice", "trust")
    page = lead("trust").get("/staff/access/agreements").content.decode()
    assert "Version 1 needs your signature" in page
    assert page.index("Test agreement") < page.index("Other agreements")
    page = lead("charity").get("/staff/access/agreements").content.decode()
    assert "Your organisation takes no part" in page


def test_a_signature_sent_twice_is_given_once(bodies, lead):
    drafted = bodies.draft("practice", "trust")
    client, form = lead("trust"), sign_form()
    answers = [client.post(address(drafted, "sign", "1"), form) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert AgreementSignature.objects.count() == 1
    again = client.post(address(drafted, "sign", "1"), sign_form())
    assert again.status_code == 422
    assert "has signed this version already" in again.content.decode()


def test_whoever_signs_or_leaves_shows_again_who_they_are(bodies, lead):
    drafted = bodies.draft("practice", "trust")
    bodies.sign(drafted, "trust")
    client = lead("practice")
    signed_in(client, ago=timedelta(minutes=6))
    for act in (("sign", "1"), ("leave",)):
        asked = client.get(address(drafted, *act))
        assert asked.status_code == 303
        assert asked["Location"].startswith("/staff/confirm?next=")
    signed_in(client, ago=timedelta(minutes=16))
    assert client.post(address(drafted, "sign", "1"), sign_form()).status_code == 303
    assert AgreementSignature.objects.count() == 1, "and nothing was signed"
    assert client.get(address(drafted)).status_code == 200, "reading asks nothing"


def test_the_parties_come_before_what_has_happened(bodies, lead):
    drafted = in_force(bodies)
    page = lead("practice").get(address(drafted)).content.decode()
    assert page.index("Who takes part") < page.index("What has happened")


def test_a_form_that_is_not_whole_signs_nothing(bodies, lead):
    drafted = bodies.draft("practice", "trust")
    client = lead("trust")
    for form in (sign_form(confirm=""), sign_form(position=" "), sign_form(idempotency_key="x")):
        assert client.post(address(drafted, "sign", "1"), form).status_code in (409, 422)
    assert not AgreementSignature.objects.exists()


def test_nobody_signs_or_leaves_for_another_organisation_by_guessing_an_address(bodies, lead):
    drafted = bodies.draft("practice", "trust")
    stranger = lead("charity")
    assert stranger.get(address(drafted)).status_code == 200
    assert stranger.get(address(drafted, "sign", "1")).status_code == 404
    assert stranger.post(address(drafted, "sign", "1"), sign_form()).status_code == 404
    assert stranger.get(address(drafted, "leave")).status_code == 404
    for path in ("", "/leave", "/next", "/sign/1"):
        unknown = f"/staff/access/agreements/{uuid4()}{path}"
        assert stranger.get(unknown).status_code == 404
    assert stranger.get(address(drafted, "sign", "9")).status_code == 404


def test_leaving_from_a_later_day_begins_with_its_first_moment_in_london(bodies, lead):
    drafted = bodies.draft("practice", "trust")
    bodies.sign(drafted, "practice")
    form = {
        "idempotency_key": str(uuid4()),
        "reason": "No more.",
        "from": "later",
        "from_on_day": "1",
        "from_on_month": "7",
        "from_on_year": "2027",
    }
    client = lead("practice")
    for wrong in ({"from": ""}, {"from_on_year": "2026"}, {"from_on_day": "41"}, {"reason": ""}):
        answer = client.post(address(drafted, "leave"), form | wrong)
        assert answer.status_code == 422, wrong
    assert client.post(address(drafted, "leave"), form).status_code == 303
    left = AgreementWithdrawal.objects.get()
    assert left.from_at.isoformat() == "2027-06-30T23:00:00+00:00"
    assert left.withdrawn_by == "Lead of practice"


def test_the_next_version_is_drafted_by_who_drafted_the_first(bodies, lead):
    drafted = bodies.draft("practice", "trust")
    terms = {
        "idempotency_key": str(uuid4()),
        "version": "1",
        "summary": "Less than before.",
        "purposes": ["direct care"],
        "categories": ["identity"],
        "article_6": "6(1)(e)",
        "article_9": "9(2)(h)",
        "confidentiality_basis": "implied consent",
        "impact_assessment_reference": "DPIA-2",
    }
    for body in ("practice", "trust"):
        key = Organisation.objects.get(pk=bodies.organisations[body]).public_id
        terms |= {f"part_{key}": "both", f"role_{key}": "controller"}
    refused = lead("trust").post(address(drafted, "next"), terms)
    assert refused.status_code == 422
    assert "Mill Practice drafts the versions" in refused.content.decode()
    assert lead("practice").post(address(drafted, "next"), terms).status_code == 303
    assert AgreementVersion.objects.filter(number=2, categories=["identity"]).exists()
    stale = lead("practice").post(
        address(drafted, "next"), terms | {"idempotency_key": str(uuid4())}
    )
    assert stale.status_code == 422
    assert "Somebody has drafted version 2" in stale.content.decode()


def test_what_the_book_refuses_is_said_at_its_field_and_the_words_are_kept(bodies, lead):
    form = {
        "idempotency_key": str(uuid4()),
        "summary": "Kept words.",
        "purposes": ["payment"],
        "confidentiality_basis": "implied consent",
    }
    answer = lead("practice").post("/staff/access/agreements/new", form)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Kept words." in page
    for words in ("Write a reference.", "Tick what is shared.", "Choose two organisations"):
        assert words in page


def in_force(bodies, at=AT):
    drafted = bodies.draft("practice", "trust")
    for body in ("practice", "trust"):
        bodies.sign(drafted, body, at=at)
    return drafted


def test_the_register_as_a_spreadsheet_says_each_flow_once(bodies, lead):
    in_force(bodies)
    answer = lead("charity").get("/staff/access/register.csv")
    assert answer["Content-Type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert {(row["from"], row["to"]) for row in rows} == {
        ("Mill Practice", "Mill Trust"),
        ("Mill Trust", "Mill Practice"),
    }
    assert rows[0]["impact assessment"] == "DPIA-1"
    assert rows[0]["opt-outs honoured"] == "refusal_to_share"


def test_a_spreadsheet_that_is_cut_says_so(bodies, lead, monkeypatch):
    monkeypatch.setattr(register, "CSV_LENGTH_MAX", 1)
    in_force(bodies)
    lines = lead("charity").get("/staff/access/register.csv").content.decode().splitlines()
    assert len(lines) == 3
    assert lines[-1] == "1 more flows are not in this file."


@pytest.mark.parametrize(
    ("asked", "flows"),
    [
        ("", "2 flows"),
        ("?on=2026-11-22", "0 flows"),
        ("?on=2026-11-23&known_on=2026-11-23", "2 flows"),
        ("?on=2026-11-24&known_on=2026-11-22", "0 flows"),
        ("?on=2030-01-01", "2 flows"),
    ],
)
def test_the_register_by_two_clocks(bodies, lead, asked, flows):
    in_force(bodies)
    page = lead("charity").get(f"/staff/access/register{asked}").content.decode()
    assert f"<strong>{flows}" in page


@pytest.mark.parametrize("asked", ["?on=yesterday", "?known_on=9999-12-31", "?on=2026-02-30"])
def test_a_day_that_is_none_is_refused_in_words(bodies, lead, asked):
    answer = lead("charity").get(f"/staff/access/register{asked}")
    assert answer.status_code == 422
    assert "Write a day, like 2026-11-23." in answer.content.decode()


def test_no_list_multiplies_the_statements(bodies, lead):
    client = lead("trust")

    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/staff/access/agreements").status_code == 200
        return len(queries)

    in_force(bodies)
    # The first page of a process reads what roles may do, and keeps it.
    asked()
    one = asked()
    for _ in range(4):
        bodies.draft("practice", "trust", "charity")
    assert asked() == one <= 16


def test_everybody_reads_who_shares_with_whom(bodies):
    in_force(bodies)
    bodies.draft("practice", "charity")
    page = Client().get("/who-shares-records/").content.decode()
    assert "Mill Trust" in page
    assert "Mill Befrienders" not in page, "who has signed nothing is given nothing"
    assert "Lead of" not in page, "no member of staff is named to the public"
