"""Whoever owns the database can change the books; nobody can without their chain showing it."""

import argparse
import re
from datetime import timedelta

import psycopg
import pytest
from django.db import connection, transaction
from tests.databases import execute, url_of
from tests.integration.ledger.books import AT, balance_from_postings, kept_balance, make_books

from peckham.infra import clock
from peckham.interfaces.cli import verified
from peckham.interfaces.cli.commands import money_verify
from peckham.ledger import api as ledger
from peckham.ledger.models import Fund

LATER = AT + timedelta(minutes=1)
SHORT = timedelta(milliseconds=200)
TABLES = (
    "ledger_journal",
    "ledger_posting",
    "ledger_journaloutcome",
    "ledger_chainentry",
    "ledger_sealing",
    "ledger_fundbalance",
    "ledger_account",
)


@pytest.fixture
def sealed(books):
    """Books with a grant, what was spent of it, what is pending and what came to nothing."""
    books.post(books.receipt(origin="integrator"))
    cited = books.ratified("trust", "federation")["P1"]
    spent = books.reserve(books.spending(5_000, principle=cited, voucher="INV \u20ac 1"))
    assert ledger.chain.seal(at=LATER) == 3
    books.settle(spent, who="council")
    books.settle(books.reserve(books.spending(7, principle=cited)), who="trust", posted=False)
    books.reserve(books.spending(9, principle=cited))
    assert ledger.chain.seal(at=LATER) == 4
    return books


def found_after(*statements):
    """Change what stands in the books with its triggers disabled, look, and undo it."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SELECT min(id) FROM ledger_journal")
        (first,) = cursor.fetchone()
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for statement in statements:
            cursor.execute(statement.format(first=first, second=first + 1))
        found = ledger.chain.verify()
        transaction.set_rollback(True)
    return found.problems


TAMPERING = {
    "an amount on both sides": (
        ["UPDATE ledger_posting SET pence = pence * 2 WHERE journal_id = {second}"],
        r"Journal .* of the books of Test trust was changed \(entry 2\)",
    ),
    "a recipient": (
        ["UPDATE ledger_posting SET recipient = 'x' WHERE journal_id = {second} AND line = 1"],
        r"was changed \(entry 2\)",
    ),
    "a voucher": (
        ["UPDATE ledger_journal SET voucher = 'x' WHERE id = {first}"],
        r"was changed \(entry 1\)",
    ),
    "what an account is": (
        ["UPDATE ledger_account SET kind = 'income' WHERE code = '2100'"],
        r"was changed \(entry 1\)",
    ),
    "an outcome": (
        ["UPDATE ledger_journaloutcome SET what = 'void' WHERE journal_id = {second}"],
        r"Outcome of journal \d+ .*was changed",
    ),
    "a journal away": (
        ["DELETE FROM ledger_posting WHERE journal_id = {second}",
         "DELETE FROM ledger_journaloutcome WHERE journal_id = {second}",
         "DELETE FROM ledger_journal WHERE id = {second}"],
        r"Journal \d+ of the books of Test trust was removed \(entry 2\)",
    ),
    "a journal away with its entry": (
        ["DELETE FROM ledger_posting WHERE journal_id = {second}",
         "DELETE FROM ledger_journal WHERE id = {second}",
         "DELETE FROM ledger_chainentry WHERE what = 'journal' AND row_id = {second}"],
        "Entry 2 of the books of Test trust was taken out of the chain",
    ),
    "a journal slipped in": (
        ["INSERT INTO ledger_journal (id, public_id, books_id, key, body_sha256, origin,"
         " occurred_on, words, voucher, transaction_id, recorded_at, recorded_by)"
         " SELECT 0, gen_random_uuid(), books_id, 'late', '', origin, occurred_on, 'late', '', 0,"
         " recorded_at, recorded_by FROM ledger_journal WHERE id = {first}"],
        "Journal 0 was slipped in",
    ),
    "the last entries away": (
        ["DELETE FROM ledger_chainentry WHERE number > 3",
         "DELETE FROM ledger_journaloutcome WHERE journal_id > {first}",
         "DELETE FROM ledger_posting WHERE journal_id > {second}",
         "DELETE FROM ledger_journal WHERE id > {second}"],
        "Sealing 2 .* does not fit",
    ),
    "a balance": (
        ["UPDATE ledger_fundbalance SET posted_pence = posted_pence + 1"],
        "The fund LAMBETH is kept as",
    ),
    "one side of a journal": (
        ["UPDATE ledger_posting SET pence = pence + 1 WHERE journal_id = {second} AND line = 1"],
        "leave 1 pence over",
    ),
}  # fmt: skip


def test_what_was_changed_with_triggers_off_is_named(sealed):
    for what, (statements, words) in TAMPERING.items():
        problems = found_after(*statements)
        assert any(re.search(words, problem) for problem in problems), (what, problems)
    assert ledger.chain.verify().problems == ()


def test_books_as_they_were_sealed_fit_and_a_kept_hash_has_to_be_there(sealed, capsys, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: LATER)
    found = ledger.chain.verify()
    assert (found.problems, found.entries, found.unsealed) == ((), 7, 0)
    fund = Fund.objects.get().pk
    assert kept_balance(fund) == balance_from_postings(fund)
    assert ledger.chain.verify(expected=found.last_sha256).problems == ()
    assert "not there" in ledger.chain.verify(expected="0" * 63 + "1").problems[0]
    assert ledger.chain.seal(at=LATER) == 0, "nothing new makes no entry"
    assert money_verify.run(argparse.Namespace(expect="")) == verified.FITS
    assert "Every journal balances" in capsys.readouterr().out
    wrong = argparse.Namespace(expect="0" * 64)
    assert money_verify.run(wrong) == verified.DOES_NOT_FIT
    assert "DOES NOT FIT: The hash" in capsys.readouterr().out


def test_a_journal_that_is_still_being_written_is_waited_for(committed_database):
    books = make_books()
    books.post(books.receipt(origin="integrator"))
    connection.close()
    with psycopg.connect(url_of(committed_database)) as slow:
        slow.execute("LOCK TABLE ledger_journal IN ROW EXCLUSIVE MODE")
        assert ledger.chain.seal(at=LATER, patience=SHORT) is None
    assert ledger.chain.seal(at=LATER, patience=SHORT) == 2
    assert execute("SELECT count(*) FROM ledger_sealing", database=committed_database) == [(1,)]
    connection.close()
