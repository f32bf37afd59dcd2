"""Our posting, as a finance officer's page asks for it: what it costs, line by line asked.

`stage` makes the books, as the owner; without an argument it answers each line, the number of
postings to write, with what they cost.
"""

import itertools
import json
import os
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime

import django

AT = datetime(2026, 11, 20, 12, tzinfo=UTC)
DAY = AT.date()


def main() -> None:
    """Make the books, or answer."""
    django.setup()
    if sys.argv[1] == "stage":
        print(json.dumps(_stage()))
        return
    kept = json.loads(sys.argv[1])
    each = posting(kept)
    print("ready", flush=True)
    for line in sys.stdin:
        print(json.dumps(_spent(each, int(line))), flush=True)


def _stage() -> dict[str, int]:
    from peckham.kernel import Actor
    from peckham.ledger import api as ledger
    from peckham.organisations import api as organisations

    by = Actor.system("measurement")
    books = organisations.create_organisation(
        ods_code="B1B", name="Measured trust", kind="nhs_trust", is_synthetic=True, by=by, at=AT
    )
    team = organisations.create_team(organisation_id=books, name="Finance", by=by, at=AT)
    account = organisations.create_account(username="m", name="Meg", password="m", by=by, at=AT)
    organisations.add_member(account_id=account, team_id=team, role="finance_officer", by=by, at=AT)
    ledger.open_chart(books, chart="provider", by=by, at=AT)
    return {"books": books, "team": team, "account": account}


def posting(kept: dict[str, int]) -> Callable[[], None]:
    """Give what posts one journal as the finance officer of the books would."""
    from peckham.infra.scope import Scope, open_scope
    from peckham.kernel import Actor
    from peckham.ledger import api as ledger

    actor = Actor("staff", str(kept["account"]), "Meg")
    scope = Scope(
        actor, "payment", AT, kept["account"], "finance_officer", kept["books"], kept["team"],
        (kept["team"],),
    )  # fmt: skip
    keys = itertools.count()
    run = f"{os.getpid()}"

    def post() -> None:
        lines = (ledger.Line("1000", 123_456), ledger.Line("4000", -123_456))
        entry = ledger.Entry(
            kept["books"], f"{run}-{next(keys)}", "provider", DAY, "A receipt", lines
        )
        with open_scope(scope):
            ledger.post(entry, by=actor, at=AT)

    return post


def _spent(each: Callable[[], None], count: int) -> dict[str, float]:
    """Give microseconds of processor time for each posting: of Python, and of PostgreSQL."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend = cursor.fetchone()[0]
    before = time.process_time(), _of_process(backend)
    for _ in range(count):
        each()
    after = time.process_time(), _of_process(backend)
    parts = zip(("python", "postgresql"), after, before, strict=True)
    return {part: round((now - then) / count * 1e6, 1) for part, now, then in parts}


def _of_process(process_id: int) -> float:
    """Read nanoseconds that a process ran: finer than the ticks of its user and system time."""
    with open(f"/proc/{process_id}/schedstat") as file:
        return int(file.read().split()[0]) / 1e9


if __name__ == "__main__":
    main()
