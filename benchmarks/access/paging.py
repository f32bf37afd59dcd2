"""Person pages and searches in process, through every middleware: what the processors spend."""

import os
import sys
from collections.abc import Callable
from typing import Any

import django

from benchmarks.access.counting import scope_for
from benchmarks.access.stage import Stage

WARM = 25
STATEMENTS = 400


def main() -> None:
    """Open every page once, then read what this process and its one backend spent on a round."""
    django.setup()
    stage = Stage.here()
    kept = stage.read("access")
    name, with_parts = sys.argv[1], sys.argv[2:] == ["parts"]
    found = {"page": _pages(kept), "search": _searches(kept)}
    if with_parts:
        found |= _parts(kept)
    stage.write(name, found)


def _spent(do: Callable[[], object], count: int) -> dict[str, float]:
    """Give microseconds of processor time per time, of Python and of PostgreSQL."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend = cursor.fetchone()[0]
    before = _python(), _of_process(backend)
    do()
    after = _python(), _of_process(backend)
    return {
        part: round((now - then) / count * 1e6, 1)
        for part, now, then in zip(("python", "postgresql"), after, before, strict=True)
    }


def _python() -> float:
    times = os.times()
    return times.user + times.system


def _of_process(process_id: int) -> float:
    """Read nanoseconds that a process ran: finer than the ticks of its user and system time."""
    with open(f"/proc/{process_id}/schedstat") as file:
        return int(file.read().split()[0]) / 1e9


def _pages(kept: dict[str, Any]) -> dict[str, float]:
    from django.test import Client

    from peckham.organisations.models import Account

    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(Account.objects.get(pk=kept["reader"]["clinician"]))
    addresses = [f"/staff/people/{public_id}" for public_id in kept["people"]]

    def read(some: list[str]) -> None:
        for address in some:
            answer = client.get(address)
            if answer.status_code != 200:
                raise RuntimeError(f"{address} answered {answer.status_code}.")

    read(addresses[:WARM])
    return _spent(lambda: read(addresses), len(addresses))


def _searches(kept: dict[str, Any]) -> dict[str, float]:
    """Search for people by name and birth date."""
    from peckham.infra.scope import open_scope
    from peckham.people import api as people

    asked = kept["asked"]

    def search() -> None:
        for words in asked:
            with open_scope(scope_for(kept, "clinician")):
                people.search(words)

    search()
    return _spent(search, len(asked))


def _parts(kept: dict[str, Any]) -> dict[str, Any]:
    """What single statements of a page cost, each many times in one transaction."""
    from django.db import connection, transaction

    from peckham.infra import scope as scopes

    scope = scope_for(kept, "clinician")
    public_ids = kept["people"]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT id FROM people_person WHERE public_id = ANY (%s::uuid[])", [[]])
    with scopes.open_scope(scope), connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM people_person WHERE public_id = ANY (%s::uuid[])", [public_ids]
        )
        people = [key for (key,) in cursor.fetchall()]

        def each(statement: str, *rest: object) -> Callable[[], None]:
            def run() -> None:
                for n in range(STATEMENTS):
                    cursor.execute(statement, [people[n % len(people)], *rest])

            return run

        look = "SELECT peckham.look_at_resident(%s, %s::text[], %s::text[])"
        shown = ["identity", "health_record", "care_plan"]
        measured = {
            "nothing": each("SELECT %s::bigint"),
            "the predicate on who somebody is": each(
                "SELECT peckham.may_read_resident(%s, '{identity}')"
            ),
            "which parts may be shown": each("SELECT * FROM peckham.parts_of_resident(%s)"),
            "the row of the log": each(look, ["demographics", "health record"], shown),
        }
        found = {}
        for name, run in measured.items():
            run()
            found[name] = _spent(run, STATEMENTS)

    def open_and_close() -> None:
        for _ in range(STATEMENTS):
            with scopes.open_scope(scope):
                pass

    def transactions() -> None:
        for _ in range(STATEMENTS):
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT 1")

    found["opening and closing the scope, with its transaction"] = _spent(
        open_and_close, STATEMENTS
    )
    found["a transaction with one plain statement"] = _spent(transactions, STATEMENTS)
    return {"parts": found}


if __name__ == "__main__":
    main()
