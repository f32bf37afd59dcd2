"""A year is settled by agreed terms, agreed by both, posted once to each side's books, and anew."""

from datetime import date

import pytest
from tests.integration.finance import settled as s
from tests.unit.finance.example import ORDER, PARTS

from peckham.finance.actions.settlement_refusals import (
    NoAgreedTerms,
    NotAgreedYet,
    NotForASide,
)
from peckham.finance.api import settlements
from peckham.finance.queries.settlements import NoSuchSettlement
from peckham.ledger import api as ledger

pytestmark = pytest.mark.django_db
SHARED = 32_822_284


@pytest.fixture
def year(db):
    return s.build()


def balance(year, body, code):
    on = date(2028, 1, 1)
    books = year.world.organisations[body]
    rows = year.read(body, lambda: ledger.trial_balance(books, on=on))
    return {row.code: row.pence for row in rows}[code]


def test_a_year_is_proposed_by_one_agreed_by_both_posted_to_both_books_and_settled_anew(year):
    terms = year.agree_terms()
    with pytest.raises(NoAgreedTerms, match="both sides agreed"):
        year.propose(terms)
    year.act("trust", settlements.answer_terms, terms, agrees=True, at=s.AGREED)
    found = year.read("trust", settlements.terms_on, year.contract_id, s.YEAR.start)
    assert (found.order, found.sharing, found.is_agreed) == (ORDER, s.SHARING, True)

    first = year.propose(terms)
    with pytest.raises(NotAgreedYet):
        year.act("board", settlements.post, first)
    year.act("trust", settlements.answer, first, agrees=False, words="The list is too small.")
    view = year.read("trust", settlements.settlement, first)
    assert [(one.side, one.agrees, one.words) for one in view.answers] == [
        ("commissioner", True, ""),
        ("provider", False, "The list is too small."),
    ]
    with pytest.raises(NotAgreedYet):
        year.act("trust", settlements.post, first)
    year.act("trust", settlements.answer, first, agrees=True)
    assert year.act("board", settlements.post, first) == year.act("board", settlements.post, first)
    assert balance(year, "board", "5900") == SHARED == -balance(year, "board", "2000")

    again = year.propose(terms, received_pence=5)
    year.act("trust", settlements.answer, again, agrees=True)
    year.act("board", settlements.post, again)
    assert balance(year, "board", "5900") == SHARED
    posted = year.read("board", settlements.settlements, year.contract_id)
    assert [one.number for one in posted] == [2, 1]
    assert [p.is_reversed for one in posted for p in one.postings if p.side == "commissioner"] == [
        False,
        True,
    ]
    with pytest.raises(NotAgreedYet, match="later one"):
        year.act("trust", settlements.post, first)
    year.act("trust", settlements.post, again)
    assert balance(year, "trust", "4900") == -SHARED == -balance(year, "trust", "1100")


def test_what_is_stored_is_worked_out_anew_from_its_inputs_to_the_penny(year):
    stored = year.propose(year.agree_terms("trust"))
    view = year.read("trust", settlements.settlement, stored)
    anew = settlements.settle(year.read("trust", settlements.inputs_of, stored))
    assert {part.factor: part.pence for part in view.parts} == PARTS
    assert [part.pence for part in view.parts] == [part.pence for part in anew.parts]
    assert (view.paid_pence, view.result_pence) == (2_052_766_065, -86_172_229)
    assert (view.shared_pence, anew.shared.provider_pence) == (SHARED, -53_349_945)
    assert view.received_pence is None


def test_only_the_two_sides_sign_and_nobody_else_reads(year):
    terms = year.agree_terms("trust")
    stored = year.propose(terms)
    for body in ("council", "mill"):
        with pytest.raises((NotForASide, NoSuchSettlement)):
            year.act(body, settlements.answer, stored, agrees=True)
    assert year.read("council", settlements.settlements, year.contract_id)
    assert not year.read("mill", settlements.settlements, year.contract_id)
    assert not year.read("board", settlements.settlements, year.contract_id, role="navigator")
