"""A hub to route in: what unit tests and rule tests of routing share."""

from datetime import UTC, datetime, timedelta

from peckham.kernel import london
from peckham.services.catalogue import catalogue, core_kinds
from peckham.services.domain.routing import Answer, Door, route_request

RECEPTION, DUTY, ON_CALL = 1, 2, 3
CATALOGUE = catalogue()
KINDS = core_kinds()
# Team 10 + n answers the n-th core kind; care navigation is the reception itself.
TEAM_OF = {
    kind.code: RECEPTION if kind.code == "care_navigation" else 10 + kind.position for kind in KINDS
}
ANSWERS = tuple(Answer(100 + k.position, k.words, k.code, TEAM_OF[k.code]) for k in KINDS)


def week(at, opens=8, closes=18, days=21, closed=()):
    """Give windows on weekdays from a moment on, cut to start no earlier than it."""
    first = london.day_of(at)
    for ahead in range(days):
        day = first + timedelta(days=ahead)
        if day.weekday() < 5 and day not in closed:
            start = datetime(day.year, day.month, day.day, opens, tzinfo=london.LONDON)
            end = datetime(day.year, day.month, day.day, closes, tzinfo=london.LONDON)
            if end > at:
                yield max(start, at), end


def routed(category, at, *, red_flags=(), duty_is_staffed=True, answers=ANSWERS, windows=None):
    """Route a request in this hub."""
    door = Door(7, "West hub", RECEPTION, DUTY, ON_CALL, duty_is_staffed)
    everybody = {RECEPTION, *TEAM_OF.values()}
    open_time = tuple(week(at))
    return route_request(
        category=category,
        red_flags=red_flags,
        door=door,
        answers=answers,
        windows=windows if windows is not None else dict.fromkeys(everybody, open_time),
        catalogue=CATALOGUE,
        at=at,
    )


def utc(day, hour, minute=0, month=11):
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)
