"""The chain of the books, recomputed from what stands in them: in Python, apart from the SQL.

An entry's hash is the SHA-256 over a JSON list of the hash before it, its number, what it is and
its content: every column of a journal and its postings, or of an outcome. A sealing's hash covers
the one before, how far it went, and the head of every books that grew.
"""

import hashlib
import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

BEGINNING = "0" * 64
"""What stands before the first entry."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# How PostgreSQL writes jsonb: a space after each comma, letters as they are.
_WRITE = json.JSONEncoder(ensure_ascii=False, separators=(", ", ": ")).encode


def told(value: Any) -> Any:
    """Give a column as the chain takes it.

    >>> told(date(2026, 11, 20)), told(datetime(1970, 1, 1, 0, 0, 1, tzinfo=UTC))
    ('2026-11-20', 1000000)
    """
    if isinstance(value, datetime):
        since = value - _EPOCH
        return (since.days * 86400 + since.seconds) * 1_000_000 + since.microseconds
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def entry_sha256(before: str, number: int, what: str, content: Sequence[Any]) -> str:
    """Recompute an entry's hash from what stands there."""
    return _sha256([before, number, what, list(content)])


def sealing_sha256(
    before: str,
    journals_through: int,
    outcomes_through: int,
    heads: Sequence[tuple[int, int, str]],
    sealed_at: datetime,
) -> str:
    """Recompute a sealing's hash.

    Args:
        before: Hash of the sealing before it.
        journals_through: The last number of a journal that it looked at.
        outcomes_through: The last number of an outcome that it looked at.
        heads: Of each books that grew: its key, the number of its last entry, and that one's hash.
        sealed_at: When it ran.
    """
    said = [list(head) for head in heads]
    return _sha256([before, journals_through, outcomes_through, said, told(sealed_at)])


def _sha256(said: list[Any]) -> str:
    return hashlib.sha256(_WRITE(said).encode()).hexdigest()
