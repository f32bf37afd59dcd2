"""Walking the chains of all books, and working out anew what is kept beside the postings."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import batched
from typing import Any

from django.db import connection, transaction

from peckham.ledger.domain.chain import BEGINNING, entry_sha256, sealing_sha256, told

Said = Callable[[str], None]
type Row = Sequence[Any]

_AT_ONCE = 2000
_JOURNAL = (
    "id, public_id, books_id, key, body_sha256, origin, occurred_on, words, voucher, reverses_id,"
    " recorded_at, recorded_by"
)
_OUTCOME = "id, journal_id, what, approved_for_id, recorded_at, recorded_by"
_POSTINGS = """SELECT p.journal_id, p.line, p.account_id, a.code, a.kind, p.pence, p.fund_id,
    p.principle_id, p.contract, p.service_line, p.neighbourhood_code, p.recipient,
    p.recipient_sector, p.priority
    FROM ledger_posting p LEFT JOIN ledger_account a ON a.id = p.account_id
    WHERE p.journal_id = ANY (%s) ORDER BY p.journal_id, p.line"""
# What each other check finds wrong, and how that is said of what it gives back.
_CHECKS = (
    (
        "SELECT j.public_id, sum(p.pence) FROM ledger_journal j JOIN ledger_posting p"
        " ON p.journal_id = j.id GROUP BY j.id, p.fund_id HAVING sum(p.pence) <> 0"
        " ORDER BY j.id LIMIT 1",
        "The postings of journal {} leave {} pence over.",
    ),
    (
        "SELECT j.public_id FROM ledger_journal j WHERE (SELECT count(*) FROM ledger_posting p"
        " WHERE p.journal_id = j.id) < 2 ORDER BY j.id LIMIT 1",
        "Journal {} has lost its postings.",
    ),
    (
        "SELECT f.code, b.posted_pence, b.pending_pence, n.posted, n.pending"
        " FROM ledger_fund f JOIN ledger_fundbalance b ON b.fund_id = f.id"
        " CROSS JOIN LATERAL (SELECT"
        " coalesce(sum(p.pence) FILTER (WHERE o.what = 'posted'), 0) AS posted,"
        " coalesce(-sum(p.pence) FILTER (WHERE o.id IS NULL AND p.pence < 0), 0) AS pending"
        " FROM ledger_posting p JOIN ledger_account a ON a.id = p.account_id AND a.kind = 'asset'"
        " LEFT JOIN ledger_journaloutcome o ON o.journal_id = p.journal_id"
        " WHERE p.fund_id = f.id) AS n"
        " WHERE (b.posted_pence, b.pending_pence) IS DISTINCT FROM (n.posted, n.pending)"
        " ORDER BY f.id LIMIT 1",
        "The fund {} is kept as {} pence posted and {} pending; its postings say {} and {}.",
    ),
    (
        "SELECT f.code, b.posted_pence - b.pending_pence FROM ledger_fund f"
        " JOIN ledger_fundbalance b ON b.fund_id = f.id"
        " WHERE f.is_restricted AND b.posted_pence < b.pending_pence ORDER BY f.id LIMIT 1",
        "The restricted fund {} is below zero: {} pence.",
    ),
)


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry of a books' chain: whose it is, how many entries, its hash."""

    books: str
    entries: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found.

    Args:
        problems: The first thing that does not fit in the chain, and of each other check; empty
            where all is as it was sealed.
        heads: The chains of all books.
        entries: How many entries fit.
        last_sha256: Hash of the last sealing: what one keeps elsewhere.
        last_sealed_at: When it was made, or None.
        unsealed: Journals and outcomes that are not chained yet.
        unsealed_since: When the oldest of them was written down, or None.
    """

    problems: tuple[str, ...]
    heads: tuple[Head, ...]
    entries: int
    last_sha256: str
    last_sealed_at: datetime | None
    unsealed: int
    unsealed_since: datetime | None


def verify(*, expected: str = "", said: Said = lambda words: None) -> Verification:
    """Recompute every hash and every balance and compare, as the owner of the books.

    Args:
        expected: A hash that was kept elsewhere: it has to be one of the sealings'.
        said: Told how far it is.
    """
    is_alone = not connection.in_atomic_block
    with transaction.atomic():
        if is_alone:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        walk = _Walk(said)
        problem = walk.problem() or _problem_of_sealings(walk.hashes, expected)
        others = [words.format(*found[0]) for query, words in _CHECKS if (found := _rows(query))]
        return walk.found(tuple(filter(None, [problem, *others])))


class _Walk:
    """One walk along the chains of all books."""

    def __init__(self, said: Said) -> None:
        self.said = said
        self.hashes: dict[tuple[int, int], str] = {}
        self.last: dict[int, tuple[int, str]] = {}
        self.entries = 0
        self.names = dict(_rows("SELECT id, name FROM organisations_organisation"))

    def problem(self) -> str:
        """Give the first entry that does not fit, in words, or ""."""
        query = (
            "SELECT books_id, number, what, row_id, sha256 FROM ledger_chainentry"
            " ORDER BY books_id, number"
        )
        for entries in batched(_read(query), _AT_ONCE):
            contents = _contents(entries)
            for entry in entries:
                if problem := self._entry(entry, contents.get((entry[2], entry[3]))):
                    return problem
            self.said(f"{self.entries:,} entries")
        return self._slipped_in()

    def _entry(self, entry: Row, content: Row | None) -> str:
        books, number, what, row_id, sha256 = entry
        before, chain = self.last.get(books, (0, BEGINNING))
        whose = f"the books of {self.names.get(books, books)}"
        if number != before + 1:
            return f"Entry {before + 1} of {whose} was taken out of the chain."
        if content is None:
            return f"{what.capitalize()} {row_id} of {whose} was removed (entry {number})."
        if entry_sha256(chain, number, what, content) != sha256:
            named = content[1] if what == "journal" else f"of journal {content[1]}"
            return f"{what.capitalize()} {named} of {whose} was changed (entry {number})."
        self.last[books] = number, sha256
        self.hashes[books, number] = sha256
        self.entries += 1
        return ""

    def _slipped_in(self) -> str:
        for what, table, column in (
            ("journal", "ledger_journal", "journals_through"),
            ("outcome", "ledger_journaloutcome", "outcomes_through"),
        ):
            found = _rows(
                f"SELECT t.id, t.recorded_at FROM {table} t WHERE t.id <= (SELECT"  # noqa: S608
                f" coalesce(max({column}), 0) FROM ledger_sealing) AND NOT EXISTS (SELECT FROM"
                f" ledger_chainentry e WHERE e.what = '{what}' AND e.row_id = t.id)"
                " ORDER BY t.id LIMIT 1"
            )
            if found:
                return (
                    f"{what.capitalize()} {found[0][0]} was slipped in: it stands among those that"
                    " were sealed, and nobody sealed it."
                )
        return ""

    def found(self, problems: tuple[str, ...]) -> Verification:
        heads = tuple(
            Head(str(self.names.get(books, books)), number, sha256)
            for books, (number, sha256) in sorted(self.last.items())
        )
        last = _rows("SELECT sha256, sealed_at FROM ledger_sealing ORDER BY id DESC LIMIT 1")
        unsealed, since = _rows(_UNSEALED)[0]
        sha256, sealed_at = last[0] if last else (BEGINNING, None)
        return Verification(problems, heads, self.entries, sha256, sealed_at, unsealed, since)


_UNSEALED = """SELECT count(*), min(t.recorded_at) FROM (
    SELECT recorded_at FROM ledger_journal WHERE id > (SELECT
        coalesce(max(journals_through), 0) FROM ledger_sealing)
    UNION ALL SELECT recorded_at FROM ledger_journaloutcome WHERE id > (SELECT
        coalesce(max(outcomes_through), 0) FROM ledger_sealing)) AS t"""


def _problem_of_sealings(hashes: dict[tuple[int, int], str], expected: str) -> str:
    before, met = BEGINNING, not expected
    query = (
        "SELECT id, journals_through, outcomes_through, heads, sha256, sealed_at"
        " FROM ledger_sealing ORDER BY id"
    )
    for key, journals, outcomes, heads, sha256, sealed_at in _read(query):
        kept = [
            (books, number, hashes.get((books, number), "")) for books, number in json.loads(heads)
        ]
        if sealing_sha256(before, journals, outcomes, kept, sealed_at) != sha256:
            return (
                f"Sealing {key} of {sealed_at:%Y-%m-%d %H:%M:%S} UTC does not fit: it, one before"
                " it, or what it sealed was taken out or made anew."
            )
        before, met = sha256, met or sha256 == expected
    sealed = sum(entries for (entries,) in _rows("SELECT entries FROM ledger_sealing"))
    if sealed != len(hashes):
        return f"{sealed:,} entries were sealed, and {len(hashes):,} are there."
    return "" if met else (
        "The hash that was kept is not there: sealings were taken away or made anew."
    )  # fmt: skip


def _contents(entries: Sequence[Row]) -> dict[tuple[str, int], Row]:
    """Read what stands behind some entries, as the chain takes it."""
    keys = {what: [row[3] for row in entries if row[2] == what] for what in ("journal", "outcome")}
    lines: dict[int, list[Row]] = {}
    for journal, *posting in _rows(_POSTINGS, keys["journal"]):
        lines.setdefault(journal, []).append([told(value) for value in posting])
    found: dict[tuple[str, int], Row] = {}
    for row in _rows(f"SELECT {_JOURNAL} FROM ledger_journal WHERE id = ANY (%s)", keys["journal"]):  # noqa: S608
        found["journal", row[0]] = [*map(told, row), lines.get(row[0], [])]
    query = f"SELECT {_OUTCOME} FROM ledger_journaloutcome WHERE id = ANY (%s)"  # noqa: S608
    for row in _rows(query, keys["outcome"]):
        found["outcome", row[0]] = [*map(told, row)]
    return found


def _rows(query: str, *values: list[int]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(query, list(values) or None)
        return cursor.fetchall()


def _read(query: str) -> Iterator[Row]:
    """Read rows in their order, never holding more than a few thousand."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(query)
        while rows := cursor.fetchmany(_AT_ONCE):
            yield from rows
