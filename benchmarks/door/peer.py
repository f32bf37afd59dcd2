"""The peer: a plain trigram index on full names, the same rows, with and without row policies."""

import os
import sys
import time
from typing import Any

import psycopg

from benchmarks.door import sample
from benchmarks.door.sample import Question
from benchmarks.door.stage import Stage
from benchmarks.processor_time import processor_seconds
from benchmarks.timings import timings

NAME = "(given_name || ' ' || family_name)"
MAKE = f"CREATE INDEX bench_trigrams ON people_person USING gin ({NAME} gin_trgm_ops)"
DROP = "DROP INDEX IF EXISTS bench_trigrams"
# The birth date breaks ties between people of one name, as somebody at the door would use it.
ASK = f"""
    SELECT id FROM people_person WHERE {NAME} %% %(name)s
    ORDER BY similarity({NAME}, %(name)s) DESC, (birth_date = %(birth_date)s) DESC, id LIMIT 10
"""
OPEN = (
    "SELECT peckham.open_scope(%s, 'staff', %s, 'navigator', %s, %s, %s::bigint[], 'navigation',"
    " now(), '', NULL)"
)
POLICY_TIMEOUT_SECONDS = 60
POLICY_QUESTIONS = 3


def main() -> None:
    """Build the index, ask with and without policies, drop the index."""
    stage = Stage.here()
    plan = stage.plan
    asked = [
        question
        for question in sample.questions(sample.read(stage.directory / "sample.json"), plan.seed)
        if question.kind.endswith(", birth date") and not question.kind.startswith("names")
    ][: plan.peer_questions]
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as owner:
        owner.execute("SET ROLE peckham_owner")
        owner.execute("SET maintenance_work_mem = '1GB'")
        owner.execute(DROP)
        started = time.perf_counter()
        owner.execute(MAKE)
        built = time.perf_counter() - started
        owner.execute("ANALYZE people_person")
        size = owner.execute("SELECT pg_relation_size('bench_trigrams')").fetchone()
        print(f"    the peer's index took {built:.0f} s", file=sys.stderr)
        try:
            without = _ask(owner, asked)
            policed = _ask_under_policy(stage, asked[:POLICY_QUESTIONS])
        finally:
            owner.execute(DROP)
    stage.write("peer", {"index_seconds": round(built, 1), "index_bytes": size[0] if size else None,
        "without_policy": without, "under_policy": policed})  # fmt: skip


def _ask(connection: psycopg.Connection, asked: list[Question]) -> dict[str, Any]:
    seconds, hits = [], 0
    before = processor_seconds(connection.info.backend_pid)
    for question in asked:
        values = {"name": question.name, "birth_date": question.birth_date}
        started = time.perf_counter()
        found = connection.execute(ASK, values).fetchall()
        seconds.append(time.perf_counter() - started)
        hits += (question.person_id,) in found
    found_in = timings(seconds)
    cost = processor_seconds(connection.info.backend_pid) - before
    return {
        "asked": len(asked),
        "found": hits,
        "postgresql_us": cost * 1e6 / len(asked),
        "timings": found_in and found_in.as_json(),
    }


def _ask_under_policy(stage: Stage, asked: list[Question]) -> dict[str, Any]:
    """Ask as the web's login: only those whose record the account may open can come back."""
    staff = stage.read("accounts")["accounts"][0]
    seconds: list[float] = []
    given_up = 0
    with psycopg.connect(os.environ["DATABASE_URL"]) as app:
        before = processor_seconds(app.info.backend_pid)
        for question in asked:
            values = {"name": question.name, "birth_date": question.birth_date}
            with app.transaction():
                app.execute(f"SET LOCAL statement_timeout = '{POLICY_TIMEOUT_SECONDS}s'")
                app.execute(OPEN, [staff["public_id"], staff["id"], staff["organisation_id"],
                    staff["team_id"], [staff["team_id"]]])  # fmt: skip
                started = time.perf_counter()
                try:
                    with app.transaction():
                        app.execute(ASK, values).fetchall()
                except psycopg.errors.QueryCanceled:
                    given_up += 1
                seconds.append(time.perf_counter() - started)
        cost = processor_seconds(app.info.backend_pid) - before
    found_in = timings(seconds)
    return {
        "asked": len(asked),
        "given_up": given_up,
        "given_up_after_s": POLICY_TIMEOUT_SECONDS,
        "postgresql_us": cost * 1e6 / len(asked),
        "timings": found_in and found_in.as_json(),
    }


if __name__ == "__main__":
    main()
