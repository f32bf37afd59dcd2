"""Pages about money: a fund from its principles to everybody's page, an organisation's books."""

import io
import re
from decimal import Decimal
from uuid import uuid4

import pytest
from django.test import Client
from openpyxl import load_workbook
from tests.integration.care import world as worlds
from tests.integration.ledger.books import AT, BY, make_books
from tests.unit.ledger.accountant import read_journal

from peckham.infra import clock
from peckham.ledger import api as ledger
from peckham.ledger.models import Journal
from peckham.organisations import api as organisations

DAY = {"on_day": "19", "on_month": "11", "on_year": "2026"}
SPENDING = {
    "words": "Protected time",
    "amount": "£1,234.56",
    **DAY,
    "principle": "P1",
    "priority": "Children first",
    "recipient": "Quay Practice",
    "sector": "primary care",
    "voucher": "Invoice 7",
}


def said_by(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


@pytest.fixture
def money(world, signed_in, monkeypatch):
    """The trust's books and fund, and the browser of each partner's finance officer."""
    monkeypatch.setattr(clock, "now", lambda: AT)
    books = make_books()
    ledger.open_chart(books.organisations["trust"], chart="provider", by=BY, at=AT)
    for who, team in books.teams.items():
        account = organisations.create_account(username=who, name=who.title(), by=BY, at=AT)
        organisations.add_member(
            account_id=account, team_id=team, role="finance_officer", by=BY, at=worlds.BUILT
        )
        world.accounts[who] = account
    sides = (
        ledger.Line("1200", 25_000_000, fund="LAMBETH"),
        ledger.Line("2200", -25_000_000, fund="LAMBETH"),
    )
    books.post(books.entry(*sides, origin="integrator"))
    return books, {who: signed_in(who) for who in books.teams}


def send(client, address, **boxes):
    return client.post(address, boxes | {"idempotency_key": str(uuid4())}, follow=True)


@pytest.fixture
def spending(money):
    """The fund with principles that two partners ratified."""
    books, clients = money
    address = f"/staff/money/funds/{books.fund}"
    send(clients["trust"], f"{address}/principles", code_1="P1", words_1="What practices ask for.")
    for who in ("trust", "federation"):
        assert "Ratified" in said_by(send(clients[who], f"{address}/principles/1"))
    return address, clients


def test_a_spending_cites_what_the_partners_ratified_and_another_partner_approves(money):
    books, clients = money
    address = f"/staff/money/funds/{books.fund}"
    assert "Integrator development" in said_by(clients["council"].get("/staff/money"))
    refused = send(clients["trust"], f"{address}/ask", **SPENDING | {"principle": ""})
    assert (refused.status_code, "(rule 50)" in said_by(refused)) == (422, True)
    assert "Protected time" in refused.content.decode(), "what was written is kept"
    send(clients["trust"], f"{address}/principles", code_1="P1", words_1="What practices ask for.")
    for who in ("trust", "federation"):
        send(clients[who], f"{address}/principles/1")
    asked = said_by(send(clients["trust"], f"{address}/ask", **SPENDING))
    assert "Pending £1,234.56" in asked
    assert "Free to spend £248,765.44" in asked
    journal = Journal.objects.get(words="Protected time").public_id
    settle = f"{address}/spendings/{journal}"
    assert "does not hold the money" in said_by(send(clients["trust"], f"{settle}/approve"))
    done = said_by(send(clients["council"], f"{settle}/approve"))
    assert "approved by Test council" in done
    assert "Posted to the holder's own income or expense £0.00" in done
    report = said_by(clients["federation"].get(f"{address}/report?from=2026-11-01"))
    assert "Has at the end £248,765.44" in report
    assert "Children first £1,234.56 100.0 %" in report


def test_everybody_reads_what_it_was_spent_on_and_no_person_is_named(spending):
    address, clients = spending
    send(clients["trust"], f"{address}/ask", **SPENDING)
    person = {"sector": "person", "recipient": "Ada Quill", "words": "Her time", "amount": "60"}
    send(clients["trust"], f"{address}/ask", **SPENDING | person)
    for one in Journal.objects.filter(origin="integrator", outcome__isnull=True):
        send(clients["council"], f"{address}/spendings/{one.public_id}/approve")
    public = address.replace("/staff/money/funds/", "/who-was-given-what/funds/")
    seen = said_by(Client().get(f"{public}/"))
    for words in (
        "Quay Practice",
        "Invoice 7",
        "P1 : What practices ask for.",
        "£1,234.56",
        "Agreed by Test council",
        "People who were paid: £60.00",
        "£248,705.44",
    ):
        assert words in seen
    table = Client().get(f"{public}/spent.csv").content.decode()
    for page in (seen, table):
        assert "Ada" not in page
        assert "Her time" not in page
    assert "Integrator development" in said_by(Client().get("/who-was-given-what/"))


WRONG = (
    ({"amount": "12.345"}, "12.345 is not in whole pence"),
    ({"amount": "-5"}, "above zero"),
    ({"amount": "many"}, "pounds and pence"),
    ({"amount": "999999999"}, "The fund has less than this"),
    ({"sector": "nowhere"}, "Choose the sector"),
    ({"recipient": ""}, "who is paid in the end"),
    ({"on_year": "2099"}, "today or in the past"),
)


def test_what_is_wrong_with_a_spending_is_said_at_its_field(spending):
    address, clients = spending
    for wrong, words in WRONG:
        answer = send(clients["trust"], f"{address}/ask", **SPENDING | wrong)
        assert answer.status_code == 422
        assert words in said_by(answer)


def test_books_are_read_taken_away_and_closed(spending):
    address, clients = spending
    trust = clients["trust"]
    send(trust, f"{address}/ask", **SPENDING)
    balance = said_by(trust.get("/staff/money/trial-balance"))
    assert "Balanced." in balance
    assert "2200 Owed to those whose fund we hold" in balance
    journals = said_by(trust.get("/staff/money/journals?state=pending&account=1200"))
    assert "Journals (1)" in journals
    sheet = load_workbook(io.BytesIO(trust.get("/staff/money/journals.xlsx").content)).active
    assert sum(row[7] for row in sheet.iter_rows(min_row=2, values_only=True)) == 0
    text = trust.get("/staff/money/journals.journal").content.decode()
    assert {sum(one.amounts) for one in read_journal(text)} == {Decimal(0)}
    close = {"through_day": "19", "through_month": "11", "through_year": "2026"}
    refused = send(trust, "/staff/money/close", **close)
    assert "1 journals are still pending" in said_by(refused)
    pending = Journal.objects.get(words="Protected time")
    page = said_by(trust.get(f"/staff/money/journals/{pending.public_id}"))
    assert "Quay Practice, primary care, Children first" in page
    send(trust, f"{address}/spendings/{pending.public_id}/drop")
    assert "closed through 19 November 2026" in said_by(send(trust, "/staff/money/close", **close))
    late = send(trust, f"{address}/ask", **SPENDING)
    assert "The books are closed through" in said_by(late)


def test_a_journal_is_taken_back_over_its_page_once(money):
    books, clients = money
    journal = books.post(books.entry(ledger.Line("1000", 500), ledger.Line("4000", -500)))
    address = f"/staff/money/journals/{journal}"
    back = said_by(send(clients["trust"], f"{address}/take-back", words="Twice", **DAY))
    assert "Takes back this journal" in back
    again = send(clients["trust"], f"{address}/take-back", words="Again", **DAY)
    assert "taken back already" in said_by(again)


def test_no_book_is_anothers_and_no_fund_a_strangers(money):
    books, clients = money
    journal = books.post(books.entry(ledger.Line("1000", 500), ledger.Line("4000", -500)))
    council = clients["council"]
    assert council.get(f"/staff/money/journals/{journal}").status_code == 404
    assert "Journals (0)" in said_by(council.get("/staff/money/journals"))
    denied = send(council, f"/staff/money/funds/{books.fund}/ask", **SPENDING | {"principle": ""})
    assert "Only whoever keeps these books" in said_by(denied)
    assert council.get(f"/staff/money/funds/{uuid4()}").status_code == 404
