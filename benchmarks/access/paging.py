"""Person pages and searches in process, through every middleware: what the processors spend.

Two of these run side by side, one with row policies and one without, and are asked in turn for a
few pages each: whatever else wants the processors meets both alike.
"""

import itertools
import json
import sys
import time
from collections.abc import Callable
from typing import Any

import django

from benchmarks.access.counting import scope_for
from benchmarks.access.stage import Stage

TURN = 20
TURNS, STATEMENTS = 25, 40


def main() -> None:
    """Warm up, then answer each line that comes in with what its work cost, until there is none."""
    django.setup()
    kept = Stage.here().read("access")
    work = {"page": _pages(kept), "search": _searches(kept)}
    for do, _ in work.values():
        do()
    print("ready", flush=True)
    for line in sys.stdin:
        asked = line.strip()
        found = _parts(kept) if asked == "parts" else _spent(*work[asked])
        print(json.dumps(found), flush=True)


def _spent(do: Callable[[], object], count: int) -> dict[str, float]:
    """Give microseconds of processor time per time, of Python and of PostgreSQL."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend = cursor.fetchone()[0]
    before = time.process_time(), _of_process(backend)
    do()
    after = time.process_time(), _of_process(backend)
    return {
        part: round((now - then) / count * 1e6, 1)
        for part, now, then in zip(("python", "postgresql"), after, before, strict=True)
    }


def _of_process(process_id: int) -> float:
    """Read nanoseconds that a process ran: finer than the ticks of its user and system time."""
    with open(f"/proc/{process_id}/schedstat") as file:
        return int(file.read().split()[0]) / 1e9


def _pages(kept: dict[str, Any]) -> tuple[Callable[[], object], int]:
    """Read a person's page, of the next few people each time."""
    from django.test import Client

    from peckham.organisations.models import Account

    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(Account.objects.get(pk=kept["reader"]["clinician"]))
    addresses = itertools.cycle(f"/staff/people/{public_id}" for public_id in kept["people"])

    def read() -> None:
        for address in itertools.islice(addresses, TURN):
            answer = client.get(address)
            if answer.status_code != 200:
                raise RuntimeError(f"{address} answered {answer.status_code}.")

    return read, TURN


def _searches(kept: dict[str, Any]) -> tuple[Callable[[], object], int]:
    """Search for people by name and birth date."""
    from peckham.infra.scope import open_scope
    from peckham.people import api as people

    asked = itertools.cycle(kept["asked"])

    def search() -> None:
        for words in itertools.islice(asked, TURN):
            with open_scope(scope_for(kept, "clinician")):
                people.search(words)

    return search, TURN


def _parts(kept: dict[str, Any]) -> dict[str, list[dict[str, float]]]:
    """What single statements of a page cost, in turns: of each, a figure for every turn."""
    from peckham.infra import scope as scopes

    scope = scope_for(kept, "clinician")
    outside = _transactions(scope)
    found: dict[str, list[dict[str, float]]] = {}
    for _ in range(TURNS):
        for name, run in outside.items():
            found.setdefault(name, []).append(_spent(run, STATEMENTS))
        with scopes.open_scope(scope):
            for name, run in _statements(kept["people"]).items():
                found.setdefault(name, []).append(_spent(run, STATEMENTS))
    return found


def _statements(public_ids: list[str]) -> dict[str, Callable[[], None]]:
    """Statements within one transaction, each asked about one person after another."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM people_person WHERE public_id = ANY (%s::uuid[])", [public_ids]
        )
        people = itertools.cycle([key for (key,) in cursor.fetchall()])

    def each(statement: str, *rest: object) -> Callable[[], None]:
        def run() -> None:
            with connection.cursor() as cursor:
                for person in itertools.islice(people, STATEMENTS):
                    cursor.execute(statement, [person, *rest])

        return run

    opening = "SELECT * FROM {}(%s, %s::text[], %s::text[])"
    shown = (["identity", "health_record", "care_plan"],
             ["demographics", "health record", "care plan"])  # fmt: skip
    return {
        "nothing": each("SELECT %s::bigint"),
        "the predicate on who somebody is": each(
            "SELECT peckham.may_read_resident(%s, '{identity}')"
        ),
        "which parts may be shown": each(opening.format("bench_open_without_look"), *shown),
        "which parts may be shown, and the row of the log": each(
            opening.format("peckham.open_record"), *shown
        ),
    }


def _transactions(scope: Any) -> dict[str, Callable[[], None]]:
    """Opening the scope, and beside it a transaction without one."""
    from django.db import connection, transaction

    from peckham.infra import scope as scopes

    def open_and_close() -> None:
        for _ in range(STATEMENTS):
            with scopes.open_scope(scope):
                pass

    def transactions() -> None:
        for _ in range(STATEMENTS):
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT 1")

    return {
        "opening and closing the scope, with its transaction": open_and_close,
        "a transaction with one plain statement": transactions,
    }


if __name__ == "__main__":
    main()
