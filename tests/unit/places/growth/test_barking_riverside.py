"""The worked case: every figure of its page is worked out anew, and its files are the published."""

import csv
import gzip
import json
import re

import pytest
from tests.shared import CHECKOUT, shared_data
from tests.unit.places.growth import barking_riverside as case

from peckham.places.domain.sizes import Count, NetworkTooSmall, check_own_network

PAGE = CHECKOUT / "docs" / "explanation" / "barking-riverside.md"


def test_every_figure_of_the_page_is_what_comes_out():
    text = PAGE.read_text(encoding="utf-8")
    behind = [name for name, lines in case.blocks().items() if "\n".join(lines) not in text]
    assert not behind


def test_on_the_seeds_trajectory_its_own_people_never_make_a_network():
    path = case.seed_path()
    assert path.people_in(2037) == 22_000
    for year in range(2024, 2061):
        with pytest.raises(NetworkTooSmall):
            check_own_network(Count("registered patients", path.people_in(year)))
    words = " ".join(PAGE.read_text(encoding="utf-8").split())
    on_path = next(y for y in range(2024, 2038) if path.people_in(y) >= 10_000)
    assert f"On the seed's own path it is {on_path}." in words
    for people, said in ((22_000, "2.04"), (26_000, "2.41"), (30_000, "2.78")):
        assert f"{people / 10_800:.2f}" == said
        assert re.search(rf"\b{re.escape(said)}\b", words)


def test_every_fact_has_its_source_and_says_whether_it_was_verified():
    for fact in case.facts():
        assert fact["source"], fact["what"]
        assert "doubt" in fact
        assert isinstance(fact["verified"], bool)


def test_a_split_nests_in_its_parent_and_leaves_everybody_else_where_they_were():
    inside = {row["lsoa"] for row in case.rows("plan.csv")}
    assert {row["lsoa11"] for row in case.rows("residents.csv")} == inside
    assert {row["lsoa"] for row in case.rows("registered.csv")} == inside
    assert {row["beside"] for row in case.rows("beside.csv")} <= inside


def test_the_files_hold_what_the_publishers_say():
    directory = shared_data() / "places"
    nodes = {n["id"]: n for n in json.loads((directory / "bhr_graph.json").read_text())["nodes"]}
    for row in case.rows("registered.csv"):
        assert int(row["registered"]) == nodes[row["lsoa"]]["reg"]
    with (directory / "published" / "london-mid2020-pop.csv").open(encoding="utf-8") as file:
        published = {row["LSOA11CD"]: row for row in csv.DictReader(file)}
    for row in case.rows("residents.csv"):
        assert row["residents"] == published[row["lsoa11"]][f"Persons_{row['age']}"]
    here = dict.fromkeys((row["practice"] for row in case.rows("practices.csv")), 0)
    with gzip.open(directory / "bhr_lsoa_practice_registered.csv.gz", "rt") as file:
        for row in csv.DictReader(file):
            if row["prac"] in here and row["lsoa"] in {r["lsoa"] for r in case.rows("plan.csv")}:
                here[row["prac"]] += int(row["n"])
    assert here == {row["practice"]: int(row["here"]) for row in case.rows("practices.csv")}
