"""The chain of seals, recomputed from what stands in the log: in Python, apart from the SQL.

A seal's content is the SHA-256 over the lines of its looks, one line each, in the order of their
numbers. A line is a JSON list of every column. A seal's own hash is the SHA-256 over a JSON list of
the hash before it, its first and last number, how many looks, its content and when it was made.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

BEGINNING = "0" * 64
"""What stands before the first seal."""

# Every column of sharing_look, in the order of a line.
COLUMNS = (
    "id",
    "person_id",
    "actor_kind",
    "actor",
    "actor_name",
    "account_id",
    "role",
    "team_id",
    "organisation_id",
    "organisation_name",
    "purpose",
    "parts",
    "allowed_by",
    "relationship_id",
    "agreement_version_id",
    "at",
    "recorded_at",
    "request_id",
)
_MOMENTS = (COLUMNS.index("at"), COLUMNS.index("recorded_at"))
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# How PostgreSQL writes jsonb: a space after each comma, letters as they are.
_WRITE = json.JSONEncoder(ensure_ascii=False, separators=(", ", ": ")).encode


@dataclass(frozen=True, slots=True)
class SealRow:
    """A seal as it stands in its table."""

    id: int
    first_look_id: int
    last_look_id: int
    looks: int
    content_sha256: str
    previous_sha256: str
    sha256: str
    sealed_at: datetime


def microseconds(moment: datetime) -> int:
    """Count microseconds since 1970 in UTC, exactly.

    >>> microseconds(datetime(1970, 1, 1, 0, 0, 1, 5, tzinfo=UTC))
    1000005
    """
    since = moment - _EPOCH
    return (since.days * 86400 + since.seconds) * 1_000_000 + since.microseconds


def look_line(row: Sequence[Any]) -> bytes:
    """Write one look as the digest takes it.

    Args:
        row: Values in the order of COLUMNS.
    """
    values = list(row)
    for place in _MOMENTS:
        values[place] = microseconds(values[place])
    return _WRITE(values).encode()


def seal_sha256(seal: SealRow) -> str:
    """Recompute a seal's own hash from what it says."""
    said = [
        seal.previous_sha256,
        seal.first_look_id,
        seal.last_look_id,
        seal.looks,
        seal.content_sha256,
        microseconds(seal.sealed_at),
    ]
    return hashlib.sha256(_WRITE(said).encode()).hexdigest()


@dataclass(slots=True)
class Stretch:
    """The looks that stand where a seal says, digested one at a time."""

    looks: int = 0
    _digest: Any = field(default_factory=hashlib.sha256)

    def add(self, row: Sequence[Any]) -> None:
        """Take one more look, in the order of the numbers."""
        if self.looks:
            self._digest.update(b"\n")
        self._digest.update(look_line(row))
        self.looks += 1

    @property
    def sha256(self) -> str:
        """The digest of what was taken so far."""
        return str(self._digest.hexdigest())


def problem_of_chain(seal: SealRow, *, previous: str, last_look_id: int) -> str:
    """Say what is wrong with a seal's place in the chain, or "".

    Args:
        seal: The seal.
        previous: Hash of the seal before it, or BEGINNING.
        last_look_id: The last number that the seal before it covers.
    """
    if seal.previous_sha256 != previous:
        return (
            f"Seal {seal.id} does not follow the seal before it: a seal between them was "
            "taken out, changed or put in."
        )
    if seal.first_look_id != last_look_id + 1 or seal.last_look_id < seal.first_look_id:
        return f"Seal {seal.id} does not begin where the seal before it ends."
    if seal_sha256(seal) != seal.sha256:
        return f"Seal {seal.id} was changed: its hash is not that of what it says."
    return ""


def problem_of_content(seal: SealRow, found: Stretch) -> str:
    """Say how the looks that stand there differ from what was sealed, or ""."""
    if found.sha256 == seal.content_sha256 and found.looks == seal.looks:
        return ""
    where = (
        f"Looks {seal.first_look_id} to {seal.last_look_id} (seal {seal.id}, made "
        f"{seal.sealed_at:%Y-%m-%d %H:%M:%S} UTC) are not what was sealed"
    )
    if found.looks < seal.looks:
        return f"{where}: of {seal.looks:,} looks, {seal.looks - found.looks:,} are gone."
    if found.looks > seal.looks:
        added = found.looks - seal.looks
        return f"{where}: {added:,} more than the {seal.looks:,} that were sealed."
    return f"{where}: as many as were sealed, and at least one was changed."
