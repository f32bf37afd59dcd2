"""Hubs from files to files, with no books: what is written, what is said, what is refused."""

import csv
import json

import pytest

from peckham.interfaces.cli.__main__ import main
from peckham.kernel import Refused
from peckham.places.offline import hubs

AREAS = """lsoa,residents,longitude,latitude,deprivation
E01000001,1000,0.00,51.50,40
E01000002,2000,0.01,51.50,30
E01000003,1500,0.10,51.50,20
"""
PLAN = "lsoa,neighbourhood\nE01000001,West\nE01000002,West\nE01000003,East\n"
SITES = """site,name,longitude,latitude
A81001,Old Mill Surgery,0.00,51.50
A81002,Chapel Centre,0.01,51.50
A81003,Quay Health,0.11,51.50
"""
TRAVEL = """lsoa,site,minutes
E01000001,A81001,5
E01000001,A81002,30
E01000002,A81001,9
E01000002,A81002,2
E01000003,A81003,7
"""


def written(tmp_path, **texts):
    paths = {}
    for name, text in ({"areas": AREAS, "plan": PLAN, "sites": SITES} | texts).items():
        paths[name] = tmp_path / f"{name}.csv"
        paths[name].write_text(text, encoding="utf-8")
    return paths


def words_of(paths, tmp_path):
    given = [f"--{name}={path}" for name, path in paths.items()]
    return [
        "places",
        "hubs",
        *given,
        f"--out={tmp_path / 'o.csv'}",
        f"--json={tmp_path / 'o.json'}",
    ]


def test_the_command_writes_each_areas_hub_and_says_that_straight_lines_are_no_journeys(
    tmp_path, capsys
):
    assert main(words_of(written(tmp_path), tmp_path)) == 0
    with (tmp_path / "o.csv").open(encoding="utf-8") as file:
        assert [(row["lsoa"], row["hub"], row["unit"]) for row in csv.DictReader(file)] == [
            ("E01000001", "A81002", "straight-line km"),
            ("E01000002", "A81002", "straight-line km"),
            ("E01000003", "A81003", "straight-line km"),
        ]
    report = json.loads((tmp_path / "o.json").read_text())
    assert report["practices_closed_or_relinked"] == 0
    assert report["price_of_nesting"]["between"] == [0.0, 0.0]
    said = capsys.readouterr().out
    assert "West: Chapel Centre (A81002)" in said
    assert "Straight lines are not journeys" in said
    assert "No practice is closed" in said


def test_travel_times_decide_otherwise_and_the_price_of_nesting_is_not_invented(tmp_path, capsys):
    assert main(words_of(written(tmp_path, travel=TRAVEL), tmp_path)) == 0
    said = capsys.readouterr().out
    assert "West: Old Mill Surgery (A81001)" in said
    assert "4 pairs across neighbourhoods have no travel time" in said


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        ({"areas": AREAS.replace("2000", "-2000")}, "areas.csv, line 3: .*-2000"),
        ({"areas": AREAS.replace("2000", "")}, "missing is never 0"),
        ({"sites": SITES.replace("51.50", "north")}, "sites.csv, line 2"),
        ({"sites": SITES.replace("A81002", "A81001")}, "A81001 came on an earlier line"),
        ({"sites": "site,name\nA,B"}, "the column “longitude” is not there"),
        ({"plan": PLAN.replace("E01000003", "E01000009")}, "E01000003.*not of this place"),
        ({"travel": TRAVEL.replace(",30", ",-30")}, "travel.csv, line 3"),
        ({"travel": TRAVEL + "E01000001,A81001,6\n"}, "E01000001 to A81001 came on a line before"),
        ({"travel": TRAVEL + "E01000001,A9,6\n"}, "site A9, which was not given"),
    ],
)
def test_a_bad_file_is_refused_with_its_reason(tmp_path, texts, words):
    paths = written(tmp_path, **texts)
    with pytest.raises(Refused, match=words):
        hubs.pose(hubs.Asked(**paths))
