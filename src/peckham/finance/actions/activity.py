"""Bringing activity in: a file is asked for by a person, and read by a job, whole or not at all."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from hashlib import sha256
from itertools import batched
from typing import Any, BinaryIO, Final
from uuid import UUID

from django.db import connection
from psycopg.types.json import Jsonb

from peckham.finance.actions.activity_refusals import DrawnMeanwhile
from peckham.finance.actions.refusing import refusals
from peckham.finance.domain import bands as banding
from peckham.finance.domain.activity_rows import (
    ERRORS_MAX,
    Ground,
    NotActivity,
    Reader,
    RowError,
    StagedRow,
    check_header,
    read_all,
)
from peckham.finance.models import ActivityBatch, ActivityFile
from peckham.finance.queries.contract_ground import ground_of, keys_of
from peckham.finance.reading import age_bands
from peckham.infra import audit, clock
from peckham.infra.copying import copy_lines
from peckham.infra.scope import Scope, open_scope, system_scope
from peckham.kernel import Actor, Refused
from peckham.kernel.london import day_of
from peckham.organisations import api as organisations

NEEDS: Final = "needs book"
FILE_BYTES_MAX: Final = 20_000_000
_CHUNK: Final = 100_000
_TRIES: Final = 3
_COLUMNS = ("batch_id", *StagedRow._fields)


class TooMuch(Refused):
    """A file is larger than a page takes."""


def bring_in(
    *, contract_id: int, name: str, content: bytes, source: str, by: Actor, at: datetime
) -> tuple[int, UUID]:
    """Keep a file of activity for the job that reads it.

    Args:
        contract_id: The contract under which it was done.
        name: The file's name.
        content: Its bytes: CSV in UTF-8, with the columns of `COLUMNS`.
        source: Who sends it; its events' own keys are of this sender.
        by: Who brings it in.
        at: When.

    Returns:
        The batch's key, and its public key.

    Raises:
        TooMuch: If it is larger than a page takes.
        NotActivity: If it has no sender, or is of nobody else's than the Needs book.
        NotYourPayment: If the actor is no finance officer of a party to the contract.
    """
    if len(content) > FILE_BYTES_MAX:
        raise TooMuch(
            f"The file has {len(content):,} bytes; a page takes {FILE_BYTES_MAX:,}.",
            remedy="Send it in parts: which events are in which part does not matter.",
        )
    if not source.strip() or source.strip() == NEEDS:
        raise NotActivity("Who sent the file is not said.", remedy="Name the sender.")
    batch = new_batch(contract_id, source.strip(), name, content, by=by, at=at)
    with refusals():
        ActivityFile.objects.bulk_create([ActivityFile(batch=batch, content=content)])
    return batch.pk, batch.public_id


def new_batch(
    contract_id: int,
    source: str,
    name: str,
    content: bytes,
    *,
    month: date | None = None,
    by: Actor,
    at: datetime,
) -> ActivityBatch:
    """Write down that activity comes in, for a job to take up."""
    key = keys_of("source", [source])[source]
    with refusals():
        row = ActivityBatch.objects.create(
            contract_id=contract_id,
            source_id=key,
            name=name.strip()[:200] or "activity.csv",
            sha256=sha256(content).hexdigest() if content else "",
            month=month,
            recorded_at=at,
            recorded_by=by.identifier,
        )
        audit.record(
            action="finance.bring_in_activity",
            subject_kind="activity batch",
            subject_id=row.public_id,
            by=by,
            at=at,
            detail={"contract": contract_id, "sha256": row.sha256},
        )
    return row


def scope_of_job() -> Scope:
    """Give the scope in which activity is taken in."""
    return system_scope("activity import", purpose="payment", at=clock.now())


def take_in_file(batch_id: int) -> None:
    """Read the file of a batch and take it in; harmless however often it is begun."""
    with open_scope(scope_of_job()):
        content = _call("SELECT peckham.finance_file_of(%s)", batch_id)[0][0]
    if content is not None:
        take_in(batch_id, io.BytesIO(content))


def take_in(batch_id: int, stream: BinaryIO) -> bool:
    """Take in a batch from a stream of CSV: all of it, or nothing and why.

    Returns:
        Whether it was taken in.
    """
    with open_scope(scope_of_job()) as scope:
        batch = ActivityBatch.objects.get(pk=batch_id)
        size = stream.seek(0, io.SEEK_END)
        stream.seek(0)
        if not begin(batch_id, size):
            return batch.state == "done"
        reader = Reader(_ground(batch.contract_id, scope.at))
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
    try:
        rows = csv.reader(text)
        check_header(next(rows, []))
        numbered = ((number, cells) for number, cells in enumerate(rows, start=2))
        return take_in_rows(batch_id, read_all(reader, numbered), done=stream.tell)
    except UnicodeDecodeError:
        error = RowError(_line_at(stream), "", "The file is not written in UTF-8.")
    except (NotActivity, csv.Error) as refusal:
        error = RowError(1, "", str(refusal))
    fail(batch_id, [error])
    return False


def take_in_rows(
    batch_id: int, rows: Iterable[StagedRow | RowError], *, done: Callable[[], int]
) -> bool:
    """Stage rows in parts that say how far they are, then merge them in one transaction."""
    errors: list[RowError] = []
    read = 0
    for part in batched(rows, _CHUNK):
        errors += [row for row in part if isinstance(row, RowError)]
        read += len(part)
        with open_scope(scope_of_job()):
            copy_lines("finance_stagedevent", _COLUMNS, _lines(batch_id, part))
            _call("SELECT peckham.finance_say_staged(%s, %s)", batch_id, done())
    if not errors:
        twice = merged(batch_id, read)
        errors = [
            RowError(line, "event_id", f"{event} stands in this file twice.")
            for line, event in twice
        ]
    if errors:
        fail(batch_id, errors[:ERRORS_MAX])
    return not errors


def fail(batch_id: int, errors: Iterable[RowError]) -> None:
    """Write down why a batch was not taken in; nothing of it stays."""
    told = Jsonb([error._asdict() for error in errors])
    with open_scope(scope_of_job()):
        _call("SELECT peckham.finance_fail_batch(%s, %s)", batch_id, told)


def give_up(batch_id: int) -> None:
    """End a batch that no worker lives through."""
    words = "Something went wrong on our side; the fault has been recorded."
    fail(batch_id, [RowError(0, "", words)])


def merged(batch_id: int, read: int) -> list[tuple[int, str]]:
    """Merge what is staged; anew where a statement was drawn meanwhile."""
    for tried in range(_TRIES):
        try:
            with open_scope(scope_of_job()), refusals():
                return _call("SELECT * FROM peckham.finance_take_in(%s, %s)", batch_id, read)
        except DrawnMeanwhile:
            if tried == _TRIES - 1:
                raise
    return []


def _ground(contract_id: int, at: datetime) -> Ground:
    said = ground_of(contract_id, on=day_of(at))
    return Ground(
        term=said.term,
        today=day_of(at),
        providers={one.ods_code: one.id for one in organisations.directory()},
        services=said.services,
        bands=frozenset(band.code for band in banding.every(age_bands())),
        key_of=keys_in_scope,
    )


def keys_in_scope(kind: str, code: str) -> int:
    """Give the key of one word, in a scope of its own: rows are read outside any."""
    with open_scope(scope_of_job()):
        return keys_of(kind, [code])[code]


def begin(batch_id: int, size: int) -> bool:
    """Take a batch up, of which so much is to be read; False where it is over."""
    return bool(_call("SELECT peckham.finance_begin_batch(%s, %s)", batch_id, size)[0][0])


def _lines(batch_id: int, part: Iterable[StagedRow | RowError]) -> Iterator[str]:
    for row in part:
        if isinstance(row, StagedRow):
            line, event, patient, provider, service, band, practice, home, day, parts, gone = row
            yield (
                f"{batch_id}\t{line}\t{event}\t{patient}\t{provider}\t{service}\t{band}\t"
                f"{practice}\t{home}\t{day}\t{parts}\t{'t' if gone else 'f'}\n"
            )


def _line_at(stream: BinaryIO) -> int:
    """Find the row in which the letters stop being UTF-8."""
    stream.seek(0)
    for number, line in enumerate(stream, start=1):
        try:
            line.decode("utf-8")
        except UnicodeDecodeError:
            return number
    return 1


def _call(statement: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())
