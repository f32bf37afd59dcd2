"""Rows of a file of activity: what is taken in, and every way in which one is wrong, by name."""

from datetime import date
from itertools import count

import pytest

from peckham.finance.domain.activity_rows import (
    COLUMNS,
    ERRORS_MAX,
    Ground,
    NotActivity,
    Reader,
    RowError,
    check_header,
    read_all,
)
from peckham.kernel import Period

GOOD = {
    "event_id": "e1", "occurred_on": "2026-09-10", "provider": "RT1", "service": "outpatients",
    "patient": "p1", "band": "18-64/female/1", "practice": "A1", "neighbourhood": "N1",
    "weight": "0.8500", "status": "",
}  # fmt: skip


def reader():
    keys, given = {}, count(1)
    return Reader(
        Ground(
            term=Period(date(2026, 4, 1), date(2027, 4, 1)),
            today=date(2026, 11, 20),
            providers={"RT1": 7},
            services={"outpatients"},
            bands={"18-64/female/1"},
            key_of=lambda kind, code: keys.setdefault((kind, code), next(given)),
        )
    )


def wrong(**changes):
    return [error[1:] for error in reader().explain(2, list((GOOD | changes).values()))]


def test_a_row_is_taken_in_with_the_keys_of_what_it_names():
    read = reader()
    first = read.read(2, list(GOOD.values()))
    assert (first.provider_id, first.weight_parts, first.is_withdrawn) == (7, 8_500, False)
    again = read.read(3, list((GOOD | {"status": "withdrawn"}).values()))
    assert again.is_withdrawn
    assert again.practice_id == first.practice_id


@pytest.mark.parametrize(
    ("column", "text", "said"),
    [
        ("event_id", "a b", "is no key"),
        ("event_id", "", "is no key"),
        ("occurred_on", "10/09/2026", "is no day"),
        ("occurred_on", "20260910", "written otherwise"),
        ("occurred_on", "2026-11-21", "still to come"),
        ("occurred_on", "2026-03-31", "outside the contract's term"),
        ("provider", "ZZZ", "No organisation here"),
        ("service", "dentistry", "no service in the contract's scope"),
        ("patient", "9990000018", "an NHS number"),
        ("band", "18-64", "is no band"),
        ("practice", "", "is no key"),
        ("weight", "-0.5", "below zero"),
        ("weight", "0.00001", "more than four decimals"),
        ("weight", "NaN", "is no number"),
        ("weight", "1e9", "beyond ten thousand"),
        ("status", "gone", "means nothing"),
    ],
)
def test_what_is_wrong_is_named_with_its_column(column, text, said):
    ((named, words),) = wrong(**{column: text})
    assert named == column
    assert said in words
    assert reader().read(2, list((GOOD | {column: text}).values())) is None


def test_a_row_says_everything_that_is_wrong_with_it_and_a_file_stops_at_so_many():
    assert {column for column, _ in wrong(weight="x", provider="x")} == {"weight", "provider"}
    assert list(reader().explain(9, ["a"])) == [RowError(9, "", "There are 1 cells, not 10.")]
    rows = ((number, ["a"]) for number in count(2))
    assert len(list(read_all(reader(), rows))) == ERRORS_MAX


def test_another_first_line_is_refused_with_the_one_that_is_wanted():
    check_header(list(COLUMNS))
    with pytest.raises(NotActivity) as refused:
        check_header(["nhs_number", "date"])
    assert "event_id,occurred_on" in refused.value.remedy
