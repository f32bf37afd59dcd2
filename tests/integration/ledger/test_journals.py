"""Journals: balanced or not written, harmless when repeated, taken back and never edited."""

from dataclasses import replace

import pytest
from tests.databases import as_app
from tests.integration.ledger.books import AT, BY, DAY, earlier

from peckham.ledger import api as ledger
from peckham.ledger.actions.refusing import (
    BooksClosed,
    CannotReverse,
    NotOnThisDay,
    NotYourBooks,
    RingFenced,
    UnknownAccount,
    UsedKey,
)
from peckham.ledger.domain.journals import NotBalanced, NothingMoves, NotWholePence

Line = ledger.Line


def sale(books, pence=500, **changes):
    return books.entry(Line("1200", pence), Line("4000", -pence), **changes)


def balances(books, who="trust"):
    with as_app(books.scope(who)):
        rows = ledger.trial_balance(books.organisations[who], on=DAY)
    return {row.code: row.pence for row in rows if row.pence}


def test_what_is_posted_moves_from_one_account_to_another(books):
    books.post(sale(books, 1234))
    assert balances(books) == {"1200": 1234, "4000": -1234}


def test_what_cannot_be_a_journal_is_named_before_it_is_written(books):
    with pytest.raises(NotBalanced, match="leave 1 pence over"):
        books.entry(Line("1200", 500), Line("4000", -499))
    with pytest.raises(NotBalanced, match="of the fund LAMBETH"):
        books.entry(Line("1200", 500, fund="LAMBETH"), Line("2100", -500))
    with pytest.raises(NothingMoves):
        books.entry()
    with pytest.raises(NothingMoves):
        Line("1200", 0)
    for wrong in (12.5, "12", True):
        with pytest.raises(NotWholePence):
            Line("1200", wrong)


def test_an_account_that_these_books_do_not_have_is_named(books):
    with pytest.raises(UnknownAccount, match="9999"):
        books.post(books.entry(Line("9999", 1), Line("4000", -1)))
    with pytest.raises(UnknownAccount, match="fund NONE"):
        books.post(books.entry(Line("1200", 1, fund="NONE"), Line("2100", -1, fund="NONE")))


def test_a_repeated_request_is_one_journal_and_another_under_its_key_is_refused(books):
    entry = sale(books)
    first = books.post(entry)
    assert books.post(entry) == first
    assert balances(books) == {"1200": 500, "4000": -500}
    with pytest.raises(UsedKey):
        books.post(replace(entry, words="Something else"))


def test_a_journal_is_taken_back_once_whole_and_stays_readable(books):
    journal = books.post(sale(books))
    with as_app(books.scope("trust")):
        back = ledger.reverse(
            journal, key="back", occurred_on=DAY, words="Twice paid", by=BY, at=AT
        )
        assert ledger.stored(journal).reversed_by == back
        assert [line.pence for line in ledger.lines_of(back)] == [-500, 500]
    assert balances(books) == {}
    with as_app(books.scope("trust")), pytest.raises(CannotReverse):
        ledger.reverse(journal, key="again", occurred_on=DAY, words="Again", by=BY, at=AT)


def test_what_is_pending_counts_in_no_balance_and_is_not_taken_back(books):
    journal = books.reserve(sale(books))
    assert balances(books) == {}
    with as_app(books.scope("trust")), pytest.raises(CannotReverse):
        ledger.reverse(journal, key="back", occurred_on=DAY, words="Back", by=BY, at=AT)
    books.settle(journal, who="trust")
    assert balances(books) == {"1200": 500, "4000": -500}


def test_a_closed_period_takes_nothing_and_is_not_closed_over_what_is_pending(books):
    pending = books.reserve(sale(books, occurred_on=earlier(3)))
    with as_app(books.scope("trust")):
        key = books.organisations["trust"]
        with pytest.raises(BooksClosed, match="1 journals are still pending"):
            ledger.close_period(books_id=key, through_on=earlier(2), by=BY, at=AT)
        with pytest.raises(BooksClosed, match="a day that is over"):
            ledger.close_period(books_id=key, through_on=DAY, by=BY, at=AT)
        ledger.settle(pending, posted=False, by=BY, at=AT)
        ledger.close_period(books_id=key, through_on=earlier(2), by=BY, at=AT)
    with pytest.raises(BooksClosed, match="closed through"):
        books.post(sale(books, occurred_on=earlier(2)))
    books.post(sale(books, occurred_on=earlier(1)))


def test_nothing_happens_after_it_is_written_down(books):
    with pytest.raises(NotOnThisDay):
        books.post(sale(books, occurred_on=earlier(-1)))


def test_only_whoever_keeps_books_writes_in_them_and_nobody_else_reads_them(books):
    journal = books.post(sale(books))
    with pytest.raises(NotYourBooks):
        books.post(sale(books), who="council")
    with as_app(books.scope("council")):
        assert not any(
            row.pence for row in ledger.trial_balance(books.organisations["trust"], on=DAY)
        )
        with pytest.raises(Exception, match="no such journal"):
            ledger.stored(journal)
    with as_app(books.scope("council", role="navigator")), pytest.raises(NotYourBooks):
        ledger.post(sale(books, who="council"), by=BY, at=AT)


@pytest.mark.parametrize("origin", ["integrator", "neighbourhood"])
def test_core_accounts_of_a_practice_are_ring_fenced(books, origin):
    told = {"fund": "LAMBETH"}
    with pytest.raises(RingFenced, match="rule 38"):
        books.post(books.entry(Line("1900", -5, **told), Line("2100", 5, **told), origin=origin))


def test_books_begin_with_a_chart_and_keep_what_they_have(books):
    with as_app(books.scope("council")):
        key = books.organisations["council"]
        opened = ledger.open_chart(key, chart="practice", by=BY, at=AT)
        assert "1800" in opened
        assert "1200" not in opened, "it was there"
        assert ledger.open_chart(key, chart="practice", by=BY, at=AT) == ()
    with as_app(books.scope("trust")), pytest.raises(NotYourBooks):
        ledger.open_chart(books.organisations["council"], chart="commissioner", by=BY, at=AT)
