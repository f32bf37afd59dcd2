"""One posting: its processor time beside django-hordak's, and how many a second reach the disk."""

import json
import os
import re
import statistics
import subprocess
from pathlib import Path
from typing import Any

import psycopg

from benchmarks.environments import from_lock
from benchmarks.money.bench import Ask, Bench, MeasurementFailed, answering
from benchmarks.money.section import Section, Table, Target
from peckham.infra.postgres import program_directory

type Costs = dict[str, list[dict[str, float]]]

LOCK = Path(__file__).parent / "peers.lock"
PEER = Path(__file__).parent / "peers" / "hordak_posting.py"
TIMES = 3.0
PROCESSES = ("python", "postgresql")
WRITERS = 8


def measure(bench: Bench) -> Section:
    """Post beside django-hordak in turns, then with many writers beside pgbench."""
    kept = json.dumps(bench.run("ours", "stage", process="owner"))
    python = from_lock(LOCK, bench.keep / "peers")
    turns, each = (3, 50) if bench.small else (15, 200)
    with (
        bench.answering("ours", kept) as ours,
        answering([str(python), str(PEER), _empty(bench, "hordak")], _bare()) as theirs,
    ):
        costs = {
            kind: _in_turns(kind, {"ours": ours, "django-hordak": theirs}, turns, each)
            for kind in ("limited", "plain")
        }
    seconds = 3 if bench.small else 30
    rates = {
        "ours": bench.run("many_writers", kept, str(WRITERS), str(seconds))["per_second"],
        "pgbench": _pgbench(bench, seconds),
    }
    return _section(costs, rates, turns=turns, each=each)


def _in_turns(kind: str, asks: dict[str, Ask], turns: int, each: int) -> Costs:
    """Let each post in turn, so that whatever else wants the processors meets both alike."""
    for ask in asks.values():
        ask(f"{kind} {each}")
    found: Costs = {name: [] for name in asks}
    for _ in range(turns):
        for name, ask in asks.items():
            found[name].append(ask(f"{kind} {each}"))
    return found


def _empty(bench: Bench, name: str) -> str:
    with psycopg.connect(bench.cluster.url("postgres"), autocommit=True) as session:
        session.execute(f"CREATE DATABASE {name}")
    return bench.cluster.url(name)


def _bare() -> dict[str, str]:
    """Give the environment without what points at Peckham's own modules and settings."""
    ours = ("PYTHONPATH", "DJANGO_SETTINGS_MODULE")
    return {name: value for name, value in os.environ.items() if name not in ours}


def _pgbench(bench: Bench, seconds: int) -> float:
    """Measure pgbench's simple update: what a transaction with nothing to say costs here."""
    program, url = str(program_directory() / "pgbench"), _empty(bench, "pgbench")
    subprocess.run([program, "-i", "-q", "-s", "10", url], check=True, capture_output=True)
    wanted = ["-N", "-n", "-c", str(WRITERS), "-j", "2", "-T", str(seconds), url]
    said = subprocess.run([program, *wanted], check=True, capture_output=True, text=True).stdout
    found = re.search(r"tps = ([\d.]+)", said)
    if found is None:
        raise MeasurementFailed("pgbench said nothing of its transactions per second.")
    return float(found[1])


def _section(costs: dict[str, Costs], rates: dict[str, float], *, turns: int, each: int) -> Section:
    times = {kind: _times(found) for kind, found in costs.items()}
    said = (
        f"Two postings with a day and words, in a transaction of its own: {each} in each of {turns}"
        " turns, ours and django-hordak's one after the other. **Limited** is the posting that this"
        " book is for, money of a restricted fund: neither may overdraw. Ours opens its scope, asks"
        " whether the officer may post, keeps the key against a repeated request, the closed"
        " period, the ring-fence and the limit, and writes the trail; django-hordak 2.0 keeps the"
        " balance of the legs, and the limit is asked beside it (`get_balance` under a lock, which"
        " adds up the account's legs: what was posted before makes it dearer, ours not; here up to"
        f" {each * (turns + 1):,} legs). **Plain** is a posting without any limit, `transfer_to`"
        " alone, while ours still asks all the rest. Processor time is that of the Python process"
        " and of its one PostgreSQL backend; medians of the turns. Books and amounts are invented.",
        f"Sustained: {WRITERS} writers at once, each commit on disk (fsync) before the next begins,"
        " beside pgbench's simple update (`pgbench -N`) with as many clients on the same server.",
    )
    targets = tuple(
        Target(
            f"processor time of one posting, {words}: {TIMES:g} times less than django-hordak",
            f"{times[kind]:.2f} times less",
            times[kind] >= TIMES,
        )
        for kind, words in (("limited", "which may not overdraw"), ("plain", "without a limit"))
    )
    facts = {"costs": costs, "times": times, "rates": rates}
    return Section("One posting", said, targets, (_costs(costs), _rates(rates)), facts)


def _times(found: Costs) -> float:
    """Say how many times ours fits into theirs: the median over the turns."""
    ours, theirs = found["ours"], found["django-hordak"]
    return statistics.median(
        sum(theirs[turn].values()) / sum(ours[turn].values()) for turn in range(len(ours))
    )


def _costs(costs: dict[str, Costs]) -> Table:
    rows = [
        [f"{kind}, {name}", *(f"{_middle(turns, part):,.0f}" for part in PROCESSES),
         f"{statistics.median(sum(turn.values()) for turn in turns):,.0f}"]
        for kind, found in costs.items()
        for name, turns in found.items()
    ]  # fmt: skip
    return Table(("posting", "Python us", "PostgreSQL us", "together us"), rows)


def _middle(turns: list[dict[str, float]], part: str) -> float:
    return statistics.median(turn[part] for turn in turns)


def _rates(rates: dict[str, Any]) -> Table:
    share = f"{rates['ours'] / rates['pgbench']:.0%}"
    return Table(
        ("sustained", "a second", "of pgbench's"),
        [
            ["postings", f"{rates['ours']:,.0f}", share],
            ["pgbench, simple update", f"{rates['pgbench']:,.0f}", ""],
        ],
    )
