"""Standstill: 8 working days as the regulation counts them, then 5 after a further decision."""

from datetime import date

import pytest
from tests.unit.contracts.riverside import APPROVALS, award, on, status, whole

from peckham.contracts import api as contracts
from peckham.contracts.api import facts as f
from peckham.contracts.domain.standstill import UnknownRoute

CASE = contracts.case(whole(), on=date(2026, 3, 31))
WITH = {"parameters": CASE.parameters, "working_days": CASE.working_days}


def first(route="competitive", published=(3, 2), **others):
    return contracts.heads.award_from(f.Notice(route, on(*published), **others), **WITH)


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ((3, 2), date(2026, 3, 14)),  # begins Tuesday 3, its 8th working day after is Friday 13
        ((3, 6), date(2026, 3, 19)),  # begins on a Saturday; the 8th working day is the 18th
        ((3, 26), date(2026, 4, 11)),  # Good Friday and Easter Monday do not count
    ],
)
def test_standstill_begins_the_day_after_the_notice(published, expected):
    assert first(published=published) == expected


@pytest.mark.parametrize("route", ["direct_award_a", "direct_award_b"])
def test_some_routes_do_not_wait(route):
    assert first(route) == date(2026, 3, 2)


def test_representations_in_time_keep_it_open_until_a_further_decision_and_five_days_more():
    came = (on(3, 13),)
    assert first(representations=came) is None
    assert first(representations=came, further_decision=on(3, 27)) == date(2026, 4, 8)
    assert first(representations=(on(3, 14),)) == date(2026, 3, 14)
    assert first(representations=(on(3, 3),), further_decision=on(3, 4)) == date(2026, 3, 14)
    with pytest.raises(UnknownRoute):
        first("a_friend")


@pytest.mark.parametrize(
    ("awarded", "asked", "expected"),
    [
        (on(3, 13), date(2026, 4, 1), "does not hold"),
        (on(3, 14), date(2026, 4, 1), "holds"),
        (None, date(2026, 3, 13), "does not hold"),
        (None, date(2026, 3, 14), "holds"),
    ],
)
def test_an_award_in_the_standstill_is_refused_whenever_it_is_looked_at(awarded, asked, expected):
    awards = () if awarded is None else (award("the board", awarded),)
    facts = whole(notices=(f.Notice("competitive", on(3, 2)),), decisions=(*APPROVALS, *awards))
    assert status("award.standstill", facts, asked) == expected


def test_a_notice_written_down_late_waits_from_then():
    late = f.Notice("competitive", on(3, 2, recorded=date(2026, 3, 6)))
    assert contracts.heads.award_from(late, **WITH) == date(2026, 3, 19)
