"""Writes the events of requests: what happened, who did it, and what its sentence needs."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from peckham.synthetic.people.batch import text
from peckham.synthetic.place.model import SyntheticPlace
from peckham.synthetic.requests.asking import MODES, ONLINE, Asked
from peckham.synthetic.requests.batch import NO_TIME, NOBODY, SYSTEM, Events
from peckham.synthetic.requests.course import (
    ACCEPTED,
    ANSWERED,
    CLOSED,
    COMPLETED,
    HELD,
    IN_ERROR,
    LAPSED,
    LINKED,
    OFFERED,
    RETURNED,
    TAKEN,
    WITHDRAWN,
    Course,
)
from peckham.synthetic.requests.history import STATES, History
from peckham.synthetic.requests.menu import Target
from peckham.synthetic.requests.routing import Routed
from peckham.synthetic.requests.words import Wording

Whole = NDArray[np.int64]
Text = NDArray[np.object_]

_PUBLIC_WITHDRAWS = 0.4


@dataclass(frozen=True, slots=True)
class Reasons:
    """A reason of each kind for each request; only those of steps that were taken are used."""

    returned: Text
    alternative: Text
    held: Text
    withdrawn: Text
    in_error: Text

    @classmethod
    def draw(cls, wording: Wording, count: int, generator: np.random.Generator) -> "Reasons":
        """Pick one of each for so many requests."""
        return cls(
            returned=wording.pick("returned", "reasons", count, generator),
            alternative=wording.pick("returned", "alternatives", count, generator),
            held=wording.pick("other", "held", count, generator),
            withdrawn=wording.pick("other", "withdrawn", count, generator),
            in_error=wording.pick("other", "in_error", count, generator),
        )


class EventWriter:
    """Knows who is in which team, and turns histories into events."""

    def __init__(self, place: SyntheticPlace, targets: tuple[Target, ...]) -> None:
        team = np.array([member.team for member in place.staff])
        self.size = np.bincount(team, minlength=len(place.teams))
        self.first = np.cumsum(self.size) - self.size
        self.targets = text([target.code for target in targets])

    def actors(
        self,
        asked: Asked,
        routed: Routed,
        course: Course,
        history: History,
        generator: np.random.Generator,
    ) -> Whole:
        """Name who took each step: one member of the team that does it, else public or worker."""
        request, step = history.request, history.step
        door = np.isin(step, (TAKEN, OFFERED, LINKED, WITHDRAWN, IN_ERROR))
        team = np.where(door, routed.reception[request], course.holder[request])
        team = np.where(step == ANSWERED, routed.offered_to[request], team)
        at_door, at_work = generator.random(len(asked)), generator.random(len(asked))
        chance = np.where(door, at_door[request], at_work[request])
        actor = self.first[team] + (chance * self.size[team]).astype(np.int64)
        online = (asked.channel == ONLINE)[request]
        public = online & ((step == TAKEN) | (step == OFFERED))
        leaves = (generator.random(len(asked)) < _PUBLIC_WITHDRAWS)[request]
        public |= online & leaves & (step == WITHDRAWN)
        actor = np.where(public, NOBODY, actor)
        lapsed = (step == ANSWERED) & (course.answer[request] == LAPSED)
        return np.where(lapsed, SYSTEM, actor)

    def write(
        self,
        asked: Asked,
        routed: Routed,
        course: Course,
        history: History,
        reasons: Reasons,
        outcome: Text,
        actors: Whole,
        first: int,
    ) -> Events:
        """Write every step down as an event."""
        request = history.request
        states = text([*STATES, None])
        return Events(
            request=first + request,
            sequence=history.sequence,
            kind=history.kinds(course.answer),
            from_state=states[history.before],
            to_state=states[history.state],
            team=history.team,
            due_at=history.due_at,
            at=history.at,
            actor=actors,
            other_team=_other_teams(routed, course, history),
            moment=_moments(routed, history),
            reason=_reasons(course, history, reasons),
            detail=self._details(asked, routed, course, history, reasons, outcome),
        )

    def _details(
        self,
        asked: Asked,
        routed: Routed,
        course: Course,
        history: History,
        reasons: Reasons,
        outcome: Text,
    ) -> Text:
        """Give the target of what was taken, the outcome, the mode, or the alternative."""
        request, step = history.request, history.step
        detail = np.where(step == TAKEN, self.targets[routed.target[request]], "")
        detail = np.where(step == COMPLETED, outcome[request], detail)
        detail = np.where(step == CLOSED, text(MODES)[asked.mode[request]], detail)
        returned = (step == ANSWERED) & (course.answer[request] == RETURNED)
        return np.asarray(np.where(returned, reasons.alternative[request], detail))


def _other_teams(routed: Routed, course: Course, history: History) -> Whole:
    """Give the team that was asked; of an acceptance, the team that asked."""
    request, step = history.request, history.step
    asked = np.where((step == OFFERED) | (step == ANSWERED), routed.offered_to[request], -1)
    accepted = (step == ANSWERED) & (course.answer[request] == ACCEPTED)
    return np.where(accepted, routed.reception[request], asked)


def _moments(routed: Routed, history: History) -> Whole:
    request, step = history.request, history.step
    moment = np.where(step == OFFERED, routed.expires_at[request], NO_TIME)
    return np.where(step == HELD, routed.due_at[request], moment)


def _reasons(course: Course, history: History, reasons: Reasons) -> Text:
    request, step = history.request, history.step
    reason = np.where(step == HELD, reasons.held[request], "")
    reason = np.where(step == WITHDRAWN, reasons.withdrawn[request], reason)
    reason = np.where(step == IN_ERROR, reasons.in_error[request], reason)
    returned = (step == ANSWERED) & (course.answer[request] == RETURNED)
    return np.asarray(np.where(returned, reasons.returned[request], reason))
