"""What is wrong with a position is named where it stands."""

import pytest
from tests.unit.finance.example import cell, told

from peckham.finance.domain.position import BelowZero, CellWithoutBand
from peckham.finance.domain.reading import NotReadable, order, position
from peckham.finance.reading import usual_order

PEOPLE = {"contract": 50000, "actual": 51000}


def a_line(**changes):
    return {"visits": {"unit_price_pence": 1, "bands": {"<65": cell(1, 1)}} | changes}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"people": PEOPLE | {"actual": 51000.0}}, "people, actual: 51000.0 is no exact number"),
        ({"people": PEOPLE | {"actual": True}}, "people, actual: True"),
        ({"people": PEOPLE | {"actual": "many"}}, "people, actual: 'many'"),
        ({"people": {"contract": 1}}, "people lacks actual"),
        ({"people": 5}, "people: names"),
        ({"quality_pence": "0.5"}, "quality_pence: '0.5' is not in whole pence"),
        ({"lines": a_line(unit_price_pence="1.5")}, "visits, unit_price_pence"),
        ({"lines": a_line(price=2)}, "has price, which means nothing"),
        ({"lines": a_line(bands={"<65": cell(1, None)})}, "visits, <65, rate_actual: None"),
        ({"lines": a_line(bands={"<65": cell(1, 1, None)})}, "<65, case_mix_contract: None"),
        ({"uplift": "0.1"}, "has uplift"),
        ({"national_uplift": "1/0"}, "national_uplift"),
    ],
)
def test_what_cannot_be_read_is_named(changes, words):
    with pytest.raises(NotReadable, match=words.replace("(", r"\(")):
        position(told(**changes))


def test_what_cannot_be_is_named():
    with pytest.raises(CellWithoutBand, match="visits has people of 65-74"):
        position(told(lines=a_line(bands={"65-74": cell(1, 1)})))
    with pytest.raises(BelowZero, match="visits, <65: rate"):
        position(told(lines=a_line(bands={"<65": cell(1, "-0.1")})))
    with pytest.raises(BelowZero, match="unit price of visits"):
        position(told(lines=a_line(unit_price_pence=-1)))


def test_a_position_that_lacks_a_key_says_which():
    short = told()
    del short["local_drift"]
    with pytest.raises(NotReadable, match="lacks local_drift"):
        position(short)
    with pytest.raises(NotReadable, match="the position: names"):
        position([])


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        ("size", "no list"),
        ([{"factor": "weather", "owner": "provider"}], "'weather' is no factor"),
        ([{"factor": "size", "owner": "nobody"}], "the commissioner or the provider"),
        ([{"factor": "size"}], "lacks owner"),
    ],
)
def test_an_order_that_cannot_be_read_says_where(terms, words):
    with pytest.raises(NotReadable, match=words):
        order(terms)


def test_the_usual_order_is_data_and_begins_with_the_commissioners_factors():
    owners = [term.owner for term in usual_order()]
    assert owners == ["commissioner"] * 3 + ["provider"] * 6
