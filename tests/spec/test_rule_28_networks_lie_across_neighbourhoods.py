"""Rule 28: a neighbourhood has one or more networks, and a network may have a share in several."""

import pytest

from peckham.places.domain.boundary import Ground, boundary_report

HOMES = {"a1": "North", "a2": "North", "b1": "South", "b2": "South"}
NETWORKS = {"P1": "Canal", "P2": "Canal", "P3": "Quay", "P4": "Quay"}
COUNTS = (
    ("P1", "a1", 6_000),
    ("P1", "b1", 2_000),
    ("P2", "a2", 1_000),
    ("P2", "b2", 1_000),
    ("P3", "b1", 7_000),
    ("P4", "b2", 3_000),
)


def report():
    residents = {"a1": 7_500, "a2": 1_200, "b1": 8_800, "b2": 4_100}
    return boundary_report(Ground(COUNTS, NETWORKS, frozenset(("Canal", "Quay")), HOMES, residents))


def test_rule_28_each_network_has_its_share_in_every_neighbourhood_that_it_lies_in():
    shares = {row.network: row.shares for row in report().rows}
    assert shares == {"Canal": {"North": 0.7, "South": 0.3}, "Quay": {"South": 1.0}}
    for of in shares.values():
        assert sum(of.values()) == pytest.approx(1)


def test_rule_28_a_neighbourhood_has_every_network_that_has_patients_in_it():
    in_south = [row.network for row in report().rows if "South" in row.shares]
    assert sorted(in_south) == ["Canal", "Quay"]
    in_north = [row.network for row in report().rows if "North" in row.shares]
    assert in_north == ["Canal"]
