"""From files: what a network of its own lacks, and a neighbourhood split inside its boundary."""

import csv
import json

import pytest
from tests.unit.places.growth import barking_riverside as case

from peckham.interfaces.cli.__main__ import main

PATH = "year,people,source\n2024,6000,Building\n2037,22000,the proposal of 2019\n"
PRACTICES = "practice,list,consents\nP1,8700,yes\nP2,8100,no\nP3,9000,yes\n"


@pytest.fixture
def files(tmp_path):
    edges = [
        {"u": row["lsoa"], "v": row["beside"], "len": float(row["shared_metres"])}
        for row in case.rows("beside.csv")
    ]
    nodes = [{"id": row["lsoa"]} for row in case.rows("registered.csv")]
    (tmp_path / "graph.json").write_text(json.dumps({"nodes": nodes, "edges": edges}))
    (tmp_path / "path.csv").write_text(PATH)
    (tmp_path / "practices.csv").write_text(PRACTICES)
    made = case.grown("application", 2060).projection
    with (tmp_path / "growth.csv").open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("lsoa", "year", "age", "planned"))
        people = made.people[:, made.years.index(2055)].sum(axis=1)
        for area, count in zip(made.ground.areas, people, strict=True):
            writer.writerow((area, 2055, "all", count))
    return tmp_path


def network(files, *words):
    given = [f"--trajectory={files / 'path.csv'}", f"--graph={files / 'graph.json'}"]
    given += [f"--registered={case.FOLDER / 'registered.csv'}", "--own", case.OWN]
    return main(["places", "network", *given, *words])


def test_what_is_lacking_is_told_by_year_with_what_would_close_it(files, capsys):
    practices = f"--practices={files / 'practices.csv'}"
    assert network(files, practices, "--years", "2037", "2030") == 0
    said = capsys.readouterr().out
    assert "2037: 22,000 people, 8,000 short of 30,000 (rule 11)." in said
    assert "beside it: E01000092, E01000095: 9,539 patients" in said
    assert "or practices that consent: P1\n" in said
    assert "or practices that consent: P1, P3\n" in said
    assert "new price (rule 13)" in said
    assert network(files, "--years", "2037") == 0
    assert "too few practices consent" in capsys.readouterr().out
    assert network(files, "--years", "2019") == 2
    (files / "path.csv").write_text("year,people,source\n2030,31000,x")
    assert network(files, "--years", "2031") == 0
    assert "enough for its own network" in capsys.readouterr().out
    (files / "path.csv").write_text("year,people,source\n2030,many,x")
    assert network(files, "--years", "2031") == 2
    assert "“many” is no number" in capsys.readouterr().err


def test_a_split_is_written_as_a_plan_that_differs_inside_the_parent_alone(files, capsys):
    plan, out = case.FOLDER / "plan.csv", files / "split.csv"
    given = [f"--plan={plan}", f"--growth={files / 'growth.csv'}", f"--out={out}"]
    given += [f"--graph={files / 'graph.json'}", f"--root={case.OWN}", "--level=planned"]
    assert main(["places", "split", *given, "--year=2055", "--name=Riverside"]) == 0
    assert "Riverside, 7 small areas and 58,496 residents" in capsys.readouterr().out
    with out.open(encoding="utf-8") as file:
        homes = [row["neighbourhood"] for row in csv.DictReader(file)]
    assert (homes.count("Riverside"), homes.count("Barking and Dagenham 3")) == (7, 30)
    for wrong, words in (
        (["--year=2055", "--name=Barking and Dagenham 3"], "already"),
        (["--year=2020", "--name=Riverside"], "says nothing of 2020"),
        (["--year=2055", "--name=Riverside", "--least=80000"], "no two parts of 80,000"),
    ):
        assert main(["places", "split", *given, *wrong]) == 2
        assert words in capsys.readouterr().err
