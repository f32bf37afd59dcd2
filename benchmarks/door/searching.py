"""The person search in process, as the web's login under row policies: recall and speed."""

import os
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import django

from benchmarks.crowd import Act, Pause, let_act
from benchmarks.door import sample
from benchmarks.door.sample import Question
from benchmarks.door.stage import Stage
from benchmarks.processor_time import processor_seconds
from benchmarks.timings import timings

FIRST = 10
Find = Callable[[str], list[int]]


def main() -> None:
    """Search for every drawn resident in every way, then let the users search at once."""
    django.setup()
    stage = Stage.here()
    plan = stage.plan
    asked = list(sample.questions(sample.read(stage.directory / "sample.json"), plan.seed))
    account = stage.read("accounts")["accounts"][0]["id"]
    find, commit_seconds = searcher(account)
    for question in asked[:20]:  # a first search compiles and caches; people search all day
        find(question.text)
    before = _processor()
    recall, alone = _recall(asked, find)
    cost = {part: (now - before[part]) * 1e6 / len(asked) for part, now in _processor().items()}
    found = {"recall": recall, "alone": alone, "processor_us": cost}
    crowd = _together(asked, account, plan.users, plan.seconds, plan.think_seconds)
    stage.write("search", {**found, "together": crowd, "transaction": _json(commit_seconds)})


def _processor() -> dict[str, float]:
    """Read the processor time of this process, and of its one backend."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend = cursor.fetchone()[0]
    return {"python": processor_seconds(os.getpid()), "postgresql": processor_seconds(backend)}


def searcher(account_id: int) -> tuple[Find, list[float]]:
    """Give a search that acts for an account, and the list of its whole transactions' seconds."""
    from peckham.infra import clock
    from peckham.infra.scope import open_scope
    from peckham.organisations import api as organisations
    from peckham.people import api as people

    scope = organisations.scopes.staff_scope(
        account_id=account_id, membership_public_id=None, at=clock.now()
    )
    whole: list[float] = []

    def find(text: str) -> list[int]:
        started = time.perf_counter()
        with open_scope(replace(scope, at=clock.now())):
            before = time.perf_counter()
            found = people.search(text, limit=FIRST)
            find.seconds = time.perf_counter() - before  # type: ignore[attr-defined]
        whole.append(time.perf_counter() - started)
        return [person.id for person in found[:FIRST]]

    return find, whole


def _recall(asked: list[Question], find: Find) -> tuple[dict[str, Any], dict[str, Any]]:
    hits: dict[str, list[bool]] = defaultdict(list)
    taken: dict[str, list[float]] = defaultdict(list)
    for number, question in enumerate(asked):
        hits[question.kind].append(question.person_id in find(question.text))
        taken[question.kind].append(find.seconds)  # type: ignore[attr-defined]
        if sys.stderr.isatty() and number % 100 == 0:
            print(f"\r    {number:,} of {len(asked):,} searches", end="", file=sys.stderr)
    print(f"\r    {len(asked):,} searches{' ' * 20}", file=sys.stderr)
    found = {kind: {"asked": len(h), "found": sum(h)} for kind, h in sorted(hits.items())}
    everything = [seconds for kind in taken.values() for seconds in kind]
    return found, {"all": _json(everything), **{k: _json(v) for k, v in sorted(taken.items())}}


def _together(
    asked: list[Question], account: int, users: int, seconds: float, think_seconds: float
) -> dict[str, Any]:
    """Let all users search at once, each pausing as people do."""
    acts = [_act(asked[number::users], account) for number in range(users)]
    crowd = let_act(acts, seconds=min(seconds, 30), think_seconds=think_seconds)
    if crowd.failures:
        raise RuntimeError(crowd.failures[0])
    return {"users": users, "search": _json(crowd.seconds.get("search", []))}


def _act(asked: list[Question], account: int) -> Act:
    from django.db import connection

    find, _ = searcher(account)
    turn = iter(range(10**9))

    def act(pause: Pause) -> dict[str, float]:
        find(asked[next(turn) % len(asked)].text)
        connection.close()  # back to the pool, as at the end of a web request
        return {"search": find.seconds}  # type: ignore[attr-defined]

    return act


def _json(seconds: list[float]) -> dict[str, object] | None:
    found = timings(seconds)
    return found.as_json() if found else None


if __name__ == "__main__":
    main()
