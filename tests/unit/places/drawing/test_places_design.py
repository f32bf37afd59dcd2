"""`./peckham places design` as it is run: from files to a plan, its report, and refusals."""

import argparse
import csv
import gzip
import json
import signal

import pytest
from tests.unit.places.design import squares

from peckham.interfaces.cli.commands import places_design
from peckham.kernel import Refused

COLUMNS, LINES = 6, 3


@pytest.fixture
def files(tmp_path):
    """A graph, registrations and networks of a chessboard with three networks in stripes."""
    graph = {
        "nodes": [
            {"id": area.code, "lad": area.borough, "x": area.position[0], "y": area.position[1]}
            | {"pop": 100, "area": 1e4, "perim": 400.0, "imd": area.deprivation, "reg": 91}
            for area in squares.areas(COLUMNS, LINES)
        ],
        "edges": [
            {"u": one, "v": other, "len": metres}
            for one, other, metres in squares.boundaries(COLUMNS, LINES)
        ],
    }
    (tmp_path / "graph.json").write_text(json.dumps(graph))
    counts = squares.lists(COLUMNS, LINES, 3).counts
    with gzip.open(tmp_path / "lists.csv.gz", "wt") as file:
        csv.writer(file).writerows(
            [("lsoa", "pcn", "n"), *((*key, n) for key, n in counts.items())]
        )
    networks = "pcn,core\nU0,True\nU1,True\nU2,True\nSTRANGER,False\n"
    (tmp_path / "pcns.csv").write_text(networks)
    return tmp_path


def run(files, *more, registered="lists.csv.gz"):
    parser = argparse.ArgumentParser()
    places_design.add_arguments(parser)
    given = [f"--graph={files / 'graph.json'}", f"--out={files / 'plan.csv'}", "--steps=20000"]
    if registered:
        given += [f"--registered={files / registered}", f"--pcns={files / 'pcns.csv'}"]
    bounds = ["--min=400", "--max=800", "--count=3", f"--json={files / 'report.json'}"]
    return places_design.run(parser.parse_args([*given, *bounds, *more]))


def test_a_plan_and_its_report_are_written(files, capsys):
    assert run(files) == 0
    with (files / "plan.csv").open() as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == ["lsoa", "neighbourhood"]
    assert len({row["lsoa"] for row in rows}) == COLUMNS * LINES
    assert {row["neighbourhood"] for row in rows} == {"N01", "N02", "N03"}
    report = json.loads((files / "report.json").read_text())
    assert report["measures"]["alignment"]["percent"] == 100
    assert report["certificate"]["gap_percent"] == 0
    assert report["seed"] == 1
    assert len(report["input_sha256"]) == 64
    printed = capsys.readouterr().out
    assert "Borough 0: 1,800 residents (pop) at 800 at most need at least 3" in printed
    assert "this one is within 0.00 %" in printed
    assert "18 registrations of networks that are not core" in printed


def test_steps_and_seed_decide_the_answer(files):
    run(files, "--seed=4")
    first = (files / "plan.csv").read_text(), (files / "report.json").read_text()
    run(files, "--seed=4", "--seconds=600")
    assert ((files / "plan.csv").read_text(), (files / "report.json").read_text()) == first


def test_without_registrations_it_says_that_alignment_was_not_measured(files, capsys):
    run(files, registered="")
    assert "Alignment was not measured" in capsys.readouterr().out
    assert json.loads((files / "report.json").read_text())["certificate"] is None


@pytest.mark.parametrize(
    ("option", "words"),
    [
        ("--count=seven", "whole number or min"),
        ("--steps=0", "at least one"),
        ("--give=speed=2", "is not an aim"),
        ("--give=boundary=much", "points from 0 to 100"),
        ("--min=900", "crossed"),
        ("--count=9", "too many"),
        ("--basis=projected", "projected"),
        ("--registered=nowhere.csv", "cannot be read"),
        ("--json=nowhere/report.json", "no directory"),
    ],
)
def test_what_cannot_be_done_is_refused_in_words(files, option, words):
    with pytest.raises(Refused) as refused:
        run(files, option)
    assert words in str(refused.value)
    assert not (files / "plan.csv").exists()


def test_one_press_of_ctrl_c_ends_with_the_best_so_far_and_its_certificate(files, monkeypatch):
    asked = []

    def once(*told):
        if not asked:
            asked.append(told)
            signal.raise_signal(signal.SIGINT)
        return ""

    monkeypatch.setattr(places_design, "_bar", once)
    assert run(files, "--steps=100000000") == 0
    report = json.loads((files / "report.json").read_text())
    assert report["is_cut_short"]
    assert report["measures"]["in_pieces"] == 0
    assert report["certificate"]["bound"] >= report["certificate"]["aligned"]


def test_a_second_press_ends_at_once():
    def press_twice():
        with places_design.ending(None) as is_over:
            signal.raise_signal(signal.SIGINT)
            assert is_over()
            signal.raise_signal(signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        press_twice()
