"""Writes days of requests down as rows: the requests, their events, offers and messages."""

from datetime import date

import numpy as np
from numpy.typing import NDArray

from peckham.synthetic.almanac import Almanac
from peckham.synthetic.people.batch import text
from peckham.synthetic.place.model import SyntheticPlace
from peckham.synthetic.requests.askers import Askers
from peckham.synthetic.requests.asking import CHANNELS, MODES, ONLINE, Asked
from peckham.synthetic.requests.batch import (
    NO_TIME,
    Messages,
    Offers,
    RequestBatch,
    Requests,
)
from peckham.synthetic.requests.course import (
    ANSWERED,
    CLOSED,
    COMPLETED,
    HELD,
    LAPSED,
    LINKED,
    OFFERED,
    RETURNED,
    STARTED,
    Course,
)
from peckham.synthetic.requests.events import EventWriter, Reasons
from peckham.synthetic.requests.history import STATES, History
from peckham.synthetic.requests.menu import Menu
from peckham.synthetic.requests.routing import Routed, Router
from peckham.synthetic.requests.words import Wording

Whole = NDArray[np.int64]
Text = NDArray[np.object_]

_OFFER_STATES = text(["accepted", "returned", "lapsed", "pending", "withdrawn"])
_PENDING, _WITHDRAWN = 3, 4


class Recorder:
    """Turns what was drawn into rows."""

    def __init__(
        self,
        place: SyntheticPlace,
        askers: Askers,
        menu: Menu,
        almanac: Almanac,
        router: Router,
    ) -> None:
        self.askers = askers
        self.menu = menu
        self.wording = Wording(almanac, menu)
        self.events = EventWriter(place, router.targets)
        self.codes = text([category.code for category in menu.categories])
        shares = np.array([almanac.demand["outcomes"].get(code, 0) for code in menu.outcomes])
        self.outcome_bounds = np.cumsum(shares) / shares.sum()

    def record(
        self,
        day: date,
        asked: Asked,
        routed: Routed,
        course: Course,
        history: History,
        first: int,
        generator: np.random.Generator,
    ) -> RequestBatch:
        """Write a day's requests down, numbered from `first`."""
        count = len(asked)
        outcome = text(self.menu.outcomes)[
            np.searchsorted(self.outcome_bounds, generator.random(count), side="right")
        ]
        reasons = Reasons.draw(self.wording, count, generator)
        actors = self.events.actors(asked, routed, course, history, generator)
        events = self.events.write(asked, routed, course, history, reasons, outcome, actors, first)
        taken_by = actors[history.last - history.sequence[history.last] + 1]
        requests = self._requests(
            day, asked, routed, course, history, outcome, taken_by, first, generator
        )
        return RequestBatch(
            requests=requests,
            events=events,
            offers=_offers(asked, routed, course, history, reasons, first),
            messages=self._messages(requests, history, actors, generator),
        )

    def _requests(
        self,
        day: date,
        asked: Asked,
        routed: Routed,
        course: Course,
        history: History,
        outcome: Text,
        taken_by: Whole,
        first: int,
        generator: np.random.Generator,
    ) -> Requests:
        happened = _happened(course, history)
        state = text(STATES)[history.state[history.last]]
        online = asked.channel == ONLINE
        linked = ~online | happened[:, LINKED]
        band = self.askers.age_band(asked.asker, np.datetime64(day, "D"))
        flags = text([(flag,) for flag in self.menu.red_flags] + [()])
        told_at = np.where(happened[:, CLOSED], course.at[:, CLOSED], NO_TIME)
        modes = text(MODES)
        return Requests(
            number=first + np.arange(len(asked)),
            person=np.where(linked, self.askers.ordinal[asked.asker], -1).astype(np.int64),
            claimed=self.wording.claims(asked, self.askers, generator),
            hub=asked.hub,
            service=routed.service,
            channel=text(CHANNELS)[asked.channel],
            category=self.codes[asked.category],
            words=self.wording.words(asked, generator),
            for_whom=text(["self", "other"])[asked.for_other.astype(np.int64)],
            asker=self.wording.askers(asked, self.askers, band, generator),
            contact_mode=modes[asked.mode],
            red_flags=flags[asked.flag],
            state=state,
            team=history.team[history.last],
            due_at=history.due_at[history.last],
            escalated_at=_escalated(course, happened),
            held_at=np.where(state == "on_hold", course.at[:, HELD], NO_TIME),
            taken_at=asked.at,
            taken_by=taken_by,
            taken_team=np.where(online, -1, routed.reception),
            outcome=_outcomes(state, outcome, happened),
            told_at=told_at,
            told_how=_where(told_at != NO_TIME, modes[asked.mode]),
            version=history.sequence[history.last],
        )

    def _messages(
        self,
        requests: Requests,
        history: History,
        actors: Whole,
        generator: np.random.Generator,
    ) -> Messages:
        told = np.flatnonzero(requests.told_at != NO_TIME)
        return Messages(
            request=requests.number[told],
            mode=requests.told_how[told],
            words=self.wording.told(requests.outcome[told], generator),
            at=requests.told_at[told],
            actor=actors[history.last[told]],
        )


def _happened(course: Course, history: History) -> NDArray[np.bool_]:
    """Say which steps each request has had, shape (n, steps)."""
    happened = np.zeros(course.at.shape, dtype=bool)
    happened[history.request, history.step] = True
    return happened


def _escalated(course: Course, happened: NDArray[np.bool_]) -> Whole:
    """Give since when a lapsed request has waited for somebody to begin."""
    lapsed = happened[:, ANSWERED] & (course.answer == LAPSED) & ~happened[:, STARTED]
    return np.where(lapsed, course.at[:, ANSWERED], NO_TIME)


def _outcomes(state: Text, outcome: Text, happened: NDArray[np.bool_]) -> Text:
    ended_early = (state == "withdrawn") | (state == "entered_in_error")
    return np.asarray(np.where(ended_early, state, _where(happened[:, COMPLETED], outcome)))


def _where(marks: NDArray[np.bool_], values: Text) -> Text:
    """Keep the values that are marked; None for the others."""
    kept = text([None] * len(values))
    kept[marks] = values[marks]
    return kept


def _offers(
    asked: Asked,
    routed: Routed,
    course: Course,
    history: History,
    reasons: Reasons,
    first: int,
) -> Offers:
    happened = _happened(course, history)
    made = np.flatnonzero(happened[:, OFFERED])
    answered = happened[made, ANSWERED]
    ended = history.state[history.last[made]] >= STATES.index("closed")
    state = np.where(answered, course.answer[made], np.where(ended, _WITHDRAWN, _PENDING))
    resolved_at = np.where(answered, course.at[made, ANSWERED], history.at[history.last[made]])
    returned = state == RETURNED
    return Offers(
        request=first + made,
        from_team=routed.reception[made],
        to_team=routed.offered_to[made],
        offered_at=asked.at[made],
        expires_at=routed.expires_at[made],
        state=_OFFER_STATES[state],
        reason=np.where(returned, reasons.returned[made], ""),
        alternative=np.where(returned, reasons.alternative[made], ""),
        resolved_at=np.where(state == _PENDING, NO_TIME, resolved_at),
    )
