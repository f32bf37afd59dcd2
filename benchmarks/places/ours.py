"""Our command, run as anybody runs it: a process for each design, then one for its certificate."""

import json
import os
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.places.others import files, score
from benchmarks.places.questions import Question
from peckham.kernel import Refused
from peckham.places.domain.design.proof.bounds import upper_bound
from peckham.places.offline import designs

KIBIBYTE = 1024


class DesignFailed(Refused):
    """The command ended with an error, which stands above."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the command gave.

    Args:
        question: What was asked.
        score: By the fixed scorer, on every base asked for.
        outside: Neighbourhoods outside the bounds, over all bases.
        seconds: Of the whole command by the clock, reading and writing included.
        bound: Registrations that no plan can exceed, as per cent of all, or None.
        gap: Per cent that a better plan could add, or None.
        loose: The bound with contiguity set aside, per cent of all, and the seconds it took.
        verified: What the independent check said, in its own words.
        verify_seconds: Of that check.
    """

    question: Question
    score: dict[str, Any]
    outside: int
    seconds: float
    bound: float | None
    gap: float | None
    loose: tuple[float, float]
    verified: str
    verify_seconds: float


# Of a question's seconds, what starting, reading, asking after other plans and writing take.
AROUND_SECONDS = 5


def design(python: Path, data: Path, place: Path, question: Question, *, quick: bool) -> Answer:
    """Design, check the certificate anew, and score the plan."""
    place.mkdir(parents=True, exist_ok=True)
    plan, report = place / f"{question.name}.csv", place / f"{question.name}.json"
    given = [f"--{name}={path}" for name, path in files(data, question.area).items()]
    seconds = min(question.seconds, 10) if quick else question.seconds - AROUND_SECONDS
    taken, _ = command(
        "design",
        *given,
        f"--count={question.count}",
        f"--min={question.minimum}",
        f"--max={question.maximum}",
        *(f"--basis={base}" for base in question.bases),
        f"--seconds={seconds}",
        "--seed=1",
        *question.options,
        f"--out={plan}",
        f"--json={report}",
    )
    verify_seconds, said = command("verify", str(report), *given, f"--plan={plan}")
    proof = json.loads(report.read_text()).get("certificate") or {}
    whole = proof.get("of") or 0
    return Answer(
        question=question,
        score=score(python, data, question.area, plan, question.minimum, question.maximum),
        outside=outside_of(data, question, plan),
        seconds=taken,
        bound=100 * proof["bound"] / whole if whole else None,
        gap=proof.get("gap_percent"),
        loose=loose_bound(data, question),
        verified=said.strip().splitlines()[0] if said.strip() else "",
        verify_seconds=verify_seconds,
    )


def loose_bound(data: Path, question: Question) -> tuple[float, float]:
    """Bound what any plan aligns before one is looked for: groupings and programmes alone."""
    paths = {name: Path(path) for name, path in files(data, question.area).items()}
    limits = designs.Limits(question.minimum, question.maximum, question.count)
    problem = designs.problem_from(
        designs.Asked(
            graph=paths["graph"],
            registered=paths["registered"],
            networks=paths["pcns"],
            bases=question.bases,
            limits=limits,
        )
    )
    begun = time.monotonic()
    return 100 * upper_bound(problem).share, round(time.monotonic() - begun, 1)


def outside_of(data: Path, question: Question, plan: Path) -> int:
    """Count neighbourhoods outside the bounds on any base asked for."""
    graph = json.loads(Path(files(data, question.area)["graph"]).read_text())
    labels = dict(line.split(",") for line in plan.read_text().split()[1:])
    found = 0
    for base in question.bases:
        people: dict[str, int] = {}
        for node in graph["nodes"]:
            home = labels[node["id"]]
            people[home] = people.get(home, 0) + node[base]
        found += sum(not question.minimum <= n <= question.maximum for n in people.values())
    return found


def england(data: Path, place: Path, *, quick: bool) -> dict[str, Any]:
    """Design every authority of England, and say what it took."""
    plan, report = place / "england.csv", place / "england.json"
    begun = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    taken, _ = command(
        "design",
        f"--graph={data / 'england_graph.json.gz'}",
        "--count=min",
        "--min=50000",
        "--max=100000",
        "--join-pieces",
        "--keep-small",
        f"--seconds={30 if quick else 280}",
        "--seed=1",
        f"--out={plan}",
        f"--json={report}",
    )
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    found = json.loads(report.read_text())
    return {
        "seconds": taken,
        "gib": max(begun, peak) / KIBIBYTE**2,
        "authorities": len(found["counts"]),
        "small": sum(counts["is_small"] for counts in found["counts"]),
        "neighbourhoods": found["measures"]["count"],
        "in_pieces": found["measures"]["in_pieces"],
        "outside": found["measures"]["bases"][0]["outside"],
        "bridges": len(found["bridges"]),
    }


def command(verb: str, *arguments: str) -> tuple[float, str]:
    """Run `./peckham places VERB` and give its seconds and what it printed."""
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-P", "-m", "peckham.interfaces.cli", "places", verb, *arguments],
        stdout=subprocess.PIPE,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
    )
    if done.returncode != 0:
        raise DesignFailed(f"places {verb} ended with code {done.returncode}.")
    return round(time.monotonic() - begun, 1), done.stdout
