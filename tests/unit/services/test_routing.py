from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.services.routes import (
    ANSWERS,
    CATALOGUE,
    DUTY,
    ON_CALL,
    RECEPTION,
    TEAM_OF,
    routed,
    utc,
    week,
)

from peckham.kernel import london
from peckham.services.domain.routing import UnknownRedFlag

MONDAY_10 = utc(23, 10)
categories = st.sampled_from([*CATALOGUE.categories, "not on the list", ""])
flags = st.sets(st.sampled_from(sorted(CATALOGUE.red_flags)), max_size=3)
moments = st.datetimes(
    min_value=datetime(2026, 1, 1), max_value=datetime(2027, 12, 31), timezones=st.just(UTC)
)


def test_the_reception_holds_it_and_the_team_that_answers_is_asked():
    route = routed("moving_and_therapy", MONDAY_10)
    assert route.holder_team_id == RECEPTION
    assert route.offer_team_id == TEAM_OF["community_health"]
    assert route.service_id == 104
    assert not route.is_live


@pytest.mark.parametrize("category", ["not on the list", "something_else"])
def test_what_has_no_service_stays_with_the_reception(category):
    route = routed(category, MONDAY_10)
    assert (route.holder_team_id, route.offer_team_id, route.service_id) == (RECEPTION, None, None)
    assert route.offer_expires_at is None


def test_what_the_reception_answers_itself_is_offered_to_nobody():
    route = routed("appointment_or_referral", MONDAY_10)
    assert (route.offer_team_id, route.service_id) == (None, 102)


def test_a_hub_that_lacks_the_service_keeps_the_request_and_says_so():
    route = routed("teeth_or_eyes", MONDAY_10, answers=ANSWERS[:3])
    assert route.offer_team_id is None
    assert "has no service" in route.why


def test_a_red_flag_hands_over_live_to_the_duty_team():
    route = routed("teeth_or_eyes", MONDAY_10, red_flags=["breathing"])
    assert route.is_live
    assert (route.holder_team_id, route.offer_team_id) == (RECEPTION, DUTY)
    assert route.offer_expires_at == MONDAY_10 + timedelta(minutes=2)
    assert route.due_at == MONDAY_10 + timedelta(minutes=10)


def test_a_red_flag_at_night_is_handed_to_the_team_on_call_by_the_clock():
    night = utc(22, 3)
    route = routed("unwell", night, red_flags=["chest"], duty_is_staffed=False)
    assert route.offer_team_id == ON_CALL
    assert route.due_at == night + timedelta(minutes=10)


def test_a_tick_that_is_not_on_the_list_is_not_dropped():
    with pytest.raises(UnknownRedFlag):
        routed("unwell", MONDAY_10, red_flags=["made up"])


@pytest.mark.parametrize(
    ("category", "at", "due"),
    [
        # Same day: by closing, and never with less than two hours of open time.
        ("unwell", utc(23, 10), utc(23, 18)),
        ("unwell", utc(23, 17), utc(24, 9)),
        ("unwell", utc(23, 22), utc(24, 10)),
        ("unwell", utc(28, 12), utc(30, 10)),
        # Urgent: two hours of open time.
        ("safety", utc(23, 10), utc(23, 12)),
        ("safety", utc(23, 17), utc(24, 9)),
        # Routine: by closing two open days on; a Friday's is Tuesday's.
        ("teeth_or_eyes", utc(23, 10), utc(25, 18)),
        ("teeth_or_eyes", utc(27, 10), datetime(2026, 12, 1, 18, tzinfo=UTC)),
        # Administrative: five open days on.
        ("letter_or_form", utc(23, 10), utc(30, 18)),
    ],
)
def test_due_times(category, at, due):
    assert routed(category, at).due_at == due


def test_a_bank_holiday_is_no_open_day():
    christmas = {datetime(2026, 12, day).date() for day in (25, 28)}
    at = utc(24, 10, month=12)
    windows = dict.fromkeys({RECEPTION, *TEAM_OF.values()}, tuple(week(at, closed=christmas)))
    route = routed("teeth_or_eyes", at, windows=windows)
    assert route.due_at == utc(30, 18, month=12)


@pytest.mark.parametrize(("month", "day"), [(3, 27), (10, 23)])
def test_closing_time_is_londons_on_both_sides_of_a_clock_change(month, day):
    route = routed("teeth_or_eyes", utc(day, 10, month=month))
    assert london.local(route.due_at).hour == 18


def test_where_no_team_ever_opens_it_is_due_by_the_clock():
    route = routed("teeth_or_eyes", MONDAY_10, windows={})
    assert route.due_at == MONDAY_10 + timedelta(minutes=2880)
    assert MONDAY_10 < route.offer_expires_at < route.due_at


@given(categories, flags, moments, st.booleans())
def test_a_request_always_has_a_holder_and_a_due_time_and_an_offer_ends_before_it(
    category, ticked, at, staffed
):
    route = routed(category, at, red_flags=ticked, duty_is_staffed=staffed)
    assert route.holder_team_id == RECEPTION
    assert route.due_at > at
    assert (route.offer_team_id is None) == (route.offer_expires_at is None)
    if route.offer_expires_at is not None:
        assert at < route.offer_expires_at < route.due_at


@given(categories, flags, moments)
def test_a_tick_never_puts_a_due_time_back(category, ticked, at):
    assert routed(category, at, red_flags=ticked).due_at <= routed(category, at).due_at


@given(categories, moments, st.integers(0, 60 * 24 * 4))
def test_whoever_asks_later_is_never_due_sooner(category, at, minutes_later):
    later = at + timedelta(minutes=minutes_later)
    assert routed(category, at).due_at <= routed(category, later).due_at


@given(categories, flags, moments)
def test_routing_is_a_function(category, ticked, at):
    assert routed(category, at, red_flags=ticked) == routed(category, at, red_flags=set(ticked))
