"""Many at once, and committed: a fund is not overdrawn, and what is written is closed."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import DatabaseError, connection, connections, transaction
from tests.integration.ledger.books import (
    AT,
    BY,
    DAY,
    balance_from_postings,
    kept_balance,
    make_books,
)
from tests.integration.ledger.test_raw_sql import POSTING

from peckham.ledger import api as ledger
from peckham.ledger.actions.refusing import BooksClosed, NotEnough
from peckham.ledger.models import Fund, Journal, Posting

pytestmark = pytest.mark.usefixtures("committed_database")
WRITERS = 32
EACH_PENCE = 1_000_000


@pytest.fixture
def books(committed_database):
    return make_books()


def test_32_writers_at_once_take_what_there_is_and_no_more(books):
    books.post(books.receipt(origin="integrator"))
    principle = books.ratified("trust", "federation")["P1"]
    books.scope("trust")
    entries = [books.spending(EACH_PENCE, principle=principle) for _ in range(WRITERS)]

    def take(entry):
        try:
            return books.reserve(entry)
        except NotEnough:
            return None
        finally:
            connections.close_all()

    with ThreadPoolExecutor(WRITERS) as pool:
        taken = [journal for journal in pool.map(take, entries) if journal]
    assert len(taken) == 25
    fund = Fund.objects.get().pk
    assert kept_balance(fund) == balance_from_postings(fund) == (25_000_000, 25_000_000)
    connection.close()


def test_a_journal_that_is_committed_takes_no_posting_more(books):
    books.post(books.entry(ledger.Line("1200", 5), ledger.Line("4000", -5)))
    values = {
        "books": books.organisations["trust"],
        "journal": Journal.objects.get().pk,
        "fund": "null",
    }
    sides = [("1200", 5, 8), ("4000", -5, 9)]
    statements = [
        POSTING.format(account=code, pence=pence, line=line, **values)
        for code, pence, line in sides
    ]
    with pytest.raises(DatabaseError, match="written with it"), transaction.atomic():
        connection.cursor().execute(";".join(statements))
    assert Posting.objects.count() == 2
    connection.close()


def test_books_are_not_closed_over_a_journal_that_is_still_being_written(books):
    entry = books.entry(
        ledger.Line("1200", 5), ledger.Line("4000", -5), occurred_on=DAY.replace(day=1)
    )

    def close():
        try:
            ledger.close_period(
                books_id=books.organisations["trust"], through_on=DAY.replace(day=2), by=BY, at=AT
            )
        except BooksClosed as refusal:
            return str(refusal)
        finally:
            connections.close_all()
        return "closed"

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            books.reserve(entry)
            closing = pool.submit(close)
            with pytest.raises(TimeoutError):
                closing.result(timeout=0.5)
        assert "still pending" in closing.result()
    connection.close()
