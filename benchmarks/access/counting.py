"""Counting the visible tenth of an owned table, and the same rows alone without a policy."""

import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

import django

from benchmarks.access.stage import Stage

TIMES = 21
# Of each table, how a page asks for what is its reader's own, and in which role.
ASKED = {
    "sharing_look": ("lead", "WHERE organisation_id = {organisation}"),
    "care_request": ("clinician", "WHERE accountable_team_id = {team} AND due_at IS NOT NULL"),
}


def main() -> None:
    """Write what each count takes: as the login of the process that runs this."""
    django.setup()
    stage = Stage.here()
    login = sys.argv[1]
    kept = stage.read("access")
    found: dict[str, Any] = {}
    for table, (who, where) in ASKED.items():
        reader = kept["reader"]
        asked = where.format(team=reader["team_id"], organisation=reader["organisation_id"])
        name = table if login == "policies" else f"alone_{table}"
        found[table] = _timed(kept, who, f"SELECT count(*) FROM {name} {asked}")
    if login == "policies":
        found["unseen_row_us"] = _unseen(kept)
    stage.write(f"counting-{login}", found)


def scope_for(kept: dict[str, Any], who: str) -> Any:
    from datetime import datetime

    from peckham.organisations import api as organisations

    at = datetime.fromisoformat(kept["at"])
    return organisations.scopes.staff_scope(
        account_id=kept["reader"][who], membership_public_id=None, at=at
    )


def _timed(kept: dict[str, Any], who: str, statement: str) -> dict[str, Any]:
    from django.db import connection

    from peckham.infra.scope import open_scope

    with open_scope(scope_for(kept, who)), connection.cursor() as cursor:

        def count() -> int:
            cursor.execute(statement)
            return int(cursor.fetchone()[0])

        rows = count()
        seconds = [_seconds(count) for _ in range(TIMES)]
        cursor.execute(f"EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF) {statement}")
        plan = [line for (line,) in cursor.fetchall()]
    middle = statistics.median(seconds) * 1000
    return {"rows": rows, "ms": round(middle, 2), "best_ms": round(min(seconds) * 1000, 2),
        "plan": plan}  # fmt: skip


def _seconds(do: Callable[[], object]) -> float:
    started = time.perf_counter()
    do()
    return time.perf_counter() - started


def _unseen(kept: dict[str, Any]) -> float:
    """Say what a request costs that is read by key range and is nobody's whom the reader knows."""
    from django.db import connection

    from peckham.infra.scope import open_scope

    with open_scope(scope_for(kept, "clinician")), connection.cursor() as cursor:
        last = kept["facts"]["requests"]
        asked = f"SELECT count(*) FROM care_request WHERE id > {last - 5000} AND id <= {last}"
        seconds = [_seconds(lambda: cursor.execute(asked)) for _ in range(3)]
    return round(min(seconds) / 4500 * 1e6, 1)


if __name__ == "__main__":
    main()
