"""Tiers of a small area from facts: order, shares that sum to one, few people never alone."""

from datetime import date
from uuid import UUID

import pytest

from peckham.places.domain.records import AreaView, NeighbourhoodView, RegisteredCount
from peckham.places.domain.tiers import AreaFacts, Board, Words, mismatch, tiers_of

KINDS = (
    "small_area ward neighbourhood hub network practice borough place integrated_care_board"
).split()
WORDS = {kind: Words(kind, f"{kind} decides.") for kind in KINDS}
AREA = AreaView(1, 1, "E01000001", "East 1A", "2011", "E09000001", "East", 0.0, 51.5, 1_500, None)
HOME = NeighbourhoodView(1, UUID(int=1), "E-1", "East 1", 1, "Plan", 1, False)


def registered(practice, patients, network=""):
    name = f"{network} PCN" if network else ""
    day = date(2022, 7, 1)
    return RegisteredCount("E-1", "East 1", 1, practice, practice, network, name, day, patients)


def facts(*rows, **changes):
    known = {
        "area": AREA,
        "ward": None,
        "place_name": "East",
        "neighbourhood": HOME,
        "hub": None,
        "board": None,
        "registered": rows,
        "sources": {kind: ("a file", "2022") for kind in KINDS},
    } | changes
    return AreaFacts(**known)


def of_kind(kind, *rows):
    return [t for t in tiers_of(facts(*rows), WORDS) if t.kind == kind]


def test_with_nothing_known_the_area_and_its_borough_remain():
    tiers = tiers_of(facts(neighbourhood=None), WORDS)
    assert [tier.kind for tier in tiers] == ["small_area", "borough"]


def test_a_place_is_named_only_where_it_is_more_than_the_borough():
    tiers = tiers_of(facts(place_name="East and West", board=Board("Q1", "Board")), WORDS)
    assert [tier.kind for tier in tiers][-3:] == ["borough", "place", "integrated_care_board"]


def test_a_ward_is_shown_where_it_is_known():
    tiers = tiers_of(facts(ward=("E05000001", "Thames")), WORDS)
    assert [(tier.kind, tier.name) for tier in tiers][1] == ("ward", "Thames")


def test_networks_come_by_share_and_sum_to_everybody():
    rows = [registered(f"P{n}", 100 - n, f"U{n}") for n in range(8)]
    networks = of_kind("network", *rows, registered("ALONE", 50))
    assert [tier.name for tier in networks] == [
        "U0 PCN",
        "U1 PCN",
        "U2 PCN",
        "U3 PCN",
        "U4 PCN",
        "3 other networks",
        "No network",
    ]
    assert sum(tier.share for tier in networks) == pytest.approx(1)
    assert sum(tier.patients for tier in networks) == 822


@pytest.mark.parametrize(("others", "name"), [(0, "Others"), (1, "1 other network or none")])
def test_a_handful_of_people_in_no_network_have_no_line_of_their_own(others, name):
    rows = [registered(f"P{n}", 100 - n, f"U{n}") for n in range(5 + others)]
    networks = of_kind("network", *rows, registered("ALONE", 4))
    assert networks[-1].name == name


def test_practices_of_one_network_are_summed_in_it():
    rows = registered("A", 60, "U1"), registered("B", 40, "U1")
    assert [tier.share for tier in of_kind("network", *rows)] == [1.0]
    assert [tier.share for tier in of_kind("practice", *rows)] == [0.6, 0.4]


def test_the_mismatch_says_how_many_are_with_the_neighbourhoods_main_network():
    rows = registered("A", 60, "U1"), registered("B", 30, "U2"), registered("C", 10)
    said = mismatch(facts(*rows), "U1")
    assert "Of 100 registered patients" in said
    assert "60 (60%) are with U1 PCN" in said
    assert said.endswith("the other 40 are with 1 other network or no network.")
    assert mismatch(facts(rows[0]), "U1").endswith("the network with most patients in East 1.")


def test_the_mismatch_is_not_made_up():
    assert mismatch(facts(), "U1") == ""
    assert mismatch(facts(registered("A", 1, "U1")), "") == ""
    assert mismatch(facts(registered("A", 1, "U1"), neighbourhood=None), "U1") == ""
