"""Pages of contracts, from the address to the row: what is drafted, proposed, refused and told."""

import csv
import io
from datetime import date
from uuid import uuid4

import pytest
from tests.integration.contracts import world as w
from tests.integration.contracts.world import heads, noon
from tests.integration.interfaces.conftest import Browser

from peckham.infra import clock
from peckham.interfaces.signing_in import sessions
from peckham.interfaces.staff.contract_facts import FORMS
from peckham.organisations.models import Account

pytestmark = pytest.mark.django_db
HOLDER = {
    "event": "pre_qualification",
    "name": "Private Care",
    "kind": "company",
    "controlled_by": "company",
    "formed_by": "existing",
}


@pytest.fixture
def world(db):
    return w.build()


@pytest.fixture
def at(monkeypatch):
    """Set the clock of the pages."""

    def move(moment):
        monkeypatch.setattr(clock, "now", lambda: moment)
        return moment

    move(noon(3, 4))
    return move


def signed_in(world, body="board"):
    browser = Browser()
    account = Account.objects.get(pk=world.accounts[body])
    browser.force_login(account)
    session = browser.session
    sessions.begin(session, at=clock.now())
    role = "contract_manager" if body == "trust" else "commissioner"
    session["acting_in_membership"] = str(membership(account, role))
    session.save()
    return browser


def membership(account, role):
    from peckham.organisations.models import Membership

    return Membership.objects.get(account=account, role=role).public_id


def days(name, day):
    return {f"{name}_{part}": getattr(day, part) for part in ("day", "month", "year")}


def post(browser, path, **data):
    return browser.post(path, {"idempotency_key": str(uuid4()), **data})


def test_a_contract_is_drafted_stated_and_listed(world, at):
    board = signed_in(world)
    asked = {"reference": "NEW-1", "title": "Quay care", "kind": "snp", "place": ""}
    made = post(board, "/staff/contracts/new", **asked, **days("starts_on", date(2026, 9, 1)))
    assert made.status_code == 303, made.content.decode()
    page = made["Location"]
    people = post(board, f"{page}/state/people", version=0, people="A1, quay\nA2, quay")
    assert people.status_code == 303
    stale = post(board, f"{page}/state/people", version=0, people="A1, quay")
    assert stale.status_code == 422
    assert "Somebody has changed this part" in stale.content.decode()
    shown = board.get(page).content.decode()
    assert "2 areas or lists, in: quay" in shown
    assert "nobody has said whether it lies upon GMS" in shown
    listed = board.get("/staff/contracts?kind=snp").content.decode()
    assert "Quay care" in listed
    assert "Quay care" not in board.get("/staff/contracts?kind=gms").content.decode()
    rows = list(csv.reader(io.StringIO(board.get("/staff/contracts.csv").content.decode()[1:])))
    assert rows[1][:4] == ["NEW-1", "Quay care", "Single neighbourhood provider", "draft"]


def test_a_refusal_says_which_rule_and_what_would_satisfy_it(world, at):
    river = w.draft(world)
    board, page = signed_in(world), f"/staff/contracts/{river}"
    refused = post(board, f"{page}/record/holder", **HOLDER, **days("from_on", date(2026, 3, 1)))
    words = refused.content.decode()
    assert refused.status_code == 422
    assert "(rule 60)" in words
    assert "another kind of contract" in words
    assert 'value="Private Care"' in words, "what was written is kept"
    shut = post(board, f"{page}/gate/approved")
    assert "Not yet approved" in shut.content.decode()
    assert "Appraise each on the same outcomes" in shut.content.decode()


def test_why_not_yet_answers_as_on_any_day_and_as_a_table(world, at):
    river = w.draft(world)
    w.reach(world, river, "approved")
    board, page = signed_in(world), f"/staff/contracts/{river}/why"
    assert "Next gate: Selection begun." in board.get(page).content.decode()
    earlier = board.get(f"{page}?on=2026-02-01").content.decode()
    assert "Next gate: Approved." in earlier
    assert "Not appraised: icp_partial" in earlier
    assert "has no terms on 1 January 2026" in board.get(f"{page}?on=2026-01-01").content.decode()
    rows = list(csv.DictReader(io.StringIO(board.get(f"{page}.csv").content.decode()[1:])))
    (options,) = (row for row in rows if row["rule"] == "72")
    assert (options["answer"], options["blocks"]) == ("holds", "blocks")


def test_the_holder_proposes_by_its_own_page_and_records_nothing_else(world, at):
    river = w.draft(world)
    w.reach(world, river, "bid")
    at(noon(5, 2))
    trust, page = signed_in(world, "trust"), f"/staff/contracts/{river}"
    assert trust.get(f"{page}/record/assessment").status_code == 404
    fewer = {"people": "north, riverside", "what": "North alone", "why": "South moved."}
    when = days("from_on", date(2026, 12, 1))
    unpriced = post(trust, f"{page}/state/people", version=1, **fewer, **when)
    assert "(rule 13)" in unpriced.content.decode()
    proposed = post(trust, f"{page}/state/people", version=1, price="stays", **fewer, **when)
    assert proposed.status_code == 303, proposed.content.decode()
    (one,) = heads.views.contract(river, on=date(2026, 5, 2)).variations
    assert (one.what, one.is_agreed, set(one.parts)) == ("North alone", None, {"terms", "people"})
    assert "each commissioner decides (rule 65)" in trust.get(page).content.decode()


def test_a_decision_needs_somebody_who_was_there_and_counts_from_today(world, at):
    river = w.draft(world)
    board, page = signed_in(world), f"/staff/contracts/{river}"
    asked = {
        "about": "approval",
        "commissioner": "the board",
        "body": "Commissioning committee",
        "outcome": "approved",
        "quorum": "1",
        "reference": "Minute 4",
        **days("decided_on", date(2026, 2, 20)),
    }
    nobody = post(board, f"{page}/record/decision", **asked)
    assert "Write who was there." in nobody.content.decode()
    vote = {"member_1": "Ada Marsh", "choice_1": "for", "interest_1": "none"}
    assert post(board, f"{page}/record/decision", **asked, **vote).status_code == 303
    assert w.answer(river, "approval.each_commissioner", noon(3, 3)).status == "not known"
    found = w.answer(river, "approval.each_commissioner", noon(3, 4))
    assert found.why == "the council has not decided."


def test_each_kind_of_fact_has_a_form_that_asks_for_what_is_missing(world, at):
    river = w.draft(world)
    board, page = signed_in(world), f"/staff/contracts/{river}/record"
    for kind in FORMS:
        assert board.get(f"{page}/{kind}").status_code == 200, kind
        if kind != "functions" and kind != "assurance":
            assert post(board, f"{page}/{kind}").status_code == 422, kind
    assert board.get(f"{page}/anything").status_code == 404
    said = {"programme": "healthy new town", "source": "NHS England, 2016"}
    nowhere = post(board, f"{page}/programme", **said, **days("from_on", date(2016, 3, 1)))
    assert "The contract is for no place." in nowhere.content.decode()


def test_facts_that_the_board_writes_reach_the_rules(world, at):
    river = w.draft(world)
    board, page = signed_in(world), f"/staff/contracts/{river}/record"
    today = date(2026, 3, 4)
    written = {
        "option": {
            "form": "icp_partial",
            "expected": "Falls: fewer",
            **days("appraised_on", today),
        },
        "functions": {"assigned": "equality_duty; the trust; ", **days("stated_on", today)},
        "checkpoint": {"code": "EE", "passed": "no", "finding": "x", **days("held_on", today)},
        "assurance": {"vat": "not_recoverable", "reconciled": "no", **days("known_on", today)},
    }
    for kind, data in written.items():
        answer = post(board, f"{page}/{kind}", **data)
        assert answer.status_code == 303, f"{kind}: {answer.content.decode()}"
    for rule in ("functions.kept", "assurance.ee", "holder.vat", "baseline.reconciled"):
        assert w.answer(river, rule, noon(3, 4)).status == "does not hold", rule
    assert w.answer(river, "holder.guarantee", noon(3, 4)).status == "not known"
    assert "icp_partial" not in w.answer(river, "contract.options", noon(3, 4)).why
