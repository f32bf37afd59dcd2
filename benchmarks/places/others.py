"""The other tools, each run in a process of its own, in an environment of their own."""

import json
import os
import subprocess
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.environments import from_lock
from benchmarks.places.questions import (
    QUICK_REGIONS,
    RECOM_EVEN_TOLERANCE,
    RECOM_TOLERANCE,
    REGIONS,
    Question,
)
from peckham.kernel import Refused

HERE = Path(__file__).parent
LOCK = HERE / "peers.lock"


class PeerFailed(Refused):
    """Another tool, or setting it up, ended with an error, which stands above."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one tool did: its plan's score, the seconds it took, and whatever else it said."""

    tool: str
    score: dict[str, Any]
    seconds: float
    facts: dict[str, Any]


def environment(place: Path) -> Path:
    """Set up the other tools once, from their lock; give their interpreter."""
    return from_lock(LOCK, place)


def asked_of_all(
    python: Path, data: Path, place: Path, question: Question, *, seconds: float, is_quick: bool
) -> list[Run]:
    """Ask gerrychain for an aligned and for an even plan, and spopt for its own kinds."""
    asked = {"aim": "aligned", "tolerance": RECOM_TOLERANCE, "seconds": seconds}
    even = {"aim": "even", "tolerance": RECOM_EVEN_TOLERANCE, "seconds": seconds / 2}
    runs = [
        _run(
            python, data, place, question, "recom", asked | {"seconds": seconds}, "ReCom, aligned"
        ),
        _run(python, data, place, question, "recom", even, "ReCom, even"),
    ]
    for method in QUICK_REGIONS if is_quick else REGIONS:
        said = {"method": method}
        runs.append(_run(python, data, place, question, "regions", said, f"spopt {method}"))
    return runs


def score(
    python: Path, data: Path, area: str, plan: Path, minimum: int, maximum: int
) -> dict[str, Any]:
    """Score a plan by the fixed scorer that lies beside the data, ours and theirs alike."""
    code = (
        "import sys,json; sys.path.insert(0,sys.argv[1]); import evaluate,pandas as pd;"
        "d,G,W,P=evaluate.load(sys.argv[2]);"
        "a=pd.read_csv(sys.argv[3],header=0,index_col=0).iloc[:,0].to_dict();"
        "print(json.dumps(evaluate.score(a,G,W,int(sys.argv[4]),int(sys.argv[5]))))"
    )
    arguments = [str(data), area, str(plan), str(minimum), str(maximum)]
    said = _do([str(python), "-c", code, *arguments])
    found: dict[str, Any] = json.loads(said)
    return found


def _run(
    python: Path,
    data: Path,
    place: Path,
    question: Question,
    script: str,
    asked: dict[str, Any],
    tool: str,
) -> Run:
    folder = place / tool.replace(" ", "-").replace(",", "")
    folder.mkdir(parents=True, exist_ok=True)
    words = asdict(question) | files(data, question.area) | {"seed": 1, "out": str(folder)} | asked
    (folder / "question.json").write_text(json.dumps(words))
    begun = time.monotonic()
    _do([str(python), str(HERE / "peers" / f"{script}.py"), str(folder / "question.json")])
    seconds = time.monotonic() - begun
    facts = json.loads((folder / "facts.json").read_text())
    plan = folder / "plan.csv"
    found = score(python, data, question.area, plan, question.minimum, question.maximum)
    return Run(tool, found, round(facts.get("seconds", seconds), 1), facts)


def files(data: Path, area: str) -> dict[str, str]:
    """Give the three files of an instance."""
    return {
        "graph": str(data / f"{area}_graph.json"),
        "registered": str(data / f"{area}_lsoa_pcn_registered.csv.gz"),
        "pcns": str(data / f"{area}_pcns.csv"),
    }


def _do(command: list[str]) -> str:
    alone = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False, env=alone)
    if done.returncode != 0:
        raise PeerFailed(f"{' '.join(command[:4])} ended with code {done.returncode}.")
    return done.stdout
