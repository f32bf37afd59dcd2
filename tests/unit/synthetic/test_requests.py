from collections import Counter

import numpy as np
from tests.unit.synthetic.conftest import AT

from peckham.kernel import london
from peckham.synthetic import api as synthetic

MOVES = {
    "taken": {(None, "received")},
    "offered": {("received", "offered")},
    "accepted": {("offered", "in_progress")},
    "returned": {("offered", "received")},
    "lapsed": {("offered", "received")},
    "started": {("received", "in_progress")},
    "held": {("in_progress", "on_hold")},
    "resumed": {("on_hold", "in_progress")},
    "completed": {("in_progress", "completed")},
    "closed": {("completed", "closed")},
}
OPEN = ("received", "offered", "in_progress", "on_hold", "completed")
NOW = int(AT.timestamp())


def histories(batch):
    held = {}
    events = batch.events
    names = tuple(events.__dataclass_fields__)
    for row in zip(*(getattr(events, name).tolist() for name in names), strict=True):
        event = dict(zip(names, row, strict=True))
        held.setdefault(event["request"], []).append(event)
    return held


def test_numbers_run_on_in_the_order_of_asking(requests):
    one = requests.requests
    assert one.number.tolist() == list(range(len(requests)))
    assert (np.diff(one.taken_at) >= 0).all()
    assert one.taken_at[-1] <= NOW
    assert NOW - one.taken_at[0] < 71.5 * 86_400


def test_each_version_has_its_event_and_each_move_is_allowed(requests):
    told = histories(requests)
    for number, version in enumerate(requests.requests.version.tolist()):
        events = told[number]
        assert [event["sequence"] for event in events] == list(range(1, version + 1))
        before = None
        for event in events:
            assert event["from_state"] == before
            move = (before, event["to_state"])
            if event["kind"] == "linked":
                assert before == event["to_state"]
            elif event["kind"] in ("withdrawn", "entered_in_error"):
                assert before in OPEN
            else:
                assert move in MOVES[event["kind"]]
            before = event["to_state"]
        assert all(
            one["at"] <= other["at"] <= NOW
            for one, other in zip(events[:-1], events[1:], strict=True)
        )


def test_a_row_says_what_its_last_event_says(requests):
    one, told = requests.requests, histories(requests)
    for number in range(len(requests)):
        last = told[number][-1]
        assert (last["to_state"], last["team"], last["due_at"]) == (
            one.state[number],
            one.team[number],
            one.due_at[number],
        )


def test_an_open_request_is_due_and_an_ended_one_has_an_outcome(requests):
    one = requests.requests
    is_open = np.isin(one.state, OPEN)
    assert ((one.due_at != synthetic.NO_TIME) == is_open).all()
    assert all(outcome is not None for outcome in one.outcome[~is_open])
    assert ((one.told_at != synthetic.NO_TIME) == (one.state == "closed")).all()
    assert ((one.held_at != synthetic.NO_TIME) == (one.state == "on_hold")).all()


def test_only_a_hold_puts_a_due_time_back(requests):
    for events in histories(requests).values():
        due = [event["due_at"] for event in events if event["due_at"] != synthetic.NO_TIME]
        kinds = [event["kind"] for event in events]
        later = {kinds[n] for n in range(1, len(due)) if due[n] > due[n - 1]}
        assert later <= {"held", "resumed"}


def test_the_holder_changes_only_by_acceptance_or_lapse(requests):
    for events in histories(requests).values():
        for one, other in zip(events[:-1], events[1:], strict=True):
            if one["team"] != other["team"]:
                assert other["kind"] in ("accepted", "lapsed")


def test_an_offer_waits_where_the_request_is_offered(requests):
    offers, one = requests.offers, requests.requests
    pending = set(offers.request[offers.state == "pending"].tolist())
    assert pending == set(one.number[one.state == "offered"].tolist())
    assert (offers.expires_at > offers.offered_at).all()
    assert ((offers.resolved_at == synthetic.NO_TIME) == (offers.state == "pending")).all()
    returned = offers.state == "returned"
    assert (offers.reason[returned] != "").all()
    assert (offers.alternative[returned] != "").all()


def test_each_closed_request_was_told_about_by_message(requests):
    one, messages = requests.requests, requests.messages
    closed = one.state == "closed"
    assert messages.request.tolist() == one.number[closed].tolist()
    assert messages.at.tolist() == one.told_at[closed].tolist()


def test_worklists_are_alive_at_the_end(requests):
    states = Counter(requests.requests.state.tolist())
    assert sum(states[state] for state in OPEN) > 8
    assert states["closed"] > 0.85 * len(requests)
    kinds = Counter(requests.events.kind.tolist())
    assert min(kinds[kind] for kind in ("returned", "lapsed", "held", "withdrawn")) > 5


def test_mondays_are_busier_than_sundays(requests):
    days = Counter(
        london.day_of(AT.fromtimestamp(at, tz=AT.tzinfo)).weekday()
        for at in requests.requests.taken_at.tolist()
    )
    assert days[0] > 1.1 * days[3]
    assert days[6] < 0.4 * days[0]


def test_phone_and_desk_are_answered_only_while_the_reception_is_open(place, requests):
    one = requests.requests
    staffed = one.channel != "online"
    hours = [
        london.local(AT.fromtimestamp(at, tz=AT.tzinfo)).hour
        for at in one.taken_at[staffed].tolist()
    ]
    assert min(hours) >= 8
    assert max(hours) <= 18
    assert (one.taken_by[staffed] >= 0).all()
    assert (one.taken_by[~staffed] == synthetic.NOBODY).all()


def test_staff_act_in_the_team_that_the_step_is_for(place, requests):
    for events in histories(requests).values():
        for event in events:
            if event["actor"] < 0:
                continue
            team = place.staff[event["actor"]].team
            if event["kind"] in ("accepted", "returned"):
                asked = [one["other_team"] for one in events if one["kind"] == "offered"]
                assert team in asked
            if event["kind"] in ("started", "held", "resumed", "completed", "closed"):
                assert team == event["team"]


def test_who_asked_online_is_claimed_until_a_navigator_links_them(requests):
    one, told = requests.requests, histories(requests)
    for number in range(len(requests)):
        linked = any(event["kind"] == "linked" for event in told[number])
        online = one.channel[number] == "online"
        assert (one.claimed[number] is not None) == online
        assert (one.person[number] >= 0) == (linked or not online)


def test_people_ask_from_where_they_live(people, requests):
    one = requests.requests
    known = one.person >= 0
    assert (people.persons.hub[one.person[known]] == one.hub[known]).all()


def test_nobody_is_told_in_a_way_that_they_cannot_use(people, requests):
    bits = {"phone": 1, "text": 2, "email": 4, "post": 8}
    one = requests.requests
    for person, mode in zip(one.person.tolist(), one.contact_mode, strict=True):
        if person >= 0 and mode in bits:
            assert people.persons.reach[person] & bits[mode]


def test_red_flags_are_handed_over_live(place, requests):
    one = requests.requests
    flagged = [number for number, flags in enumerate(one.red_flags) if flags]
    assert flagged
    duty = {hub.duty for hub in place.hubs} | {hub.on_call for hub in place.hubs}
    told = histories(requests)
    for number in flagged:
        offered = next(event for event in told[number] if event["kind"] == "offered")
        assert offered["other_team"] in duty
        assert offered["due_at"] - one.taken_at[number] <= 600
