"""Joining and coming back: nobody is lost or doubled, and the default flips after two years."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.contracts.practice import START, step, suspended

from peckham.contracts.api import moving_lists as lists
from peckham.contracts.api import participation as p
from peckham.infra import reference
from peckham.kernel.months import months_after

PEOPLE = st.frozensets(st.sampled_from("abcdefgh"))
FIGURES = reference.parameters()


def by_default(returns_on, suspended_on=START):
    return lists.returns_by_default(
        suspended_on=suspended_on, returns_on=returns_on, parameters=FIGURES
    )


@given(PEOPLE, PEOPLE, PEOPLE, PEOPLE, st.booleans())
def test_lists_are_conserved_on_joining_and_on_coming_back(old, out, elsewhere, stay, default):
    joined = lists.joined(old, opted_out=out & old)
    assert joined.provider | joined.elsewhere == old
    assert not joined.provider & joined.elsewhere
    theirs = joined.provider | elsewhere
    back = lists.returned(
        theirs,
        came_from_it=joined.provider,
        asked_to_return=frozenset(),
        asked_to_stay=stay & theirs,
        by_default=default,
    )
    assert back.provider | back.elsewhere == theirs
    assert not back.provider & back.elsewhere
    assert back.elsewhere == (joined.provider - stay if default else frozenset())


@pytest.mark.parametrize(
    ("returns_on", "expected"),
    [
        (months_after(START, 23), True),
        (date(2026, 8, 31), True),
        (date(2026, 9, 1), True),  # the second anniversary itself
        (date(2026, 9, 2), False),
        (months_after(START, 25), False),
    ],
)
def test_the_default_flips_after_the_second_anniversary(returns_on, expected):
    assert by_default(returns_on) is expected


def test_a_suspension_on_a_leap_day_has_an_anniversary():
    assert by_default(date(2026, 2, 28), date(2024, 2, 29))
    assert not by_default(date(2026, 3, 1), date(2024, 2, 29))


@pytest.mark.parametrize("default", [True, False])
def test_what_somebody_asks_for_goes_before_the_default(default):
    everyone = frozenset("abc")
    asks = {"asked_to_return": frozenset("a"), "asked_to_stay": frozenset("b")}
    back = lists.returned(everyone, came_from_it=frozenset("ab"), by_default=default, **asks)
    assert back.elsewhere == frozenset("a")
    with pytest.raises(lists.NotOnTheList):
        lists.returned(
            everyone,
            came_from_it=everyone,
            asked_to_return=frozenset("a"),
            asked_to_stay=frozenset("a"),
            by_default=default,
        )
    with pytest.raises(lists.NotOnTheList):
        lists.joined(everyone, opted_out=frozenset("z"))


def test_a_return_needs_its_notice_and_happens_once():
    full, notice = suspended(), date(2025, 8, 1)
    with pytest.raises(p.NotYetReady, match="12 months of notice end on 2026-08-01") as refusal:
        step(full, "give notice of return", notice, intended_on=date(2026, 7, 31))
    assert "could not be verified" in refusal.value.why
    leaving = step(full, "give notice of return", notice, intended_on=date(2026, 8, 1))
    with pytest.raises(p.NotYetReady):
        step(leaving, "reactivate", date(2026, 7, 31))
    back = step(leaving, "reactivate", date(2026, 8, 1))
    assert (back.mode, back.core, back.returns) == ("none", "active", 1)
    again = p.Standing("mill", "full", "suspended", suspended_on=START, returns=1)
    with pytest.raises(p.NotYetReady, match="1 times of 1"):
        step(again, "give notice of return", notice, intended_on=notice + timedelta(days=900))


def test_an_ended_core_contract_does_not_come_back():
    ended = step(suspended(), "end the core contract", date(2025, 1, 1))
    assert p.open_to(ended) == ("leave",)
