"""Bulk loads of requests by COPY: the law is checked set-wise as the load closes."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import IntegrityError, connection, transaction
from psycopg.types.json import Jsonb

from peckham.care.actions.relating import SOURCE_KIND
from peckham.care.domain.loading import COLUMNS
from peckham.infra.copying import copy_rows, next_ids
from peckham.sharing import api as sharing

# Row triggers that the one check at the end stands for.
_TRIGGERS = (
    ("care_request", "counts_up"),
    ("care_request", "needs_law_of_requests"),
    ("care_requestevent", "needs_law_of_events"),
    ("care_offer", "answered_once"),
    ("care_offer", "is_agreed"),
    ("care_offer", "needs_law_of_offers"),
)
_CODE_HASH = "code_hash"

# Between which organisations offers of the load went that no agreement lets go. An agreement that
# was in force for the first of them is taken to have been for the rest.
_NOT_AGREED = """
SELECT giver, receiver FROM (
    SELECT f.organisation_id AS giver, t.organisation_id AS receiver, min(o.offered_at) AS at
    FROM care_offer o JOIN care_request r ON r.id = o.request_id
    JOIN organisations_team f ON f.id = o.from_team_id
    JOIN organisations_team t ON t.id = o.to_team_id
    WHERE o.request_id BETWEEN %s AND %s AND r.red_flags = '{}'
      AND f.organisation_id <> t.organisation_id
    GROUP BY 1, 2) AS flows
WHERE NOT peckham.may_hand_over(giver, receiver, at)
"""

_OPEN_RELATIONSHIPS = """
SELECT DISTINCT r.person_id, team, NULL::bigint, 'request', %(kind)s, r.id,
    tstzrange(r.taken_at, NULL), now()
FROM care_request r JOIN places_hub h ON h.id = r.hub_id
LEFT JOIN care_offer o ON o.request_id = r.id AND o.state = 'pending'
CROSS JOIN LATERAL unnest(ARRAY[r.accountable_team_id, h.reception_team_id, o.to_team_id]) AS team
WHERE r.due_at IS NOT NULL AND r.person_id IS NOT NULL AND team IS NOT NULL
  AND r.id BETWEEN %(first)s AND %(last)s
"""


class Load:
    """A bulk load that goes on: keys, and copies of batches."""

    def __init__(self) -> None:
        self.copied: dict[str, int] = dict.fromkeys(COLUMNS, 0)
        self.first, self.last = 0, 0

    def next_ids(self, count: int) -> list[int]:
        """Take keys for requests, ascending."""
        keys = next_ids("care_request", count)
        self.first = min(self.first or keys[0], keys[0])
        self.last = max(self.last, keys[-1])
        return keys

    def copy(self, table: str, rows: Iterable[Sequence[Any]]) -> int:
        """Copy a batch in the row shape of `loading.COLUMNS[table]`; requests before the rest.

        Args:
            table: "request", "requestevent", "offer" or "requestmessage".
            rows: Tuples; dicts become jsonb.

        Returns:
            How many rows were copied.
        """
        count = copy_rows(f"care_{table}", *_stored(table, rows))
        self.copied[table] += count
        return count


@contextmanager
def bulk_load() -> Iterator[Load]:
    """Open a load, as the owner, in one transaction: all of it holds, or none of it stays.

    Other writers of requests wait until it is done. Millions are loaded in several of these.

    Raises:
        IntegrityError: As the block closes, if a request breaks the Needs law, or went to an
            organisation without an agreement.
    """
    with transaction.atomic():
        _laws("DISABLE")
        load = Load()
        yield load
        if load.last:
            _check(load)
            sharing.copy_relationships(_relationships(load))
        _laws("ENABLE ALWAYS")


def _stored(
    table: str, rows: Iterable[Sequence[Any]]
) -> tuple[Sequence[str], Iterator[Sequence[Any]]]:
    """Put dicts into jsonb, and give a loaded request no code: nobody was handed one."""
    columns: tuple[str, ...] = COLUMNS[table]
    extra: tuple[str, ...] = ()
    if table == "request":
        columns, extra = (*columns, _CODE_HASH), ("",)
    adapted = (
        (*(Jsonb(value) if isinstance(value, dict) else value for value in row), *extra)
        for row in rows
    )
    return columns, adapted


def _relationships(load: Load) -> list[Sequence[Any]]:
    with connection.cursor() as cursor:
        cursor.execute(
            _OPEN_RELATIONSHIPS,
            {"kind": SOURCE_KIND, "first": load.first, "last": load.last},
        )
        return list(cursor.fetchall())


def _check(load: Load) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT request_id, words FROM peckham.broken_requests(%s, %s) LIMIT 5",
            [load.first, load.last],
        )
        broken = cursor.fetchall()
    if broken:
        told = "; ".join(f"request {key}: {words}" for key, words in broken)
        raise IntegrityError(f"The load breaks the Needs law: {told}")
    with connection.cursor() as cursor:
        cursor.execute(_NOT_AGREED, [load.first, load.last])
        flows = cursor.fetchall()
    if flows:
        raise IntegrityError(f"No agreement lets requests go between organisations {flows}.")


def _laws(verb: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        for table, trigger in _TRIGGERS:
            cursor.execute(f"ALTER TABLE {table} {verb} TRIGGER {trigger}")
