"""The proof of one region: cases divided, the most promising first, until nothing is left to doubt.

Homes of networks are settled first, then which neighbourhood contains an area. A case is closed
when it can hold no plan better than the best known; each case keeps the prices that bound it, so
that whoever doubts can add them up. Work is counted in programmes solved, never in seconds.
"""

from dataclasses import dataclass, replace
from heapq import heappop, heappush

import numpy as np

from peckham.places.domain.design.problem import Integers
from peckham.places.domain.design.proof.evidence import (
    NEVER,
    NO_PLAN,
    Case,
    Evidence,
    Row,
    Step,
    bound_from,
    is_exact,
    scores_of,
    worth_of,
)
from peckham.places.domain.design.proof.groupings import (
    Cap,
    capped,
    caps_of,
    next_homes,
    settled_elsewhere,
)
from peckham.places.domain.design.proof.linear import Answer, Programme
from peckham.places.domain.design.proof.regions import Region
from peckham.places.domain.design.proof.rounding import keeps, plan_from
from peckham.places.domain.design.proof.separators import rows_broken

_ROUNDS = 40
_WHOLE = 1e-6
_OWN_PLAN = 0.999


@dataclass(slots=True, eq=False)
class _Room:
    """The programme of one complete grouping, with the rows found for it so far."""

    worth: Integers
    programme: Programme
    known: set[tuple[Row, int]]


class RegionSearch:
    """Best-first search over the cases of one region with a given number of neighbourhoods.

    Attributes:
        region: The region.
        count: Neighbourhoods in it.
        caps: Base and price that cap each network.
        steps: The tree of cases, in the order in which they were made.
        labels: The best plan known, or None.
        value: Registrations aligned by it, NO_PLAN without one.
        work: Programmes solved so far.
    """

    def __init__(self, region: Region, count: int, *, is_contiguous: bool = True) -> None:
        self.region, self.count, self.is_contiguous = region, count, is_contiguous
        self.caps: tuple[Cap, ...] = caps_of(region)
        self.labels: Integers | None = None
        self.value, self.work, self._closed = NO_PLAN, 0, NO_PLAN
        self._left = [0]
        for network in reversed(range(len(self.caps))):
            self._left.append(self._left[-1] + capped(region, network, self.caps[network]))
        self._left.reverse()
        nothing = Evidence(np.zeros((region.residents.shape[1], count), dtype=np.int64))
        self.steps = [Step(-1, Case(), self._left[0], nothing)]
        self._open = [(-self._left[0], 0)]
        self._solved: set[int] = set()
        self._first: Programme | None = None
        self._rooms: dict[tuple[int, ...], _Room] = {}

    @property
    def bound(self) -> int:
        """Most registrations that any plan of this region aligns."""
        return max(-self._open[0][0] if self._open else NO_PLAN, self._closed)

    @property
    def is_done(self) -> bool:
        """Say whether no open case can hold a better plan than the best known."""
        return not self._open or -self._open[0][0] <= max(self.value, self._closed)

    @property
    def is_grouped(self) -> bool:
        """Whether the bound is that of a complete grouping with its prices, not of a beginning."""
        if self.is_done:
            return True
        at = self._open[0][1]
        case = self.steps[at].case
        is_priced = at in self._solved or bool(case.inside or case.outside)
        return len(case.homes) == len(self.caps) and is_priced

    def shown(self, at: int) -> int:
        """Give what a case adds up to at the prices that it stands on."""
        return self._bound(self.steps[at].case, self._standing(at))

    def offer(self, labels: Integers) -> bool:
        """Take a plan as the best known if it keeps everything and is better."""
        if not keeps(self.region, labels, self.count):
            return False
        value = value_of(self.region, labels, self.count)
        if value > self.value:
            self.value, self.labels = value, labels.copy()
            return True
        return False

    def advance(self) -> None:
        """Look into the most promising case: bound it better, divide it, or close it."""
        if self.is_done:
            return
        _, at = heappop(self._open)
        step = self.steps[at]
        is_complete = len(step.case.homes) == len(self.caps)
        if at not in self._solved and not step.case.inside and not step.case.outside:
            self._solved.add(at)
            self._tighten(at, self._relaxed(step.case))
            self._reopen(at)
        elif not is_complete:
            for home in next_homes(step.case.homes, self.count):
                self._divide(at, Case((*step.case.homes, home)))
        elif self.is_contiguous:
            self._look_at_areas(at, step)
        else:
            self._closed = max(self._closed, step.bound)

    def _look_at_areas(self, at: int, step: Step) -> None:
        room = self._room(step.case.homes)
        answer = self._tightest(at, room)
        roots = _roots(step.case)
        if len(roots) >= min(2, self.count):
            evidence = self._standing(at)
            plan = plan_from(self.region, answer.shares, room.worth, evidence, roots)
            if plan is not None:
                self.offer(plan)
        parts = self._parts(at, answer, room) if step.bound > self.value else None
        if parts is None:
            self._closed = max(self._closed, step.bound)
            return
        for case in parts:
            self._divide(at, case)

    def _tightest(self, at: int, room: _Room) -> Answer:
        """Add rows that the answer breaks until none is left, or the case can be closed."""
        step = self.steps[at]
        roots = _roots(step.case)
        room.programme.settle(step.case)
        for _ in range(_ROUNDS):
            answer = room.programme.solve()
            self.work += 1
            self._tighten(at, answer)
            if step.bound <= self.value:
                break
            broken = [
                found
                for found in rows_broken(self.region.neighbours, answer.shares, roots)
                if found not in room.known
            ]
            if not broken:
                break
            for row, home in broken:
                if (row, home) not in room.known:
                    room.programme.add(row, home)
                    room.known.add((row, home))
        return answer

    def _parts(self, at: int, answer: Answer, room: _Room) -> tuple[Case, Case] | None:
        """Divide by an area: a root where a neighbourhood has none, else where shares are torn."""
        case = self.steps[at].case
        choice = self._unrooted(at, answer, room) or self._torn(answer)
        if choice is None:
            self.offer(answer.shares.argmax(axis=1))
            return None
        return (
            replace(case, inside=(*case.inside, choice)),
            replace(case, outside=(*case.outside, choice)),
        )

    def _unrooted(self, at: int, answer: Answer, room: _Room) -> tuple[int, int] | None:
        """For a neighbourhood without root, the area that costs most to take from it."""
        roots = _roots(self.steps[at].case)
        homes = [home for home in range(self.count) if home not in roots]
        if not homes or self.count == 1:
            return None
        home, case = homes[0], self.steps[at].case
        scores = scores_of(self.region, room.worth, self._standing(at), case)
        others = np.delete(scores, home, axis=1).max(axis=1)
        regret = np.where(answer.shares[:, home] > _OWN_PLAN, scores[:, home] - others, -1)
        if regret.max() < 0:
            regret = np.where(scores[:, home] > NEVER, answer.shares[:, home], -1.0)
        area = int(regret.argmax())
        return (area, home) if regret[area] >= 0 else None

    def _torn(self, answer: Answer) -> tuple[int, int] | None:
        torn = np.minimum(answer.shares, 1 - answer.shares).max(axis=1)
        if torn.max() < _WHOLE:
            return None
        stake = torn * (self.region.registrations.sum(axis=1) + 1)
        area = int(stake.argmax())
        return area, int(answer.shares[area].argmax())

    def _relaxed(self, case: Case) -> Answer:
        if self._first is None:
            self._first = Programme(self.region, self.count)
        self._first.value(worth_of(self.region, case.homes, self.count))
        self.work += 1
        return self._first.solve()

    def _room(self, homes: tuple[int, ...]) -> _Room:
        if homes not in self._rooms:
            worth = worth_of(self.region, homes, self.count)
            programme = Programme(self.region, self.count)
            programme.value(worth)
            for row, home in kept_always(self.region, self.count):
                programme.add(row, home)
            self._rooms[homes] = _Room(worth, programme, set())
        return self._rooms[homes]

    def _divide(self, at: int, case: Case) -> None:
        """Open a part of a case, bounded by what bounds the whole."""
        bound = min(self.steps[at].bound, self._bound(case, self._standing(at)))
        self.steps[at].below.append(len(self.steps))
        self.steps.append(Step(at, case, bound))
        self._reopen(len(self.steps) - 1)

    def _reopen(self, at: int) -> None:
        heappush(self._open, (-self.steps[at].bound, at))

    def _tighten(self, at: int, answer: Answer) -> None:
        step = self.steps[at]
        if is_exact(self.region, answer.evidence):
            bound = self._bound(step.case, answer.evidence)
            if bound < step.bound:
                step.bound, step.evidence = bound, answer.evidence

    def _standing(self, at: int) -> Evidence:
        """The prices that a case stands on: its own, or those of the nearest case above."""
        evidence = self.steps[at].evidence
        return evidence if evidence is not None else self._standing(self.steps[at].above)

    def _bound(self, case: Case, evidence: Evidence) -> int:
        worth = worth_of(self.region, case.homes, self.count)
        scores = scores_of(self.region, worth, evidence, case)
        if (scores.max(axis=1) == NEVER).any():
            return NO_PLAN
        settled = bound_from(self.region, scores, evidence)
        left = self._left[len(case.homes)]
        return settled + left + settled_elsewhere(self.region, case.homes)


def kept_always(region: Region, count: int) -> list[tuple[Row, int]]:
    """Rows that hold before anything is known of where a neighbourhood lies."""
    rows = [Row("apart", one, other) for one, other in region.apart]
    for one, other in region.together:
        rows += [Row("together", one, other), Row("together", other, one)]
    if region.minimum == 0:
        rows.append(Row("inhabited"))
    return [(row, home) for row in rows for home in range(count)]


def value_of(region: Region, labels: Integers, count: int) -> int:
    """Registrations that live in their network's home neighbourhood, of the region's networks."""
    held = np.zeros((count, region.registrations.shape[1]), dtype=np.int64)
    np.add.at(held, labels, region.registrations)
    return int(held.max(axis=0).sum()) if held.size else 0


def _roots(case: Case) -> dict[int, int]:
    roots: dict[int, int] = {}
    for area, home in case.inside:
        roots.setdefault(home, area)
    return roots
