"""Earlier years of requests: what ended in the loaded year, copied back by whole weeks, by COPY.

The demonstration's loader makes its year row by row in Python, which is the slow half of a load. A
book of ten million requests is several years of that; the earlier ones are the same year again,
with keys, references, receipts and moments of their own. Open requests are of the last year only.
"""

import os
from collections.abc import Callable

import psycopg
from psycopg import sql

WEEKS = 52
CHUNK = 250_000
_ALPHABET = "34679ACDEFGHJKMNPQRTWXY"
_STRIDE, _OFFSET, _BASE = 48_271_660_103, 30_103_996_211, 23

# The same as care.domain.reference.reference_of; compared with it for some keys before it is used.
_REFERENCE = (
    "CREATE OR REPLACE FUNCTION pg_temp.reference_of(key bigint) RETURNS text"
    " LANGUAGE sql IMMUTABLE AS $$ SELECT {data} || {check} FROM (SELECT"
    f" (key * {_STRIDE} + {_OFFSET}) % {_BASE**8} AS n) AS shuffled $$"
)
_SHIFTED_KEYS = {"id", "request_id"}
_MOMENTS = {
    "taken_at", "recorded_at", "due_at", "escalated_at", "held_at", "outcome_told_at", "at",
    "offered_at", "expires_at", "resolved_at",
}  # fmt: skip


def reference_function() -> str:
    """Give the SQL of the function that makes references."""
    digit = [f"(n / {_BASE**place} % {_BASE})::int" for place in range(8)]
    data = " || ".join(f"substr('{_ALPHABET}', {one} + 1, 1)" for one in digit)
    total = " + ".join(f"{weight} * {one}" for weight, one in enumerate(digit, start=2))
    check = f"substr('{_ALPHABET}', ({_BASE} - ({total}) % {_BASE}) % {_BASE} + 1, 1)"
    return _REFERENCE.format(data=data, check=check)


def copy_back(wanted: int, said: Callable[[str], None], enough: Callable[[], bool]) -> int:
    """Copy ended requests back, year by year, until so many more are there; give how many.

    Args:
        wanted: How many to add.
        said: Told how far it is.
        enough: Asked after each batch whether to stop early.
    """
    from django.db import connection

    from peckham.care import api as care

    added, year = 0, 0
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as reader:
        reader.execute("SET ROLE peckham_owner")
        reader.execute(reference_function())
        check_references(reader)
        first, last = _bounds(reader)
        while added < wanted:
            year += 1
            for low in range(first, last + 1, CHUNK):
                high = min(low + CHUNK - 1, last)
                with care.bulk_load() as load:
                    top = load.next_ids(1)[0]
                    shift = top + 1 - low
                    count = _copy_chunk(reader, connection, low, high, shift, year, wanted - added)
                    with connection.cursor() as cursor:
                        cursor.execute(
                            "SELECT setval(pg_get_serial_sequence('care_request', 'id'), %s)",
                            [high + shift],
                        )
                    load.first, load.last = low + shift, high + shift
                added += count
                said(f"{added:,} of {wanted:,} requests of earlier years")
                if added >= wanted:
                    break
                if enough():
                    return added
    return added


def check_references(reader: psycopg.Connection) -> None:
    """Compare the function with the program's own for some keys."""
    from peckham.care import api as care

    for key in (1, 22, 23, 999_999, 10_000_019):
        found = reader.execute("SELECT pg_temp.reference_of(%s)", [key]).fetchone()
        if found != (care.loading.reference_of(key),):
            raise RuntimeError(f"The reference of {key} differs: {found}.")


def _bounds(reader: psycopg.Connection) -> tuple[int, int]:
    row = reader.execute("SELECT min(id), max(id) FROM care_request").fetchone()
    return (int(row[0]), int(row[1])) if row and row[0] is not None else (0, -1)


def _copy_chunk(reader, connection, low, high, shift, year, most):  # type: ignore[no-untyped-def]
    """Copy the ended requests of a range of keys with everything that belongs to them."""
    reader.execute("DROP TABLE IF EXISTS ended")
    reader.execute(
        "CREATE TEMP TABLE ended AS SELECT id FROM care_request"
        f" WHERE id BETWEEN {low} AND {high} AND due_at IS NULL ORDER BY id LIMIT {most}"
    )
    reader.execute("CREATE UNIQUE INDEX ON ended (id)")
    reader.execute("ANALYZE ended")
    for table, key in (
        ("care_request", "id"), ("care_requestevent", "request_id"), ("care_offer", "request_id"),
        ("care_requestmessage", "request_id"),
    ):  # fmt: skip
        columns = _columns(reader, table, leave_out_id=key != "id")
        expressions = ", ".join(_expression(column, shift, year) for column in columns)
        names = ", ".join(columns)
        # A range condition too, so that the plan reads the range and not the whole table.
        source = (
            f"COPY (SELECT {expressions} FROM {table} JOIN ended ON ended.id = {table}.{key}"
            f" WHERE {table}.{key} BETWEEN {low} AND {high}) TO STDOUT (FORMAT binary)"
        )
        target = f"COPY {table} ({names}) FROM STDIN (FORMAT binary)"
        with (
            reader.cursor() as from_cursor,
            connection.cursor() as to_cursor,
            from_cursor.copy(sql.SQL(source)) as data,  # type: ignore[arg-type]
            to_cursor.copy(target) as copy,
        ):
            for block in data:
                copy.write(block)
    row = reader.execute("SELECT count(*) FROM ended").fetchone()
    return int(row[0]) if row else 0


def _columns(reader: psycopg.Connection, table: str, *, leave_out_id: bool) -> list[str]:
    rows = reader.execute(
        "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0"
        " AND NOT attisdropped ORDER BY attnum",
        [table],
    ).fetchall()
    return [name for (name,) in rows if not (leave_out_id and name == "id")]


def _expression(column: str, shift: int, year: int) -> str:
    if column == "id":
        return f"ended.id + {shift}"
    if column == "request_id":
        return f"request_id + {shift}"
    if column == "public_id":
        return "gen_random_uuid()"
    if column == "reference":
        return f"pg_temp.reference_of(ended.id + {shift})"
    if column == "key":
        return "NULL::uuid"
    if column in _MOMENTS:
        return f"{column} - interval '{WEEKS * year} weeks'"
    return column
