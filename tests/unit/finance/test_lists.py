"""Lists as values: in their order, each cell once, and known by their hash."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from tests.unit.finance.paid import YEAR, on

from peckham.finance.domain.cut_offs import ListDay, ListsMissing, cut_offs, lists_from
from peckham.finance.domain.incentives import (
    MoreAtRiskThanMayBe,
    NotAPart,
    Reached,
    check_at_risk,
    incentives,
)
from peckham.finance.domain.snapshot import (
    ListCell,
    ListWasChanged,
    NotAList,
    check_unchanged,
    snapshot,
)

DAY = date(2026, 4, 1)
CELLS = (ListCell("old", "MILL", 3), ListCell("young", "MILL", 9), ListCell("old", "QUAY", 4))


def test_the_order_of_cells_does_not_matter_and_a_changed_cell_is_noticed():
    taken = snapshot(DAY, CELLS)
    assert taken == snapshot(DAY, reversed(CELLS))
    assert taken.people == 16
    assert taken.shares() == {"old": Fraction(7, 16), "young": Fraction(9, 16)}
    check_unchanged(taken)
    other = replace(taken, cells=(replace(CELLS[0], patients=4), *taken.cells[1:]))
    with pytest.raises(ListWasChanged):
        check_unchanged(other)
    assert replace(taken, registered=14).difference == 2


@pytest.mark.parametrize(
    "wrong", [ListCell("old", "MILL", 0), ListCell("", "MILL", 1), ListCell("old", "MILL", 5)]
)
def test_a_cell_of_nobody_without_a_name_or_twice_is_no_list(wrong):
    with pytest.raises(NotAList):
        snapshot(DAY, [*CELLS, wrong])


def test_a_joining_day_counts_the_joined_list_alone_and_others_wait_for_their_cut_off():
    july = next(day for day in cut_offs(YEAR, "quarterly") if day.month == 7)
    both, one = frozenset(("MILL", "QUAY")), frozenset(("MILL",))
    days = [
        ListDay(YEAR.start, True, one, one),
        ListDay(on(40), False, both, frozenset(("QUAY",))),
        ListDay(july, True, both, frozenset()),
    ]
    grown = snapshot(on(40), [ListCell("old", "MILL", 99), ListCell("old", "QUAY", 4)])
    taken = {YEAR.start: snapshot(YEAR.start, CELLS[:1]), on(40): grown}
    with pytest.raises(ListsMissing, match="1 July 2026"):
        lists_from(days, taken)
    found = lists_from(days, taken | {july: grown})
    assert [one.lists["MILL"] for one in found] == [{"old": 3}, {"old": 3}, {"old": 99}]
    assert found[1].lists["QUAY"] == {"old": 4}


def test_what_is_at_risk_is_divided_by_weight_and_earned_to_the_penny():
    told = (Reached("A", "a", 2, Fraction(1, 3)), Reached("B", "b", 1, None))
    first, second = incentives(100, told)
    assert (first.at_risk_pence, first.earned_pence, first.unearned_pence) == (67, 22, 45)
    assert (second.at_risk_pence, second.earned_pence, second.unearned_pence) == (33, None, None)
    with pytest.raises(NotAPart):
        Reached("A", "a", 1, Fraction(101, 100))
    with pytest.raises(MoreAtRiskThanMayBe):
        check_at_risk(1001, most=1000)
