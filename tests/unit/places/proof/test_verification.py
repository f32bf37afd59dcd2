"""Each way in which a certificate can be wrong has its name; and no solver is asked."""

import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from tests.unit.places.proof.line import COUNTS, street, two_streets

from peckham.places.domain.design.problem import Problem
from peckham.places.domain.design.proof import doubts
from peckham.places.domain.design.proof.certificate import certificate_of
from peckham.places.domain.design.proof.exact import prove
from peckham.places.domain.design.proof.verification import verify

Change = Callable[[dict[str, Any]], object]


def certified(problem: Problem) -> tuple[dict[str, Any], Any]:
    proof = prove(problem)
    made = certificate_of(problem, proof.labels, proof.searches, seed=1, made_by="a test")
    return json.loads(json.dumps(made)), proof.labels


def separate_rows(made: dict[str, Any]) -> list[Any]:
    return [row for region in made["regions"] for row in region["rows"] if row[0] == "separate"]


CHANGES: list[tuple[type[Exception], Change]] = [
    (doubts.NotACertificate, lambda made: made.update(kind="a letter")),
    (doubts.NotACertificate, lambda made: made.update(bound="many")),
    (doubts.NotACertificate, lambda made: made.update(aligned=True)),
    (doubts.NotACertificate, lambda made: made["regions"].append(made["regions"][0])),
    (doubts.OtherInputs, lambda made: made.update(input_sha256="0" * 64)),
    (doubts.OtherInputs, lambda made: made["question"].update(maximum=21)),
    (doubts.OtherPlan, lambda made: made.update(plan_sha256="0" * 64)),
    (doubts.ValueDiffers, lambda made: made.update(aligned=made["aligned"] + 1)),
    (doubts.ValueDiffers, lambda made: made.update(gap_percent=1.5)),
    (doubts.CasesMissing, lambda made: made["regions"].pop()),
    (doubts.CasesMissing, lambda made: made["regions"][0]["cases"].pop()),
    (doubts.CasesMissing, lambda made: made["regions"][0]["networks"].__setitem__(0, "x")),
    (doubts.RowNotKept, lambda made: separate_rows(made)[0][3].clear()),
    (doubts.BoundNotShown, lambda made: made["regions"][0].update(bound=1)),
    (doubts.BoundDiffers, lambda made: made["regions"][0].update(bound=900)),
]


def test_a_true_certificate_is_accepted() -> None:
    made, labels = certified(street())
    found = verify(made, street(), labels)
    assert (found.aligned, found.bound, found.gap_percent, found.of) == (20, 20, 0.0, 40)
    assert found.regions == (("Street", 2, 20),)


@pytest.mark.parametrize(("refusal", "change"), CHANGES)
def test_a_changed_certificate_is_refused_by_name(refusal: type[Exception], change: Change) -> None:
    problem = two_streets()
    made, labels = certified(problem)
    change(made)
    with pytest.raises(refusal):
        verify(made, problem, labels)


@pytest.mark.parametrize("work", range(4))
def test_a_proof_ended_at_any_moment_shows_its_bound(work: int) -> None:
    # More patients than one neighbourhood can hold: a cap bounds the network before its home does.
    problem = street(counts=COUNTS | {("B", "ends"): 15, ("C", "ends"): 15})
    labels = np.array([0, 0, 1, 1])
    proof = prove(problem, start=labels, work=work)
    made = certificate_of(problem, labels, proof.searches, seed=1, made_by="a test")
    assert verify(json.loads(json.dumps(made)), problem, labels).bound == proof.bound


def test_other_inputs_and_other_plans_are_refused() -> None:
    made, labels = certified(street())
    with pytest.raises(doubts.OtherInputs):
        verify(made, street(minimum=10), labels)
    with pytest.raises(doubts.OtherPlan):
        verify(made, street(), np.array([0, 1, 1, 1]))


def test_a_plan_in_pieces_is_refused_though_everything_else_fits() -> None:
    problem = street()
    proof = prove(problem)
    torn = np.array([0, 1, 1, 0])
    made = certificate_of(problem, torn, proof.searches, seed=1, made_by="a test")
    with pytest.raises(doubts.PlanBreaksLimits, match="in pieces"):
        verify(json.loads(json.dumps(made)), problem, torn)


def test_the_check_imports_neither_the_solver_nor_the_search() -> None:
    said = subprocess.run(
        [
            sys.executable,
            "-P",
            "-c",
            "import sys; from peckham.places.domain.design.proof import verification;"
            "print(*sorted(name for name in sys.modules))",
        ],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    loaded = {name.rpartition(".")[2] for name in said if ".design." in name}
    assert "highspy" not in said
    assert not loaded & {"linear", "branching", "exact", "bounds", "evidence", "rounding"}
    assert "cases" in loaded
