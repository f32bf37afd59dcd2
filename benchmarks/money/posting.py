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

LOCK = Path(__file__).parent / "peers.lock"
PEER = Path(__file__).parent / "peers" / "hordak_posting.py"
TIMES = 3.0
WRITERS = 8


def measure(bench: Bench) -> Section:
    """Post beside django-hordak in turns, then with many writers beside pgbench."""
    kept = json.dumps(bench.run("ours", "stage", process="owner"))
    python = from_lock(LOCK, bench.keep / "peers")
    turns, each = (3, 100) if bench.small else (15, 400)
    with (
        bench.answering("ours", kept) as ours,
        answering([str(python), str(PEER), _empty(bench, "hordak")], _bare()) as theirs,
    ):
        costs = _in_turns({"ours": ours, "hordak": theirs}, turns, each)
    seconds = 3 if bench.small else 30
    rates = {
        "ours": bench.run("many_writers", kept, str(WRITERS), str(seconds))["per_second"],
        "pgbench": _pgbench(bench, seconds),
    }
    return _section(costs, rates, turns=turns, each=each)


def _in_turns(asks: dict[str, Ask], turns: int, each: int) -> dict[str, list[dict[str, float]]]:
    """Let each post in turn, so that whatever else wants the processors meets both alike."""
    for ask in asks.values():
        ask(str(each))
    return {name: list(found) for name, found in zip(
        asks, zip(*[[ask(str(each)) for ask in asks.values()] for _ in range(turns)], strict=True),
        strict=True,
    )}  # fmt: skip


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


def _section(
    costs: dict[str, list[dict[str, float]]], rates: dict[str, float], *, turns: int, each: int
) -> Section:
    whole = {name: _middle(found) for name, found in costs.items()}
    times = statistics.median(
        sum(theirs.values()) / sum(ours.values())
        for ours, theirs in zip(costs["ours"], costs["hordak"], strict=True)
    )
    words = (
        f"The same receipt, two postings with a day and words, {each} times in each of {turns}"
        " turns, each in a transaction of its own. Ours opens its scope, asks whether the officer"
        " may post, keeps the key against a repeated request, the closed period, the ring-fence"
        " and the fund's limit, and writes the trail; django-hordak 2.0 (`transfer_to`) keeps the"
        " balance of the legs. Processor time is that of the Python process and of its one"
        " PostgreSQL backend; medians of the turns. Books and amounts are invented.",
        f"Sustained: {WRITERS} writers at once, each commit on disk (fsync) before the next begins,"
        " beside pgbench's simple update (`pgbench -N`) with as many clients on the same server.",
    )
    return Section(
        "One posting",
        words,
        (
            Target(
                f"processor time of one posting: at least {TIMES:g} times less than django-hordak",
                f"{times:.2f} times less ({whole['ours']['whole']:,.0f} us against"
                f" {whole['hordak']['whole']:,.0f} us)",
                times >= TIMES,
            ),
        ),
        (_costs(whole), _rates(rates)),
        {"costs": costs, "times": times, "rates": rates},
    )


def _middle(found: list[dict[str, float]]) -> dict[str, float]:
    parts = {part: statistics.median(one[part] for one in found) for part in found[0]}
    return parts | {"whole": statistics.median(sum(one.values()) for one in found)}


def _costs(whole: dict[str, dict[str, float]]) -> Table:
    parts = ("python", "postgresql", "whole")
    return Table(
        ("posting", "Python us", "PostgreSQL us", "together us"),
        [[name, *(f"{whole[name][part]:,.0f}" for part in parts)] for name in whole],
    )


def _rates(rates: dict[str, Any]) -> Table:
    share = f"{rates['ours'] / rates['pgbench']:.0%}"
    return Table(
        ("sustained", "a second", "of pgbench's"),
        [
            ["postings", f"{rates['ours']:,.0f}", share],
            ["pgbench, simple update", f"{rates['pgbench']:,.0f}", ""],
        ],
    )
