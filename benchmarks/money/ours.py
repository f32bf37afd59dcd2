"""Our posting, as a finance officer's page asks for it: what it costs, line by line asked.

`stage` makes the books, as the owner; with what that printed it answers each line, "plain 400" or
"limited 400", with what so many postings cost. A limited one spends of a restricted fund.
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
PENCE, GRANT_PENCE = 123, 99_999_999_99
# Of each posting: account and fund of its debit, and of its credit.
LINES = {"plain": (("1000", ""), ("4000", "")), "limited": (("2200", "HELD"), ("1200", "HELD"))}


def main() -> None:
    """Make the books, or answer."""
    django.setup()
    if sys.argv[1] == "stage":
        print(json.dumps(_stage()))
        return
    kept = json.loads(sys.argv[1])
    postings = {name: posting(kept, name) for name in LINES}
    print("ready", flush=True)
    for line in sys.stdin:
        name, count = line.split()
        print(json.dumps(_spent(postings[name], int(count))), flush=True)


def _stage() -> dict[str, int]:
    from peckham.infra.scope import open_scope, system_scope
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
    ledger.open_fund(
        code="HELD", name="Held", purpose="To be measured", holder_id=books,
        beneficial_owner="Others", is_restricted=True, by=by, at=AT,
    )  # fmt: skip
    grant = (
        ledger.Line("1200", GRANT_PENCE, fund="HELD"),
        ledger.Line("2200", -GRANT_PENCE, fund="HELD"),
    )
    with open_scope(system_scope("measurement", purpose="operations", at=AT)):
        ledger.post(ledger.Entry(books, "grant", "provider", DAY, "The grant", grant), by=by, at=AT)
    return {"books": books, "team": team, "account": account}


def posting(kept: dict[str, int], name: str = "plain") -> Callable[[], None]:
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
    (debit, debited), (credit, credited) = LINES[name]

    def post() -> None:
        lines = (
            ledger.Line(debit, PENCE, fund=debited),
            ledger.Line(credit, -PENCE, fund=credited),
        )
        key = f"{name} {os.getpid()} {next(keys)}"
        entry = ledger.Entry(kept["books"], key, "provider", DAY, "A posting", lines)
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
