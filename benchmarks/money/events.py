"""Nine million events loaded, priced and stated, beside DuckDB and a loop over objects."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.money.bench import Bench
from benchmarks.money.section import Section, Table, Target

EVENTS, EVENTS_SMALL, MONTHS = 9_000_000, 240_000, 12
SECONDS_MAX, BYTES_MAX = 300.0, 4 * 2**30
_EVERY_SECONDS = 0.5


@dataclass
class Memory:
    """The most that was used at once, in bytes, by our process and by PostgreSQL."""

    most: int = 0
    parts: dict[str, int] = field(default_factory=dict)


def measure(bench: Bench) -> Section:
    """Load a year month by month, then state each month; then let the peers group the files."""
    events = EVENTS_SMALL if bench.small else EVENTS
    files = bench.place / "activity"
    bench.run("events_files", str(files), str(events))
    kept = json.dumps(bench.run("events_ours", "stage", str(files), process="owner"))
    memory = Memory()
    with _watched(bench.place, memory):
        load = bench.run("events_ours", "load", kept, process="worker")
        state = bench.run("events_ours", "state", kept, process="worker")
    facts = {
        "events": events,
        "load": load,
        "state": state,
        "memory": {"most": memory.most, **memory.parts},
        "duckdb": bench.run("events_peer", str(files)),
        "objects": bench.run("events_ours", "objects", kept, process="owner"),
    }
    return _section(facts)


@contextmanager
def _watched(place: Path, memory: Memory) -> Iterator[None]:
    """Look every half second what our processes and PostgreSQL's use together."""
    over = threading.Event()

    def look() -> None:
        while not over.wait(_EVERY_SECONDS):
            used = _used(str(place))
            if sum(used.values()) > memory.most:
                memory.most, memory.parts = sum(used.values()), used

    watcher = threading.Thread(target=look, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        over.set()
        watcher.join()


def _used(place: str) -> dict[str, int]:
    """Add up what processes use, each shared page once among those that share it."""
    used = {"python": 0, "postgresql": 0}
    servers = _servers(place)
    for process in Path("/proc").iterdir():
        try:
            words = (process / "cmdline").read_bytes().decode(errors="replace")
            parent = (process / "stat").read_text().rsplit(")", 1)[1].split()[1]
            if "benchmarks.money.events_ours" in words:
                used["python"] += _bytes(process)
            elif process.name in servers or parent in servers:
                used["postgresql"] += _bytes(process)
        except (OSError, IndexError):
            continue
    return used


def _servers(place: str) -> set[str]:
    return {
        process.name
        for process in Path("/proc").iterdir()
        if process.name.isdigit()
        and place in _words(process)
        and "postgres" in _words(process).split("\0")[0]
    }


def _words(process: Path) -> str:
    try:
        return (process / "cmdline").read_bytes().decode(errors="replace")
    except OSError:
        return ""


def _bytes(process: Path) -> int:
    for line in (process / "smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0


def _section(facts: dict[str, Any]) -> Section:
    load, state = facts["load"], facts["state"]
    together = load["seconds"] + state["seconds"]
    most = facts["memory"]["most"]
    whole = facts["events"] == EVENTS
    words = (
        f"{facts['events']:,} invented events of {MONTHS} months, a CSV file each, of 20 providers,"
        f" {load['services']} services, 90 bands, 40 practices and 25 neighbourhoods, with weights"
        " of four decimals. **Load** reads each file, checks every cell, stages and merges it: one"
        " transaction for each month, under pseudonyms, with the law over the batch, all indexes,"
        " and every commit on disk. **State** prices and draws the statements of each month, by"
        " provider and service, and writes them. One worker process, as in use.",
        "Memory: the most that the worker and all PostgreSQL processes used at once, each shared"
        " page counted once.",
        "Beside it: **DuckDB** reads the same files and groups them with the same rounding, and"
        " does nothing else: no check of a cell, no pseudonym, no key against a repeated file, no"
        " history, nothing kept. **A loop over objects** reads"
        f" {facts['objects']['sample']:,} stored events by the ORM and adds up their prices one by"
        " one; its figure for all of them is extrapolated from that sample.",
    )
    targets = (
        Target(
            f"{EVENTS:,} events priced and stated in less than 5 minutes",
            f"{together:,.0f} s: {load['seconds']:,.0f} s to load, {state['seconds']:,.0f} s to"
            f" price and state {facts['events']:,}",
            whole and together < SECONDS_MAX,
        ),
        Target("less than 4 GB", f"{most / 2**30:.2f} GB at most", whole and most < BYTES_MAX),
    )
    return Section("Events, priced and stated", words, targets, (_table(facts, together),), facts)


def _table(facts: dict[str, Any], together: float) -> Table:
    load, state, peer, loop = (facts[n] for n in ("load", "state", "duckdb", "objects"))
    rows = (
        ("Peckham, load", load["seconds"], load["cpu_seconds"]),
        ("Peckham, price and state", state["seconds"], state["cpu_seconds"]),
        ("Peckham, together", together, load["cpu_seconds"] + state["cpu_seconds"]),
        ("DuckDB, read and group", peer["seconds"], peer["cpu_seconds"]),
        ("loop over objects, extrapolated", loop["seconds_for_all"], loop["cpu_seconds_for_all"]),
    )
    return Table(
        ("what", "seconds", "processor seconds (Python's part)"),
        [[name, f"{seconds:,.1f}", f"{cpu:,.1f}"] for name, seconds, cpu in rows],
    )


def clock() -> tuple[float, float]:
    """Read wall and processor time, in seconds."""
    return time.perf_counter(), time.process_time()
