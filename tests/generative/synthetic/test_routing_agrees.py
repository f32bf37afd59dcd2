"""The generator routes arrays; the services room routes one request. They give the same answers."""

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.synthetic.conftest import DATA

from peckham.kernel import london
from peckham.organisations import api as organisations
from peckham.services.catalogue import catalogue
from peckham.services.domain.calendar import in_utc
from peckham.services.domain.routing import Answer, Door, route_request
from peckham.synthetic import api as synthetic
from peckham.synthetic.requests.asking import Asked
from peckham.synthetic.requests.open_time import OpenTime
from peckham.synthetic.requests.routing import Router

PLACE = synthetic.make_place(7, almanac=synthetic.read_almanac(DATA))
HOLIDAYS = organisations.bank_holidays()
FIRST, LAST = date(2026, 1, 1), date(2027, 2, 28)
HUB = PLACE.hubs[1]

# Every minute of a year with both changes of the clocks and every holiday in it.
MOMENTS = st.datetimes(
    min_value=datetime(2026, 1, 2), max_value=datetime(2027, 1, 5), timezones=st.just(UTC)
).map(lambda at: at.replace(microsecond=0))


@pytest.fixture(scope="module")
def open_time():
    return OpenTime(PLACE.teams, first=FIRST, last=LAST, bank_holidays=HOLIDAYS)


@pytest.fixture(scope="module")
def menu():
    from peckham.interfaces.cli.synthetic_load.menu import read_menu

    return read_menu()


def windows(team, at):
    hours = [
        organisations.hours.Hours(
            one.weekday, one.opens_at, one.closes_at, PLACE.teams[team].open_on_bank_holidays
        )
        for one in PLACE.teams[team].hours
    ]
    found = organisations.hours.windows_from(at, hours=hours, bank_holidays=HOLIDAYS)
    return in_utc((window.opens_at, window.closes_at) for window in found)


def is_staffed(team, at):
    return any(opens <= at < closes for opens, closes in windows(team, at))


def by_the_services_room(category, flags, at):
    answers = [
        Answer(number, service.name, service.core_kind, service.team)
        for number, service in enumerate(HUB.services)
    ]
    teams = {answer.team_id for answer in answers} | {HUB.reception}
    return route_request(
        category=category,
        red_flags=flags,
        door=Door(1, HUB.name, HUB.reception, HUB.duty, HUB.on_call, is_staffed(HUB.duty, at)),
        answers=answers,
        windows={team: windows(team, at) for team in teams},
        catalogue=catalogue(),
        at=at,
    )


def by_the_generator(router, menu, category, flag, at):
    codes = [one.code for one in menu.categories]
    asked = Asked(
        asker=np.array([0]),
        hub=np.array([1]),
        at=np.array([int(at.timestamp())]),
        channel=np.array([0]),
        category=np.array([codes.index(category)]),
        for_other=np.array([False]),
        mode=np.array([0]),
        flag=np.array([flag]),
    )
    return router.route(asked, london.day_of(at))


@settings(max_examples=300, deadline=None)
@given(at=MOMENTS, category=st.sampled_from(sorted(catalogue().categories)), flagged=st.booleans())
def test_both_route_alike(open_time, menu, at, category, flagged):
    flags = (menu.red_flags[0],) if flagged else ()
    route = by_the_services_room(category, flags, at)
    routed = by_the_generator(
        Router(PLACE, menu, open_time), menu, category, 0 if flagged else -1, at
    )
    assert routed.reception[0] == route.holder_team_id
    assert routed.offered_to[0] == (-1 if route.offer_team_id is None else route.offer_team_id)
    assert routed.service[0] == (-1 if route.service_id is None else route.service_id)
    assert datetime.fromtimestamp(routed.due_at[0], UTC) == route.due_at
    if route.offer_expires_at is not None:
        expires = datetime.fromtimestamp(routed.expires_at[0], UTC)
        assert abs(expires - route.offer_expires_at) < timedelta(seconds=1)


@settings(max_examples=200, deadline=None)
@given(at=MOMENTS, minutes=st.integers(min_value=1, max_value=6_000), data=st.data())
def test_open_time_is_there_and_back(open_time, at, minutes, data):
    team = np.array([data.draw(st.integers(min_value=0, max_value=len(PLACE.teams) - 1))])
    start = np.array([int(at.timestamp())])
    seconds = np.array([minutes * 60])
    until = open_time.after(team, start, seconds)
    assert open_time.between(team, start, until) == seconds
    assert open_time.between(team, start, until - 1) < seconds
    assert open_time.is_open(team, start)[0] == is_staffed(int(team[0]), at)
