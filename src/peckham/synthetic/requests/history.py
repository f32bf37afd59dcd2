"""The history of requests up to a moment: which steps were taken, and how each stood after it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from peckham.synthetic.requests.course import (
    ANSWERED,
    CLOSED,
    COMPLETED,
    HELD,
    IN_ERROR,
    OFFERED,
    RESUMED,
    STARTED,
    STEPS,
    TAKEN,
    WITHDRAWN,
    Course,
)
from peckham.synthetic.requests.routing import Routed

Whole = NDArray[np.int64]
Text = NDArray[np.object_]

STATES = (
    "received",
    "offered",
    "in_progress",
    "on_hold",
    "completed",
    "closed",
    "withdrawn",
    "entered_in_error",
)
_RECEIVED, _OFFERED, _IN_PROGRESS, _ON_HOLD, _COMPLETED, _CLOSED, _WITHDRAWN, _IN_ERROR = range(8)
FIRST_ENDED = _CLOSED

_AS_BEFORE = -9
_ANSWERS = ("accepted", "returned", "lapsed")

_STATE_AFTER = np.full(len(STEPS), _AS_BEFORE)
_STATE_AFTER[[TAKEN, OFFERED, STARTED, HELD, RESUMED]] = (
    _RECEIVED,
    _OFFERED,
    _IN_PROGRESS,
    _ON_HOLD,
    _IN_PROGRESS,
)
_STATE_AFTER[[COMPLETED, CLOSED, WITHDRAWN, IN_ERROR]] = (
    _COMPLETED,
    _CLOSED,
    _WITHDRAWN,
    _IN_ERROR,
)


@dataclass(frozen=True, slots=True)
class History:
    """Steps that were taken, request after request, in order; columns of shape (e,).

    Args:
        request: Row of the request.
        step: Index into STEPS.
        sequence: From 1 within the request.
        at: Moment.
        state: Index into STATES, after the step.
        before: The same, before it; -1 for the first.
        team: Who holds the request after it.
        due_at: When it is due after it; -1 once ended.
        last: Row in these columns of each request's last step, shape (n,).
    """

    request: Whole
    step: Whole
    sequence: Whole
    at: Whole
    state: Whole
    before: Whole
    team: Whole
    due_at: Whole
    last: Whole

    def kinds(self, answer: Whole) -> Text:
        """Give the name of each step's transition."""
        names = np.array([*STEPS, *_ANSWERS], dtype=object)
        answered = len(STEPS) + answer[self.request]
        return np.asarray(names[np.where(self.step == ANSWERED, answered, self.step)])


def history_of(routed: Routed, course: Course, ending_at: int) -> History:
    """Put the steps that were taken by a moment into order.

    Steps of one moment keep the order of STEPS; what a step leaves as it was is carried on from
    the one before, so that each row stands for the request as it was then.

    Args:
        routed: Where each request went.
        course: When each step is taken.
        ending_at: Seconds since 1970; later steps have not happened.
    """
    request, step = np.nonzero(course.at <= ending_at)
    at = course.at[request, step]
    order = np.lexsort((step, at, request))
    request, step, at = request[order], step[order], at[order]
    count = np.bincount(request, minlength=len(course.at))
    first = np.cumsum(count) - count
    sequence = np.arange(len(request)) - first[request] + 1
    state = _states(request, step, course)
    state = _carried(state)
    team = _carried(_teams(request, step, routed, course))
    due_at = _carried(_due(request, step, routed, course))
    due_at = np.where(state >= FIRST_ENDED, -1, due_at)
    before = np.where(sequence == 1, -1, np.concatenate([[-1], state[:-1]]))
    return History(
        request=request,
        step=step,
        sequence=sequence,
        at=at,
        state=state,
        before=before,
        team=team,
        due_at=due_at,
        last=first + count - 1,
    )


def _states(request: Whole, step: Whole, course: Course) -> Whole:
    answered = np.array([_IN_PROGRESS, _RECEIVED, _RECEIVED])[course.answer[request]]
    return np.where(step == ANSWERED, answered, _STATE_AFTER[step])


def _teams(request: Whole, step: Whole, routed: Routed, course: Course) -> Whole:
    team = np.full(len(step), _AS_BEFORE)
    team = np.where(step == TAKEN, routed.reception[request], team)
    return np.where(step == ANSWERED, course.holder[request], team)


def _due(request: Whole, step: Whole, routed: Routed, course: Course) -> Whole:
    due_at = np.full(len(step), _AS_BEFORE)
    due_at = np.where(step == TAKEN, routed.due_at[request], due_at)
    due_at = np.where(step == HELD, course.held_until[request], due_at)
    return np.where(step == RESUMED, course.due_again[request], due_at)


def _carried(values: Whole) -> Whole:
    """Carry each value on over the rows that leave it as it was."""
    known = np.where(values == _AS_BEFORE, 0, np.arange(len(values)))
    return np.asarray(values[np.maximum.accumulate(known)])
