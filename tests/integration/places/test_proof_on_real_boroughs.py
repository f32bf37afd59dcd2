"""Three real boroughs: a plan, its proof on file, and the check as anybody runs it."""

import json
from pathlib import Path

import pytest
from tests.shared import shared_data

from peckham.interfaces.cli.__main__ import main
from peckham.places.domain.design.posing import pose
from peckham.places.domain.design.problem import Limits
from peckham.places.domain.design.proof.certificate import certificate_of
from peckham.places.domain.design.proof.exact import prove
from peckham.places.published.design_files import read_graph, read_lists, write_plan

WORK = 120


@pytest.fixture(scope="module")
def given() -> dict[str, Path]:
    data = shared_data() / "places"
    return {
        "graph": data / "bhr_graph.json",
        "registered": data / "bhr_lsoa_pcn_registered.csv.gz",
        "pcns": data / "bhr_pcns.csv",
    }


@pytest.fixture(scope="module")
def made(given: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan of ten neighbourhoods and its certificate, as files."""
    areas, boundaries = read_graph(given["graph"], ("pop",))
    problem = pose(
        areas,
        boundaries,
        lists=read_lists(given["registered"], given["pcns"]),
        limits=Limits(50_000, 100_000, 10),
    )
    proof = prove(problem, work=WORK)
    assert proof.labels is not None
    # The reference has 76.25 % by search and at most 76.84 % without contiguity.
    assert proof.value / problem.registrations.sum() > 0.7625
    assert proof.gap < 0.005
    place = tmp_path_factory.mktemp("proof")
    homes = {
        code: str(home) for code, home in zip(problem.codes, proof.labels.tolist(), strict=True)
    }
    write_plan(place / "plan.csv", homes)
    certificate = certificate_of(problem, proof.labels, proof.searches, seed=1, made_by="a test")
    (place / "report.json").write_text(json.dumps({"certificate": certificate}))
    return place


def checked(given: dict[str, Path], certificate: Path, plan: Path) -> int:
    files = [f"--{name}={path}" for name, path in given.items()]
    return main(["places", "verify", str(certificate), *files, f"--plan={plan}"])


def test_a_certificate_is_checked_against_the_files(
    given: dict[str, Path], made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert checked(given, made / "report.json", made / "plan.csv") == 0
    said = capsys.readouterr().out
    assert "without a solver: the 10 neighbourhoods keep every limit" in said
    assert "Havering in 3: at most" in said


def test_a_plan_with_one_area_moved_is_refused(
    given: dict[str, Path], made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = (made / "plan.csv").read_text().splitlines()
    code, home = lines[1].split(",")
    moved = made / "moved.csv"
    moved.write_text("\n".join([lines[0], f"{code},{(int(home) + 1) % 10}", *lines[2:]]))
    assert checked(given, made / "report.json", moved) == 2
    assert "made for another plan" in capsys.readouterr().err


def test_files_of_another_place_are_refused(
    given: dict[str, Path], made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    graph = json.loads(given["graph"].read_text())
    graph["nodes"][0]["pop"] += 1
    other = made / "other.json"
    other.write_text(json.dumps(graph))
    assert checked({**given, "graph": other}, made / "report.json", made / "plan.csv") == 2
    assert "made for other areas" in capsys.readouterr().err
