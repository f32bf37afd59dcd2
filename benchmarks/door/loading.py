"""Loading: an invented place by the demonstration's own loader, and earlier years of requests."""

import resource
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import django

from benchmarks.door import sample
from benchmarks.door.stage import Plan, Stage

PASSWORD = "for measuring"
CHECK_AT_ONCE = 1_000_000
FOREIGN_KEYS = "SELECT count(*) FROM pg_constraint WHERE contype = 'f'"


class Steps:
    """Seconds of each step, said as they pass."""

    def __init__(self, earlier: dict[str, float]) -> None:
        self.seconds = dict(earlier)
        self._said = 0.0

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        started = time.perf_counter()
        yield
        self.seconds[name] = round(time.perf_counter() - started, 1)
        print(f"    {name}: {self.seconds[name]:.1f} s", file=sys.stderr, flush=True)

    def said(self, words: str) -> None:
        """Say how far a step is, every ten seconds."""
        if time.monotonic() - self._said > 10:
            self._said = time.monotonic()
            print(f"    ... {words}", file=sys.stderr, flush=True)


def main() -> None:
    """Load everything, check the laws over all of it, and draw whom to search for.

    What is loaded already stays: a second run with more requests adds the earlier years alone.
    """
    django.setup()
    stage = Stage.here()
    plan = stage.plan
    earlier = stage.read("load") if stage.has("load") else {}
    steps = Steps(earlier.get("seconds", {}))
    if not earlier:
        _load_last_year(plan, steps)
        with steps.step("staff accounts"):
            stage.write("accounts", {"accounts": _accounts(plan.users)})
    if plan.requests > plan.requests_invented:
        _load_earlier_years(stage, plan, steps)
    with steps.step("vacuum and statistics"):
        _run("VACUUM (ANALYZE)")
    with steps.step("checking the laws over all rows"):
        laws = _check_laws()
    from django.db import connection

    with connection.cursor() as cursor:
        drawn = sample.draw(cursor, plan.residents_sampled, plan.seed)
        sample.write(stage.directory / "sample.json", drawn)
        facts = _facts(cursor)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    peak = max(peak, earlier.get("loader_memory_bytes", 0))
    stage.write("load", {**facts, "seconds": steps.seconds, "laws": laws,
        "loader_memory_bytes": peak})  # fmt: skip


def _load_last_year(plan: Plan, steps: Steps) -> None:
    """Load the place, its people and a year of requests, as the demonstration does."""
    from benchmarks.door.indexes import set_aside
    from peckham.infra import clock, database
    from peckham.infra.models import Deployment
    from peckham.interfaces.cli import synthetic_load

    database.migrate()
    Deployment.objects.update(is_demonstration=True)
    with _all_keys_kept(), set_aside():
        with steps.step("the place, its people and the last year's requests"):
            synthetic_load.load(
                people=plan.people, at=clock.now(), said=steps.said, seed=plan.seed,
                requests=min(plan.requests, plan.requests_invented),
            )  # fmt: skip


def _load_earlier_years(stage: Stage, plan: Plan, steps: Steps) -> None:
    """Copy requests back; a batch at a time is committed, and keys are checked at the end.

    A file `enough` in the stage stops it after the batch that runs, for a machine short of time.
    """
    from benchmarks.door.earlier_years import copy_back
    from benchmarks.door.indexes import set_aside
    from peckham.interfaces.cli.synthetic_load.laws import foreign_keys_checked_at_the_end

    wanted = plan.requests - _value("SELECT count(*) FROM care_request")
    with _all_keys_kept(), set_aside(), steps.step("requests of earlier years"):
        with foreign_keys_checked_at_the_end():
            copy_back(wanted, steps.said, (stage.directory / "enough").exists)


@contextmanager
def _all_keys_kept() -> Iterator[None]:
    _run("SET maintenance_work_mem = '1GB'")
    _run("SET work_mem = '128MB'")
    before = _value(FOREIGN_KEYS)
    yield
    if _value(FOREIGN_KEYS) != before:
        raise RuntimeError("A foreign key was lost on the way.")


def _accounts(count: int) -> list[dict[str, Any]]:
    """Make navigators at the receptions of the hubs, one hub after another."""
    from peckham.infra import clock
    from peckham.kernel import Actor
    from peckham.kernel.london import day_of
    from peckham.organisations import api as organisations
    from peckham.organisations.models import Account
    from peckham.places import api as places

    at, by = clock.now(), Actor.system("bench")
    hubs = places.hubs(day_of(at))
    made = []
    for number in range(count):
        hub = hubs[number % len(hubs)]
        account_id = organisations.create_account(
            username=f"bench{number}", name=f"Bench {number}", password=PASSWORD, by=by, at=at
        )
        organisations.add_member(
            account_id=account_id, team_id=hub.reception_team_id, role="navigator", by=by, at=at
        )
        team = organisations.team(hub.reception_team_id)
        made.append({
            "id": account_id, "username": f"bench{number}", "password": PASSWORD,
            "public_id": str(Account.objects.get(pk=account_id).public_id),
            "team_id": team.id, "organisation_id": team.organisation_id,
        })  # fmt: skip
    return made


def _check_laws() -> list[str]:
    """Ask the books' own set-wise checks, and count the foreign keys that are not validated."""
    _run("SELECT peckham.check_everybody()")
    low, high = (
        _value("SELECT min(id) FROM care_request"),
        _value("SELECT max(id) FROM care_request"),
    )
    for first in range(low, high + 1, CHECK_AT_ONCE):
        last = first + CHECK_AT_ONCE - 1
        broken = _value(f"SELECT count(*) FROM peckham.broken_requests({first}, {last})")
        if broken:
            raise RuntimeError(f"{broken} requests break the Needs law.")
    unchecked = _value(
        "SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND NOT convalidated"
    )
    disabled = _value("SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'D'")
    if unchecked or disabled:
        raise RuntimeError(f"{unchecked} keys not checked, {disabled} triggers off.")
    return ["the People law holds", "the Needs law holds", "every foreign key is checked",
        "no trigger is off"]  # fmt: skip


def _facts(cursor: Any) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    for name, table in (("people", "people_person"), ("requests", "care_request"),
                        ("events", "care_requestevent"), ("offers", "care_offer"),
                        ("relationships", "sharing_relationship")):  # fmt: skip
        cursor.execute(f"SELECT count(*) FROM {table}")
        facts[name] = cursor.fetchone()[0]
    cursor.execute("SELECT count(*) FROM care_request WHERE due_at IS NOT NULL")
    facts["open_requests"] = cursor.fetchone()[0]
    cursor.execute("SELECT pg_database_size(current_database()), current_setting('server_version')")
    facts["database_bytes"], facts["postgresql"] = cursor.fetchone()
    cursor.execute(
        "SELECT relname, pg_total_relation_size(oid) FROM pg_class WHERE relkind = 'r'"
        " AND relnamespace = 'public'::regnamespace ORDER BY 2 DESC LIMIT 12"
    )
    facts["table_bytes"] = dict(cursor.fetchall())
    return facts


def _run(statement: str) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(statement)


def _value(question: str) -> Any:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]


if __name__ == "__main__":
    main()
