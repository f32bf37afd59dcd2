"""The parts of a difference, against a year worked out by hand."""

import pytest
from tests.unit.finance.example import (
    ACTUAL_PENCE,
    CONTRACT_PENCE,
    ORDER,
    OVER_EVERY_ORDER,
    PARTS,
    cell,
    told,
)

from peckham.finance.domain.attribution import FactorMissing, FactorTwice, attribute, shapley
from peckham.finance.domain.cost import Factor, cost
from peckham.finance.domain.noise import Band, activity_band
from peckham.finance.domain.reading import position


def parts(**changes):
    return {part.factor: part.pence for part in attribute(position(told(**changes)), ORDER)}


def line(**cells):
    bands = {band.replace("under", "<65").replace("over", "65+"): c for band, c in cells.items()}
    return {"visits": {"unit_price_pence": 1000, "bands": bands}}


def test_the_worked_year_comes_out_to_the_penny():
    assert cost(position(told()), frozenset()) == CONTRACT_PENCE
    assert round(cost(position(told()), frozenset(Factor))) == ACTUAL_PENCE
    assert parts() == PARTS
    assert sum(PARTS.values()) == ACTUAL_PENCE - CONTRACT_PENCE


def test_the_average_over_every_order_is_shown_beside():
    beside = shapley(position(told()))
    assert {factor: round(value) for factor, value in beside.items()} == OVER_EVERY_ORDER
    year = position(told())
    assert sum(beside.values()) == cost(year, frozenset(Factor)) - cost(year, frozenset())


def test_one_factor_alone_bears_the_whole_of_what_it_did():
    same = {name: cell(2, 2) for name in ("under", "over")}
    for key, changed, factor in (
        ("people", {"contract": 50000, "actual": 51000}, "size"),
        ("national_uplift", "0.025", "price_national"),
        ("local_drift", "0.005", "price_local"),
        ("efficiency", {"contract": "0.02", "actual": "0.01"}, "efficiency"),
        ("quality_pence", 5, "quality"),
    ):
        still = {
            "bands": {b: {"share_contract": "0.5", "share_actual": "0.5"} for b in ("<65", "65+")},
            "people": {"contract": 50000, "actual": 50000},
            "lines": line(**same),
            "national_uplift": 0,
            "local_drift": 0,
            "efficiency": {"contract": "0.02", "actual": "0.02"},
            "quality_pence": 0,
        }
        found = parts(**still | {key: changed})
        assert [name for name, pence in found.items() if pence] == [factor]


@pytest.mark.parametrize(
    ("cells", "owner"),
    [
        ({"under": cell(0, "0.1"), "over": cell(2, 2)}, "a new cell"),
        ({"under": cell("0.1", 0), "over": cell(2, 2)}, "a cell that vanished"),
        ({"under": cell(0, "0.1"), "over": cell(0, 3)}, "a new line"),
        ({"under": cell("0.1", 0), "over": cell(2, 0)}, "a line that vanished"),
        ({"under": cell(0, 0), "over": cell(0, 0)}, "an empty line"),
        ({"under": cell(0, "0.1", None, "1.5"), "over": cell(2, 0, 3, None)}, "no weight"),
    ],
)
def test_new_vanished_and_empty_cells_are_the_providers_and_nothing_is_left_over(cells, owner):
    year = position(told(lines=line(**cells)))
    found = {part.factor: part.pence for part in attribute(year, ORDER)}
    whole = round(cost(year, frozenset(Factor))) - round(cost(year, frozenset()))
    assert sum(found.values()) == whole, owner
    if all(c["rate_contract"] == 0 for c in cells.values()):
        assert found["size"] == found["age_mix"] == found["price_national"] == 0


def test_an_order_that_leaves_a_factor_out_or_names_one_twice_is_refused_by_name():
    with pytest.raises(FactorMissing, match="case_mix"):
        attribute(position(told()), [term for term in ORDER if term.factor != "case_mix"])
    with pytest.raises(FactorTwice, match="size"):
        attribute(position(told()), (*ORDER, ORDER[0]))


def test_a_band_of_chance_stands_beside_activity():
    # 1,000 visits of 1,000 pence were expected of 1,000 people, and 1,000 made: the standard
    # deviation of the count is the root of 1,000.
    same = {
        "bands": {"<65": {"share_contract": 1, "share_actual": 1}},
        "people": {"contract": 1000, "actual": 1000},
        "lines": line(under=cell(1, 1)),
        "national_uplift": 0,
        "efficiency": {"contract": 0, "actual": 0},
    }
    assert activity_band(position(told(**same)), 0) == Band(-61_981, 61_981)
    assert activity_band(position(told(**same)), 0).holds_none()
    assert not activity_band(position(told(**same)), 62_000).holds_none()
    assert activity_band(position(told(**same | {"lines": line(under=cell(0, 1))})), 0) == Band(
        0, 0
    )
