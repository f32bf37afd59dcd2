"""Raw SQL, as the web process and as the owner of the books, breaks none of the laws of money."""

from dataclasses import asdict

import pytest
from django.db import DatabaseError, connection, transaction
from tests.databases import as_app, as_worker, check_laws
from tests.integration.ledger.books import AT, BY, DAY

from peckham.infra.scope import public_scope
from peckham.ledger import api as ledger
from peckham.ledger.models import Fund, Journal

JOURNAL = """INSERT INTO ledger_journal (public_id, books_id, key, body_sha256, origin, occurred_on,
    words, voucher, recorded_at, recorded_by)
    VALUES (gen_random_uuid(), {books}, 'raw', '', '{origin}', '{day}', 'raw', '', now(), 'raw')
    RETURNING id"""
POSTING = """INSERT INTO ledger_posting (journal_id, line, account_id, pence, fund_id,
    principle_id, contract, service_line, neighbourhood_code, recipient, recipient_sector, priority)
    SELECT {journal}, {line}, a.id, {pence}, {fund}, (SELECT max(id) FROM ledger_principle),
        '', '', '', '', '', '' FROM ledger_account a
    WHERE a.books_id = {books} AND a.code = '{account}'"""
CITED = "(SELECT max(id) FROM ledger_principle)"


@pytest.fixture
def stage(books):
    """Give what raw statements name: keys of books, a posted journal, a pending one, the fund."""
    posted = books.post(books.receipt(origin="integrator"))
    pending = books.reserve(
        books.spending(7, principle=books.ratified("trust", "federation")["P1"])
    )
    check_laws()
    return {
        "books": books.organisations["trust"],
        "council": books.organisations["council"],
        "posted": Journal.objects.get(public_id=posted).pk,
        "pending": Journal.objects.get(public_id=pending).pk,
        "fund": Fund.objects.get(public_id=books.fund).pk,
        "day": DAY.isoformat(),
    }


def try_as_owner(statements):
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
        check_laws()


EDITS = {
    "an amount": "UPDATE ledger_posting SET pence = 1",
    "a journal": "UPDATE ledger_journal SET words = 'x'",
    "an outcome": "UPDATE ledger_journaloutcome SET what = 'void'",
    "a posting away": "DELETE FROM ledger_posting",
    "a journal away": "DELETE FROM ledger_journal",
    "everything away": "TRUNCATE ledger_posting",
    "a close away": "DELETE FROM ledger_periodclose",
    "a balance": "UPDATE ledger_fundbalance SET posted_pence = 999999999",
    "an entry of the chain": "UPDATE ledger_chainentry SET sha256 = 'x'",
    "a sealing away": "DELETE FROM ledger_sealing",
    "a balance away": "DELETE FROM ledger_fundbalance",
    "balances away": "TRUNCATE ledger_fundbalance",
    "a fund": "UPDATE ledger_fund SET is_restricted = false",
    "an account": "UPDATE ledger_account SET kind = 'income'",
    "a principle": "UPDATE ledger_principle SET words = 'anything'",
    "a ratification away": "DELETE FROM ledger_ratification",
}


@pytest.mark.parametrize("what", EDITS)
def test_the_owner_edits_nothing(stage, what):
    with pytest.raises(DatabaseError, match=r"only grow|follows its postings"):
        try_as_owner([EDITS[what]])


@pytest.mark.parametrize("what", EDITS)
def test_the_web_and_the_worker_edit_nothing(books, stage, what):
    for act in (lambda: as_app(books.scope("trust")), lambda: as_worker(None)):
        with pytest.raises(DatabaseError, match="permission denied"), act() as cursor:
            cursor.execute(EDITS[what])


ADDITIONS = {
    "one side": ([(1, 5, "null", "1200")], "sum to nothing"),
    "no side": ([], "two postings"),
    "a pound too much": ([(1, 500, "null", "1200"), (2, -400, "null", "4000")], "sum to nothing"),
    "across funds": ([(1, 5, "{fund}", "1200"), (2, -5, "null", "2100")], "sum to nothing"),
    "the holder's income": ([(1, 5, "{fund}", "1200"), (2, -5, "{fund}", "4000")], "rule 49"),
    "spending that cites nothing": (
        [(1, 5, "{fund}", "2100"), (2, -5, "{fund}", "1200")],
        "rule 50",
    ),
    "more than there is": (
        [(1, 99000000, "{fund}", "2100"), (2, -99000000, "{fund}", "1200")],
        "not_below_zero",
    ),
}


@pytest.mark.parametrize("what", ADDITIONS)
def test_the_owner_adds_nothing_that_breaks_a_law(stage, what):
    postings, words = ADDITIONS[what]
    cited = "null" if what == "spending that cites nothing" else CITED
    newest = stage | {"journal": "(SELECT max(id) FROM ledger_journal)"}
    statements = [JOURNAL.format(origin="provider", **stage)] + [
        POSTING.format(
            line=line, pence=pence, account=account, **newest | {"fund": fund.format(**stage)}
        ).replace(CITED, cited)
        for line, pence, fund, account in postings
    ]
    with pytest.raises(DatabaseError, match=words):
        try_as_owner(statements)


OTHERS = {
    "a ring-fenced account": (
        [
            JOURNAL.format(books="{books}", origin="integrator", day="{day}"),
            POSTING.format(
                journal="(SELECT max(id) FROM ledger_journal)",
                line=1, pence=5, account="1900", fund="{fund}", books="{books}",
            ),
        ],
        "rule 38",
    ),
    "a second outcome": (
        ["INSERT INTO ledger_journaloutcome (journal_id, what, recorded_at, recorded_by)"
         " VALUES ({posted}, 'void', now(), 'x')"],
        "unique",
    ),
    "the holder's own approval": (
        ["INSERT INTO ledger_journaloutcome (journal_id, what, approved_for_id, recorded_at,"
         " recorded_by) VALUES ({pending}, 'posted', {books}, now(), 'x')"],
        "rule 50",
    ),
    "nobody's approval": (
        ["INSERT INTO ledger_journaloutcome (journal_id, what, recorded_at, recorded_by)"
         " VALUES ({pending}, 'posted', now(), 'x')"],
        "rule 50",
    ),
    "a principle in a ratified version": (
        ["INSERT INTO ledger_principle (version_id, code, words)"
         " SELECT max(id), 'P9', 'Anything.' FROM ledger_principlesversion"],
        "ratified or followed",
    ),
    "a close over what is pending": (
        ["INSERT INTO ledger_periodclose (books_id, through_on, recorded_at, recorded_by)"
         " VALUES ({books}, '{day}', timestamptz '{day}' + interval '9 days', 'x')"],
        "still pending",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", OTHERS)
def test_the_owner_reaches_around_no_law(stage, what):
    statements, words = OTHERS[what]
    with pytest.raises(DatabaseError, match=words):
        try_as_owner([statement.format(**stage) for statement in statements])


def test_the_web_writes_no_journal_but_through_its_function(books, stage):
    for statement in (
        JOURNAL.format(origin="provider", **stage),
        POSTING.format(
            journal=stage["posted"], line=9, pence=5, account="1200", **stage | {"fund": "null"}
        ),
        "INSERT INTO ledger_journaloutcome (journal_id, what, recorded_at, recorded_by)"
        f" VALUES ({stage['pending']}, 'void', now(), 'x')",
    ):
        with pytest.raises(DatabaseError, match="permission denied"):
            with as_app(books.scope("trust")) as cursor:
                cursor.execute(statement)


def test_the_time_and_the_writer_are_the_scopes(books):
    entry = books.receipt()
    journal = books.post(entry)
    with as_app(books.scope("trust")):
        row = ledger.stored(journal)
    assert (row.recorded_at, row.recorded_by) == (AT, "finance_officer-trust")
    assert BY.identifier != row.recorded_by
    assert asdict(entry)["words"] == row.words


def test_no_scope_is_no_book(books, stage):
    with pytest.raises(DatabaseError, match="No scope"), as_app(None) as cursor:
        cursor.execute("SELECT count(*) FROM ledger_posting")


def test_who_posts_seals_nothing_and_reads_no_others_spending(books, stage):
    with pytest.raises(DatabaseError, match="permission denied"), as_app(books.scope("trust")) as c:
        c.execute("SELECT peckham.seal_journals(interval '1 second')")
    with as_app(public_scope(at=AT)) as cursor:
        cursor.execute("SELECT has FROM peckham.ledger_fund_received(%s)", [stage["fund"]])
        assert cursor.fetchone()[0] == 25_000_000
        cursor.execute("SELECT count(*) FROM ledger_posting")
        assert cursor.fetchone()[0] == 0, "what is pending is nobody else's business"
