"""The whole measurement: our designs and their certificates, the other tools, England, cost."""

import argparse
import os
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.machine import load_average, this_machine
from benchmarks.places import others, ours, report, scale
from benchmarks.places.questions import QUESTIONS
from peckham.interfaces.cli.progress import Progress
from peckham.kernel import Refused

QUICK_PEER_SECONDS = 15


class NoInstance(Refused):
    """The files of the instance are not there."""


def run(options: argparse.Namespace) -> int:
    """Measure, write the results, and print the page."""
    data = options.data or options.checkout.parent / "shared" / "data" / "places"
    if not (data / "evaluate.py").exists():
        raise NoInstance(
            f"{data} does not hold the instances and their scorer.", remedy="Give --data."
        )
    place = options.home / "bench-places"
    place.mkdir(parents=True, exist_ok=True)
    facts = _measure(options, data, place, Progress())
    written = report.write(
        options.results or options.checkout / "benchmarks" / "results",
        facts,
        machine=this_machine(options.checkout),
        on=date.today(),  # noqa: DTZ011  (the file's name, on the reader's calendar)
        small=options.small,
    )
    print(written.read_text())
    return 0


def _measure(
    options: argparse.Namespace, data: Path, place: Path, progress: Progress
) -> dict[str, Any]:
    quick, loads = options.small, {}
    with progress.step("Setting up the other tools"):
        python = others.environment(place / "peers")
    answers = []
    for question in QUESTIONS:
        with progress.step(f"Designing {question.name}"):
            answers.append(asdict(ours.design(python, data, place, question, quick=quick)))
        loads[question.name] = load_average()
    with progress.step("Running the other tools"):
        seconds = QUICK_PEER_SECONDS if quick else options.peer_seconds
        found = others.asked_of_all(
            python, data, place, QUESTIONS[0], seconds=seconds, is_quick=quick
        )
    loads["other tools"] = load_average()
    with progress.step("Designing England"):
        england = ours.england(data, place, quick=quick)
    loads["England"] = load_average()
    with progress.step("Measuring cost against size"):
        costs = scale.costs(data, place, quick=quick)
    loads["cost"] = load_average()
    return {
        "answers": answers,
        "others": [asdict(other) for other in found],
        "england": england,
        "costs": [asdict(cost) for cost in costs],
        "load_average": loads,
        "cores": os.cpu_count(),
        "peer_seconds": seconds,
    }
