"""How many rows each table holds, and one number for all that is in them."""

from collections.abc import Callable
from dataclasses import dataclass

from psycopg import sql

from peckham.infra.database.facts import Connection

# A row is hashed as text, so text must look the same on every server.
PLAIN_TEXT = (
    "SET LOCAL timezone = 'UTC'",
    "SET LOCAL datestyle = 'ISO, YMD'",
    "SET LOCAL intervalstyle = 'postgres'",
    "SET LOCAL extra_float_digits = 1",
    "SET LOCAL bytea_output = 'hex'",
    "SET LOCAL row_security = off",
)


@dataclass(frozen=True)
class Digest:
    """What a table holds.

    Args:
        rows: How many rows.
        hash: The sum of the hashes of all rows, whatever their order; of a sequence, where it is.
    """

    rows: int
    hash: str


def digests(
    connection: Connection, *, said: Callable[[str], None] = lambda table: None
) -> dict[str, Digest]:
    """Digest every table and sequence outside PostgreSQL's own schemas.

    Args:
        connection: In a transaction, as a role that sees every row.
        said: Told the name of each table before it is read.

    Returns:
        By name with its schema, such as "public.people_person".
    """
    for statement in PLAIN_TEXT:
        connection.execute(statement)
    found: dict[str, Digest] = {}
    for schema, name, kind in _relations(connection):
        said(name)
        found[f"{schema}.{name}"] = _digest(connection, sql.Identifier(schema, name), kind)
    return found


def differences(before: dict[str, Digest], after: dict[str, Digest]) -> list[str]:
    """Name the tables that do not hold the same."""
    return sorted(name for name in before | after if before.get(name) != after.get(name))


def _relations(connection: Connection) -> list[tuple[str, str, str]]:
    return connection.execute(
        "SELECT n.nspname, c.relname, c.relkind::text FROM pg_class c"
        " JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE c.relkind IN ('r', 'S') AND n.nspname !~ '^pg_'"
        " AND n.nspname <> 'information_schema' ORDER BY 1, 2"
    ).fetchall()


def _digest(connection: Connection, relation: sql.Identifier, kind: str) -> Digest:
    if kind == "S":
        question = sql.SQL("SELECT 1, last_value::text || is_called FROM {}")
    else:
        # 60 bits of md5: the same function in every version, which hashtext is not promised to be.
        question = sql.SQL(
            "SELECT count(*), coalesce(sum("
            "('x' || left(md5(t::text), 15))::bit(60)::bigint::numeric), 0)::text FROM {} t"
        )
    row = connection.execute(question.format(relation)).fetchone()
    assert row is not None
    return Digest(*row)
