"""Pages of baselines, as the browser of each party sees them and sends from them."""

import re
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.databases import as_app
from tests.integration.finance.riverside_money import NOW, YEAR, inputs
from tests.unit.finance.valley import replace

from peckham.finance.api import baselines
from peckham.infra import clock
from peckham.interfaces.signing_in import sessions
from peckham.interfaces.staff.acting import ACTING_IN
from peckham.organisations.models import Account, Membership

DAY = {f"decided_on_{part}": getattr(NOW, part) for part in ("day", "month", "year")}


class Browser(Client):
    """A browser whose requests are answered with the rights of the web process, and no others."""

    def request(self, **request):
        with as_app(None):
            return super().request(**request)

    def send(self, address, **fields):
        return self.post(address, fields | {"idempotency_key": str(uuid4())}, follow=True)


@pytest.fixture
def browser(money, monkeypatch):
    """Give the browser of a body's contract team."""
    monkeypatch.setattr(clock, "now", lambda: NOW)

    def of(body):
        scope, client = money.scope(body), Browser()
        account = Account.objects.get(pk=scope.account_id)
        client.force_login(account)
        session = client.session
        sessions.begin(session, at=NOW)
        held = Membership.objects.get(account=account, team_id=scope.team_id, role=scope.role)
        session[ACTING_IN] = str(held.public_id)
        session.save()
        return client

    return of


def words_of(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def of_contract(money, part=""):
    return f"/staff/money/contracts/{money.public_id}/baselines{part}"


def test_the_list_is_empty_then_shows_what_was_proposed_and_decided(money, browser):
    board = browser("board")
    assert "No baseline has been proposed" in words_of(board.get(of_contract(money)))
    proposal = money.propose()
    page = f"/staff/money/baselines/{proposal}"
    shown = words_of(browser("trust").get(page))
    assert "No allocation is recorded for its year" in shown
    assert "it comes to the same pence" in shown
    assert "Outturn rolled forward" in shown
    money_of_it = of_contract(money).removesuffix("/baselines")
    assert board.get("/staff/money").content.count(money_of_it.encode()) == 1
    assert board.get(money_of_it).content.count(of_contract(money).encode()) == 1
    year = {f"year_from_{part}": getattr(YEAR.start, part) for part in ("day", "month", "year")}
    answer = board.send(
        of_contract(money, "/allocation"), allocation_pence="400,000,000", source="letter", **year
    )
    assert "The allocation is recorded." in words_of(answer)
    answer = board.send(f"{page}/decide", outcome="adopted", reason="It is right", **DAY)
    assert "Decided, and written down with its reason." in words_of(answer)
    assert "version 1 counts" in words_of(board.get(of_contract(money)))
    assert b"adopted" in board.get(of_contract(money, ".csv")).content
    assert b"home_care,90000000,0," in board.get(f"{page}.csv").content
    assert board.get(f"{page}.xlsx").content.startswith(b"PK")
    assert board.get(f"{page}.exe").status_code == 404


def test_a_refusal_says_its_rule_and_what_would_satisfy_it(money, browser):
    told = inputs()
    wrong = replace(told.outturn, lines=told.outturn.lines | {"home_care": 90_000_700})
    page = f"/staff/money/baselines/{money.propose(replace(told, outturn=wrong))}"
    money.allocate()
    board = browser("board")
    answer = board.send(f"{page}/decide", outcome="adopted", reason="It is right", **DAY)
    assert answer.status_code == 422
    assert "differ by 700 pence that nobody explained" in words_of(answer)
    assert "(rule 68)" in words_of(answer)
    assert "explain each pound" in words_of(answer)
    for pence, status in (("7.00", 422), ("0", 422), ("700", 200)):
        answer = browser("trust").send(
            f"{page}/explain", service="home_care", pence=pence, reason="Paid late", said_by="Ada"
        )
        assert answer.status_code == status, pence
    assert (
        board.send(f"{page}/decide", outcome="adopted", reason="It is right", **DAY).status_code
        == 200
    )


def test_only_a_party_reads_and_only_the_commissioner_decides(money, browser):
    page = f"/staff/money/baselines/{money.propose()}"
    assert browser("mill").get(page).status_code == 404
    assert browser("mill").get(of_contract(money)).status_code == 404
    assert browser("trust").send(f"{page}/decide", outcome="adopted", **DAY).status_code == 403


def test_a_change_to_budgeting_is_proposed_and_decided_on_the_page(money, browser):
    answer = browser("trust").send(of_contract(money, "/budgeting"), words="By the hour")
    assert "Proposed. The commissioner decides." in words_of(answer)
    with as_app(money.scope("trust")):
        [found] = baselines.weighing.budgeting_proposals(money.contract_id)
    decided = of_contract(money).replace("/baselines", f"/budgeting/{found.public_id}")
    answer = browser("board").send(decided, outcome="refused", reason="Not counted yet", **DAY)
    assert "Not counted yet" in words_of(answer)


FORM = {
    "words": "The year as we see it", "year_day": 1, "year_month": 9, "year_year": 2026,
    "outturn_from_day": 1, "outturn_from_month": 9, "outturn_from_year": 2025,
    "efficiency": "1", "efficiency_source": "contract", "weight_historical": "50",
    "weight_demographic": "50",
}  # fmt: skip


def files_of(client, page):
    parts = baselines.files.COLUMNS
    return {part: client.get(f"{page}/{part}.csv").content.decode() for part in parts}


def uploads(texts):
    return {part: SimpleUploadedFile(f"{part}.csv", text.encode()) for part, text in texts.items()}


def test_files_that_were_downloaded_are_proposed_again_and_come_to_the_same(money, browser):
    trust, first = browser("trust"), money.propose()
    texts = files_of(trust, f"/staff/money/baselines/{first}")
    answer = trust.send(of_contract(money, "/propose"), **FORM, **uploads(texts))
    assert "Proposed. It counts once" in words_of(answer)
    changed = FORM | {"begin": str(first), "from_ledger": "yes", "efficiency": "2"}
    changed |= {"benchmark": "yes"}
    assert trust.send(of_contract(money, "/propose"), **changed).status_code == 200
    with as_app(money.scope("trust")):
        versions = baselines.versions(money.contract_id)
        same, cheaper = (baselines.version(one.public_id) for one in reversed(versions[:2]))
        assert len(versions) == 3
    # The files carry no path of the place: the lists alone say how many people there are.
    assert same.inputs.outturn.lines == inputs().outturn.lines
    assert same.inputs.activity.cells == inputs().activity.cells
    assert cheaper.inputs.outturn.source == "the commissioners' books"
    assert cheaper.inputs.people.growth == inputs().people.growth
    answer = trust.get(f"/staff/money/baselines/{first}/beside/{versions[0].public_id}")
    assert "Version 3 less version 1" in words_of(answer)


def test_a_wrong_row_is_named_and_nothing_is_half_done(money, browser):
    trust, first = browser("trust"), money.propose()
    texts = files_of(trust, f"/staff/money/baselines/{first}")

    def without(part, words):
        return "\n".join(line for line in texts[part].splitlines() if words not in line)

    young, once = "0-17/female/1", "service,pence,reason,said_by"
    spoilt = {
        "which is no whole number": ("outturn", texts["outturn"].replace(",150000000", ",12.5")),
        "is no band of age": ("people", texts["people"].replace(young, "young")),
        "There is no column said_by": ("one_offs", "service,pence,reason\n"),
        "There is none of home_care": ("outturn", without("outturn", "home_care")),
        "has no rate for 0-17/female/1": ("rates", without("rates", young)),
        "is more than the line": ("one_offs", f"{once}\nhome_care,90000001,A ward,Ada\n"),
    }
    for words, (part, text) in spoilt.items():
        answer = trust.send(
            of_contract(money, "/propose"), **FORM | {"begin": str(first)}, **uploads({part: text})
        )
        assert answer.status_code == 422, words
        assert words in answer.content.decode(), words
    with as_app(money.scope("trust")):
        assert len(baselines.versions(money.contract_id)) == 1


def test_the_form_begins_empty_and_says_what_it_needs(money, browser):
    trust = browser("trust")
    assert trust.get(of_contract(money, "/propose")).status_code == 200
    answer = trust.send(of_contract(money, "/propose"), **FORM)
    assert words_of(answer).count("Choose a file: there is no version to take it from.") >= 4
