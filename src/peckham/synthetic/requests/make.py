"""Makes a year of requests up to a moment, a batch of days at a time."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import numpy as np

from peckham.kernel import london
from peckham.synthetic.almanac import Almanac
from peckham.synthetic.people.batch import joined
from peckham.synthetic.place.model import SyntheticPlace
from peckham.synthetic.requests.askers import Askers, needs_weights
from peckham.synthetic.requests.asking import Asking
from peckham.synthetic.requests.batch import RequestBatch
from peckham.synthetic.requests.course import Courses
from peckham.synthetic.requests.history import history_of
from peckham.synthetic.requests.menu import Menu
from peckham.synthetic.requests.open_time import OpenTime
from peckham.synthetic.requests.records import Recorder
from peckham.synthetic.requests.routing import Router
from peckham.synthetic.streams import stream

BATCH_REQUESTS = 20_000
_DAYS_AHEAD = 60
"""Open time is known so far beyond the end, for what is due or on hold then."""


def make_requests(
    place: SyntheticPlace,
    askers: Askers,
    *,
    menu: Menu,
    almanac: Almanac,
    ending_at: datetime,
    requests: int | None = None,
    seed: int | None = None,
    batch_requests: int = BATCH_REQUESTS,
) -> Iterator[RequestBatch]:
    """Make a year of requests with their histories, as they stand at its end.

    Each day has a random stream of its own. Every course is drawn to its end and then cut off at
    `ending_at`, so that what is open then is what would be: offers that wait, work that goes on,
    some that came back, a few that are overdue.

    Args:
        place: The place.
        askers: Its people.
        menu: What can be asked, and the targets.
        almanac: Words and figures.
        ending_at: The present moment, aware.
        requests: About how many; by the almanac's rate for so many people where None.
        seed: The place's own where None.
        batch_requests: About how many in a batch; a batch ends with a whole day.

    Yields:
        Batches with consecutive numbers, the earliest first.
    """
    maker = _Maker(place, askers, menu, almanac, ending_at, place.seed if seed is None else seed)
    rate = almanac.demand["requests_per_person_year"]
    whole = round(rate * len(askers)) if requests is None else requests
    total = sum(maker.asking.day_weight(day) for day in maker.days)
    waiting: list[RequestBatch] = []
    number = 0
    for day in maker.days:
        made = maker.make(day, whole * maker.asking.day_weight(day) / total, number)
        number += len(made)
        waiting.append(made)
        if sum(map(len, waiting)) >= batch_requests:
            yield joined(waiting)
            waiting = []
    if sum(map(len, waiting)):
        yield joined(waiting)


class _Maker:
    """Makes one day's requests at a time."""

    def __init__(
        self,
        place: SyntheticPlace,
        askers: Askers,
        menu: Menu,
        almanac: Almanac,
        ending_at: datetime,
        seed: int,
    ) -> None:
        self.seed = seed
        self.ending_at = int(ending_at.timestamp())
        last = london.day_of(ending_at)
        first = last - timedelta(days=almanac.demand["window_days"])
        self.days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
        open_time = OpenTime(
            place.teams,
            first=first,
            last=last + timedelta(days=_DAYS_AHEAD),
            bank_holidays=menu.bank_holidays,
        )
        on = np.datetime64(last, "D")
        self.asking = Asking(
            place=place,
            askers=askers,
            weights=needs_weights(askers, place, almanac, seed, on),
            menu=menu,
            almanac=almanac,
            open_time=open_time,
        )
        self.router = Router(place, menu, open_time)
        self.courses = Courses(almanac, open_time)
        self.recorder = Recorder(place, askers, menu, almanac, self.router)

    def make(self, day: date, expected: float, first: int) -> RequestBatch:
        """Make a day's requests, numbered from `first`."""
        generator = stream(self.seed, "requests", day.toordinal())
        asked = self.asking.draw(day, expected, generator).until(self.ending_at)
        routed = self.router.route(asked, day)
        course = self.courses.draw(asked, routed, generator)
        history = history_of(routed, course, self.ending_at)
        return self.recorder.record(day, asked, routed, course, history, first, generator)
