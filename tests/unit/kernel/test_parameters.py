"""A figure has a value on a day, with a source; what is missing or muddled is refused by name."""

from datetime import date

import pytest

from peckham.kernel.parameters import (
    BadParameter,
    NoSource,
    NoValueYet,
    UnknownParameter,
    UnsortedValues,
    parameters,
)

FIRST, SECOND = date(2019, 4, 1), date(2022, 7, 1)


def value(start, amount=1, **others):
    return {"from": start, "value": amount, "document": "An Act", "verified": True} | others


def read(*values, **others):
    return parameters({"file": {"name": {"words": "Something", "values": values} | others}})


@pytest.mark.parametrize(
    ("day", "expected"),
    [(FIRST, 8), (date(2022, 6, 30), 8), (SECOND, 5), (date(2040, 1, 1), 5)],
)
def test_a_value_is_in_force_from_its_day_until_the_next(day, expected):
    assert read(value(FIRST, 8), value(SECOND, 5)).number("file.name", day) == expected


def test_a_figure_is_found_by_name_and_day_alone():
    known = read(value(FIRST, until=date(2020, 1, 1)), value(SECOND))
    for day in (date(2019, 3, 31), date(2020, 1, 1), date(2022, 6, 30)):
        with pytest.raises(NoValueYet, match=str(day)):
            known.on("file.name", day)
    with pytest.raises(UnknownParameter, match="nothing"):
        known.on("file.nothing", SECOND)


@pytest.mark.parametrize(
    "values",
    [
        (value(SECOND), value(FIRST)),
        (value(FIRST), value(FIRST)),
        (value(FIRST, until=date(2023, 1, 1)), value(SECOND)),
        (value(FIRST, until=FIRST),),
    ],
)
def test_values_out_of_order_or_both_in_force_are_refused(values):
    with pytest.raises(UnsortedValues):
        read(*values)


@pytest.mark.parametrize("lacking", [{"document": ""}, {"verified": None}, {"verified": "yes"}])
def test_a_value_without_a_source_is_refused(lacking):
    with pytest.raises(NoSource):
        read(value(FIRST, **lacking))


@pytest.mark.parametrize(
    "muddled",
    [
        {"values": []},
        {"values": [{"from": FIRST}]},
        {"values": [value("2019")]},
        {"values": [value(FIRST, untill=SECOND)]},
        {"values": [value(FIRST, 0.5)]},
        {"values": [value(FIRST, True)]},
        {"word": "Something"},
    ],
)
def test_what_cannot_be_read_is_refused(muddled):
    with pytest.raises(BadParameter):
        read(**muddled)


def test_a_figure_is_read_as_what_it_is():
    known = read(value(FIRST, ["a", "b"]), value(SECOND, FIRST))
    assert known.words("file.name", FIRST) == ("a", "b")
    assert known.day("file.name", SECOND) == FIRST
    for asked, day in ((known.number, FIRST), (known.words, SECOND), (known.day, FIRST)):
        with pytest.raises(BadParameter):
            asked("file.name", day)
