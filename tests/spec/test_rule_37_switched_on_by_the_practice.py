"""Rule 37: a practice's own demand reaches a hub only for the types of request which that practice
switched on, and it can switch them off. The hub's door does not ask the switches yet.
"""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peckham.contracts.domain.hub_switches import Switch, is_on

DAYS = [date(2026, 11, day) for day in (1, 2, 3)]
SWITCHES = st.lists(
    st.builds(
        Switch,
        st.sampled_from(["skin", "falls"]),
        st.booleans(),
        st.sampled_from(DAYS),
        st.integers(0, 23).map(lambda hour: datetime(2026, 11, 1, hour, tzinfo=UTC)),
    ),
    max_size=6,
    unique_by=lambda one: (one.from_on, one.recorded_at),
)


@given(SWITCHES, st.sampled_from(DAYS))
def test_rule_37_nothing_is_on_that_the_practice_did_not_switch_on(switches, day):
    expected = False
    for one in sorted(switches, key=lambda one: (one.from_on, one.recorded_at)):
        if one.category == "skin" and one.from_on <= day:
            expected = one.is_on
    assert is_on(switches, "skin", on=day) is expected
    assert not is_on([], "skin", on=day)


@pytest.mark.parametrize(("day", "expected"), [(1, False), (2, True), (3, False)])
def test_rule_37_it_can_be_switched_off_again_from_a_day(day, expected):
    said = [
        Switch("skin", True, DAYS[1], datetime(2026, 11, 1, tzinfo=UTC)),
        Switch("skin", False, DAYS[2], datetime(2026, 11, 1, tzinfo=UTC)),
    ]
    assert is_on(said, "skin", on=date(2026, 11, day)) is expected
    assert not is_on(said, "falls", on=date(2026, 11, day))
