"""Whenever the demonstration is started, the requests that stand then keep the Needs law."""

import dataclasses
from datetime import UTC, datetime

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.synthetic import test_requests as law
from tests.unit.synthetic.conftest import DATA, MENU

from peckham.synthetic import api as synthetic
from peckham.synthetic.people.batch import joined

ALMANAC = synthetic.read_almanac(DATA)
WEEKS = dataclasses.replace(ALMANAC, demand=ALMANAC.demand | {"window_days": 24})
PLACE = synthetic.make_place(11, almanac=ALMANAC)
PEOPLE = joined(list(synthetic.make_people(PLACE, people=600, almanac=ALMANAC)))
ASKERS = synthetic.askers_of([PEOPLE])

# Nights, Sundays, holidays and both changes of the clocks.
MOMENTS = st.datetimes(
    min_value=datetime(2025, 9, 1), max_value=datetime(2027, 11, 30), timezones=st.just(UTC)
)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(at=MOMENTS)
def test_the_law_holds_whenever_it_is_now(at):
    made = synthetic.make_requests(
        PLACE, ASKERS, menu=MENU, almanac=WEEKS, ending_at=at, requests=400
    )
    batch = joined(list(made))
    law.test_an_open_request_is_due_and_an_ended_one_has_an_outcome(batch)
    law.test_a_row_says_what_its_last_event_says(batch)
    law.test_only_a_hold_puts_a_due_time_back(batch)
    law.test_the_holder_changes_only_by_acceptance_or_lapse(batch)
    law.test_an_offer_waits_where_the_request_is_offered(batch)
    law.test_each_closed_request_was_told_about_by_message(batch)
    law.test_staff_act_in_the_team_that_the_step_is_for(PLACE, batch)
    assert batch.events.at.max() <= at.timestamp()
    assert (np.diff(batch.requests.taken_at) >= 0).all()
