"""Walking the chain of seals: every look read once, a few thousand at a time."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from peckham.sharing.domain.sealing import (
    BEGINNING,
    COLUMNS,
    SealRow,
    Stretch,
    problem_of_chain,
    problem_of_content,
)

_AT_ONCE = 5000
_SEALS = """SELECT id, first_look_id, last_look_id, looks, content_sha256, previous_sha256, sha256,
    sealed_at FROM sharing_seal WHERE id > %s ORDER BY id"""
_LOOKS = f"SELECT {', '.join(COLUMNS)} FROM sharing_look WHERE id > %s ORDER BY id"  # noqa: S608
_UNSEALED = "SELECT count(*), min(recorded_at) FROM sharing_look WHERE id > %s"

Said = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Verification:
    """What a walk along the chain found.

    Args:
        problem: The first look or seal that does not fit, in words; "" where all do.
        seals: Seals that fit.
        looks: Looks that they cover.
        last_sha256: Hash of the last seal that fits: what one keeps elsewhere.
        last_sealed_at: When that seal was made, or None where there is none.
        unsealed: Looks that no seal covers yet.
        unsealed_since: When the oldest of them was written, or None.
    """

    problem: str
    seals: int
    looks: int
    last_sha256: str
    last_sealed_at: datetime | None
    unsealed: int
    unsealed_since: datetime | None


def verify(*, expected: str = "", after: str = "", said: Said = lambda words: None) -> Verification:
    """Recompute every digest of the log and compare, as the owner of the books.

    Args:
        expected: A hash that was kept elsewhere: it has to be one of the chain's.
        after: A hash of the chain to begin after, trusting all before it; "" begins at the first.
        said: Told how far it is.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            # Moments come as text: written so that no setting of the database misleads us.
            cursor.execute("SET LOCAL datestyle = 'ISO, YMD'")
        return _Walk(expected, said).along(after)


class _Walk:
    """One walk: where it is, and what it has found."""

    def __init__(self, expected: str, said: Said) -> None:
        self.expected, self.said = expected, said
        self.seals = self.looks = self.last_look_id = 0
        self.last_sha256 = BEGINNING
        self.last_sealed_at: datetime | None = None
        self.met_expected = False

    def along(self, after: str) -> Verification:
        begun_after = 0
        if after:
            start = _seal_of(after)
            if start is None:
                return self._found(f"No seal has the hash {after}, so nothing follows it.")
            begun_after, self.last_look_id = start.id, start.last_look_id
            self.last_sha256, self.last_sealed_at = start.sha256, start.sealed_at
            self.met_expected = self.expected == start.sha256
        looks = _read(_LOOKS, self.last_look_id if after else None)
        row = next(looks, None)
        for seal in map(lambda values: SealRow(*values), _read(_SEALS, begun_after)):
            problem = problem_of_chain(
                seal, previous=self.last_sha256, last_look_id=self.last_look_id
            )
            if not problem and row is not None and row[0] < seal.first_look_id:
                problem = f"Look {row[0]} stands before every seal, so nobody sealed it."
            if problem:
                return self._found(problem)
            stretch = Stretch()
            while row is not None and row[0] <= seal.last_look_id:
                stretch.add(row)
                row = next(looks, None)
            if problem := problem_of_content(seal, stretch):
                return self._found(problem)
            self._take(seal)
        if self.expected and not self.met_expected:
            return self._found(
                "The hash that was kept is not in the chain: seals were taken away or made anew."
            )
        return self._found("")

    def _take(self, seal: SealRow) -> None:
        self.seals += 1
        self.looks += seal.looks
        self.last_sha256, self.last_look_id = seal.sha256, seal.last_look_id
        self.last_sealed_at = seal.sealed_at
        self.met_expected = self.met_expected or seal.sha256 == self.expected
        self.said(f"{self.looks:,} looks")

    def _found(self, problem: str) -> Verification:
        with connection.cursor() as cursor:
            cursor.execute("SELECT coalesce(max(last_look_id), 0) FROM sharing_seal", [])
            cursor.execute(_UNSEALED, [cursor.fetchone()[0]])
            unsealed, since = cursor.fetchone()
        return Verification(
            problem=problem,
            seals=self.seals,
            looks=self.looks,
            last_sha256=self.last_sha256,
            last_sealed_at=self.last_sealed_at,
            unsealed=unsealed,
            unsealed_since=since,
        )


def _seal_of(sha256: str) -> SealRow | None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, first_look_id, last_look_id, looks, content_sha256, previous_sha256,"
            " sha256, sealed_at FROM sharing_seal WHERE sha256 = %s",
            [sha256],
        )
        found = cursor.fetchone()
    return SealRow(*found) if found else None


def _read(statement: str, after: int | None) -> Iterator[Sequence[Any]]:
    """Read rows in the order of their numbers, never holding more than a few thousand."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(statement, [-(2**63) if after is None else after])
        while rows := cursor.fetchmany(_AT_ONCE):
            yield from rows
