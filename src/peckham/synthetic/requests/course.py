"""What becomes of requests: when each step would be taken, whatever the present moment."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from peckham.synthetic.almanac import Almanac
from peckham.synthetic.requests.asking import ONLINE, Asked
from peckham.synthetic.requests.open_time import NEVER, OpenTime
from peckham.synthetic.requests.routing import Routed

Whole = NDArray[np.int64]
Marks = NDArray[np.bool_]

ACCEPTED, RETURNED, LAPSED = range(3)

# The steps of a request, in the order in which those of one moment are written.
STEPS = (
    "taken",
    "offered",
    "linked",
    "answered",
    "started",
    "held",
    "resumed",
    "completed",
    "closed",
    "withdrawn",
    "entered_in_error",
)
(
    TAKEN,
    OFFERED,
    LINKED,
    ANSWERED,
    STARTED,
    HELD,
    RESUMED,
    COMPLETED,
    CLOSED,
    WITHDRAWN,
    IN_ERROR,
) = range(len(STEPS))

_DAY = 86_400
_MINUTE = 60
_LIVE_ANSWER_SECONDS = 110
_SLOW_HAND_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Course:
    """The whole course of each request.

    Args:
        at: When each step is taken, shape (n, steps); NEVER for one that is not.
        answer: ACCEPTED, RETURNED or LAPSED, shape (n,).
        holder: Team that holds it after the answer, shape (n,).
        held_until: Due time while on hold, shape (n,).
        due_again: Due time after the hold, shape (n,).
    """

    at: Whole
    answer: Whole
    holder: Whole
    held_until: Whole
    due_again: Whole


class Courses:
    """Draws courses of requests by the almanac's shares."""

    def __init__(self, almanac: Almanac, open_time: OpenTime) -> None:
        self.shares = almanac.demand["answers"]
        self.asking = almanac.demand["asking"]
        self.open_time = open_time

    def draw(self, asked: Asked, routed: Routed, generator: np.random.Generator) -> Course:
        """Draw when each step of each request is taken, counting teams' open time only."""
        count = len(asked)
        at = np.full((count, len(STEPS)), NEVER)
        at[:, TAKEN] = asked.at
        offered = routed.offered_to >= 0
        at[offered, OFFERED] = asked.at[offered]
        answer, answered_at, holder = self._answers(asked, routed, generator)
        at[offered, ANSWERED] = answered_at[offered]
        self._start(at, offered & (answer == ACCEPTED), holder, generator)
        begun = np.where(at[:, STARTED] < NEVER, at[:, STARTED], at[:, ANSWERED])
        held_until, due_again = self._work(at, asked, routed, begun, holder, generator)
        self._tell(at, asked, holder, generator)
        self._link(at, asked, routed, generator)
        self._end_early(at, asked, generator)
        return Course(at, answer, holder, held_until, due_again)

    def _answers(
        self, asked: Asked, routed: Routed, generator: np.random.Generator
    ) -> tuple[Whole, Whole, Whole]:
        """Draw what the team that was asked answers, and who holds the request then."""
        count = len(asked)
        percent = generator.random(count) * 100
        returned = self.shares["returned_percent"]
        lapsed = self.shares["lapsed_percent"]
        answer = np.where(percent < returned + lapsed, LAPSED, ACCEPTED)
        answer = np.where(percent < returned, RETURNED, answer)
        answer = np.where((asked.flag >= 0) & (answer == RETURNED), ACCEPTED, answer)
        team = np.where(routed.offered_to >= 0, routed.offered_to, routed.reception)
        expires_at = np.minimum(routed.expires_at, asked.at + 400 * _DAY)
        window = self.open_time.between(team, asked.at, expires_at)
        share = generator.beta(1.5, 2.2, count)
        by_open = self.open_time.after(team, asked.at, 1 + (share * window).astype(np.int64))
        by_clock = asked.at + 1 + (share * (expires_at - asked.at) * 0.9).astype(np.int64)
        live = asked.flag >= 0
        quick = asked.at + 10 + (share * _LIVE_ANSWER_SECONDS * 0.8).astype(np.int64)
        answered_at = np.where(window > 2 * _MINUTE, by_open, by_clock)
        answered_at = np.where(live, quick, answered_at)
        answered_at = np.minimum(answered_at, expires_at - 1)
        ran_out = routed.expires_at + generator.integers(1, _SLOW_HAND_SECONDS, count)
        answered_at = np.where(answer == LAPSED, ran_out, answered_at)
        staffed = self.open_time.is_open(routed.reception, np.minimum(ran_out, expires_at + 30))
        fallen_to = np.where(staffed, routed.reception, routed.on_call)
        nobody_answers = (answer == LAPSED) & (routed.offered_to >= 0)
        holder = np.where(nobody_answers, fallen_to, routed.reception)
        holder = np.where(answer == ACCEPTED, team, holder)
        return answer, answered_at, holder

    def _start(
        self, at: Whole, accepted: Marks, holder: Whole, generator: np.random.Generator
    ) -> None:
        """Where nobody accepted, the team that holds it starts on it itself."""
        mean = self.shares["start_open_minutes_mean"] * _MINUTE
        waited = 1 + generator.exponential(mean, len(at)).astype(np.int64)
        from_at = np.where(at[:, ANSWERED] < NEVER, at[:, ANSWERED], at[:, TAKEN])
        started_at = self.open_time.after(holder, from_at, waited)
        at[~accepted, STARTED] = started_at[~accepted]

    def _work(
        self,
        at: Whole,
        asked: Asked,
        routed: Routed,
        begun: Whole,
        holder: Whole,
        generator: np.random.Generator,
    ) -> tuple[Whole, Whole]:
        """Draw when each is dealt with: most before they are due, some after a hold, some late."""
        count = len(asked)
        left = self.open_time.between(holder, begun, routed.due_at)
        share = generator.beta(1.5, 2.0, count)
        on_time = self.open_time.after(holder, begun, 1 + (share * left).astype(np.int64))
        by_clock = begun + 1 + (share * np.maximum(routed.due_at - begun, 600)).astype(np.int64)
        on_time = np.where(left > _MINUTE, on_time, by_clock)
        late_by = 60 + generator.exponential(self.shares["late_hours_mean"] * 3_600, count)
        late = self.open_time.after(
            holder, np.maximum(routed.due_at, begun), late_by.astype(np.int64)
        )
        is_late = generator.random(count) * 100 < self.shares["late_percent"]
        done_at = np.where(is_late & (asked.flag < 0), late, on_time)
        held = generator.random(count) * 100 < self.shares["held_percent"]
        held &= (asked.flag < 0) & ~is_late & (left > 2 * 3_600)
        held_until, due_again, after_hold = self._hold(
            at, held, begun, holder, routed.due_at, share, generator
        )
        at[:, COMPLETED] = np.where(held, after_hold, done_at)
        return held_until, due_again

    def _hold(
        self,
        at: Whole,
        held: Marks,
        begun: Whole,
        holder: Whole,
        due_at: Whole,
        share: NDArray[np.float64],
        generator: np.random.Generator,
    ) -> tuple[Whole, Whole, Whole]:
        """Stop the clock of some; the open time that was left is there again when it goes on."""
        clock = self.open_time
        left = clock.between(holder, begun, due_at)
        held_at = clock.after(holder, begun, 1 + (0.2 * share * left).astype(np.int64))
        fewest, most = self.shares["hold_days"]
        days = generator.integers(fewest, most, len(at))
        held_until = held_at + days * _DAY
        before = clock.opened_by(holder, held_until) - 15 * _MINUTE
        resumed_at = np.maximum(clock.when(holder, np.maximum(before, 1)), held_at + 3_600)
        resumed_at = np.minimum(resumed_at, held_until)
        still = clock.between(holder, held_at, due_at) // _MINUTE * _MINUTE
        due_again = clock.after(holder, resumed_at, np.maximum(still, 1))
        done_at = clock.after(holder, resumed_at, 1 + (share * still).astype(np.int64))
        at[held, HELD] = held_at[held]
        at[held, RESUMED] = resumed_at[held]
        return held_until, due_again, done_at

    def _tell(self, at: Whole, asked: Asked, holder: Whole, generator: np.random.Generator) -> None:
        """Some are told at once, the rest within an hour or so of open time."""
        mean = self.shares["told_open_minutes_mean"] * _MINUTE
        later = self.open_time.after(
            holder, at[:, COMPLETED], 90 + generator.exponential(mean, len(at)).astype(np.int64)
        )
        at_once = (generator.random(len(at)) < 0.35) | (asked.flag >= 0)
        soon = at[:, COMPLETED] + generator.integers(20, 90, len(at))
        at[:, CLOSED] = np.where(at_once, soon, later)

    def _link(
        self, at: Whole, asked: Asked, routed: Routed, generator: np.random.Generator
    ) -> None:
        """A navigator finds most of those who asked online in the register."""
        mean = self.shares["link_open_minutes_mean"] * _MINUTE
        waited = 20 + generator.exponential(mean, len(at)).astype(np.int64)
        linked_at = self.open_time.after(routed.reception, asked.at, waited)
        linked_at = np.minimum(linked_at, at[:, CLOSED] - 5)
        found = generator.random(len(at)) * 100 < self.asking["linked_percent"]
        found &= (asked.channel == ONLINE) & (linked_at > asked.at)
        at[found, LINKED] = linked_at[found]

    def _end_early(self, at: Whole, asked: Asked, generator: np.random.Generator) -> None:
        """Some withdraw, some were written down by mistake; nothing follows that."""
        percent = generator.random(len(at)) * 100
        withdrawn_share = self.shares["withdrawn_percent"]
        withdrawn = percent < withdrawn_share
        mistaken = ~withdrawn & (percent < withdrawn_share + self.shares["in_error_percent"])
        span = at[:, COMPLETED] - asked.at
        out_at = asked.at + 60 + (generator.random(len(at)) * span).astype(np.int64)
        out_at = np.where(mistaken, asked.at + generator.integers(60, 1_800, len(at)), out_at)
        still_open = out_at < at[:, CLOSED]
        withdrawn, mistaken = withdrawn & still_open, mistaken & still_open
        at[withdrawn, WITHDRAWN] = out_at[withdrawn]
        at[mistaken, IN_ERROR] = out_at[mistaken]
        ended = withdrawn | mistaken
        after = ended[:, None] & (at >= out_at[:, None])
        after[:, [WITHDRAWN, IN_ERROR]] = False
        at[after] = NEVER
