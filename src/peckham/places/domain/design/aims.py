"""The aims after alignment, in their order, and what each is allowed to cost and did cost.

An aim may spend the points of alignment that were given to it, and may not make an earlier aim
worse. The order is issue 4's: worst-base deviation, length of boundary, need-weighted distance to
a hub, change from today's plan.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from peckham.places.domain.design.board import Board, Seat, hub_cost, terrain_of
from peckham.places.domain.design.choosing import Choice, chosen
from peckham.places.domain.design.cooling import Cooled, Heat, Terrain, Weights, cooled
from peckham.places.domain.design.problem import Integers
from peckham.places.domain.design.search import TIE_LENGTH, Watch
from peckham.places.domain.design.sowing import sown

AIMS = ("deviation", "boundary", "hub", "change")
UNITS: dict[str, str] = {
    "deviation": "% of the mean neighbourhood, worst base",
    "boundary": "km of boundary between neighbourhoods",
    "hub": "km to the hub, weighted by need",
    "change": "residents in another neighbourhood than today",
}
# Registrations per metre, per person-kilometre and per resident: from hardly anything upwards.
_LADDERS: dict[str, tuple[float, ...]] = {
    "boundary": (TIE_LENGTH, 0.1, 0.3, 1.0, 3.0, 6.0, 9.0, 12.0),
    "hub": (0.001, 0.01, 0.03, 0.1, 0.3, 1.0),
    "change": (0.001, 0.01, 0.1, 1.0),
}
_STEPS_PER_UNIT = 1_000
_HOT, _COLD = 150.0, 4.0
# From this many registrations per metre on, a plan is also looked for from new starts.
_HEAVY, _HOTTER, _FRESH = 6.0, 1_500.0, 4
_NARROWINGS = 12
_FIRST_NARROWING = 0.04


@dataclass(frozen=True, slots=True)
class Price:
    """What one aim gained, and the alignment that was paid for it.

    Args:
        aim: Its name.
        unit: What it is counted in; less is better.
        before: Where it stood when its turn came.
        after: Where it stood then.
        allowed_points: Percentage points of alignment that it was allowed to spend.
        paid_points: Percentage points that it spent.
    """

    aim: str
    unit: str
    before: float
    after: float
    allowed_points: float
    paid_points: float


class Pursuit:
    """Carries the aims through on a board, one after another."""

    def __init__(self, board: Board, *, seed: int, watch: Watch) -> None:
        self.board = board
        self.seed = seed
        self.watch = watch
        self.draws = 0
        self.band: float | None = None
        self.held: tuple[str, ...] = ()
        self.terrains = [terrain_of(board.problem, seat.ground) for seat in board.seats]

    def pursue(self, give: Mapping[str, float], aims: Sequence[str] = AIMS) -> tuple[Price, ...]:
        """Carry every aim through that the problem knows enough for.

        What is paid for comes before what is free; among either, the order of `aims` holds.

        Args:
            give: Percentage points of alignment that each aim may spend; 0 where not named.
            aims: Which aims, in order.
        """
        prices = []
        for aim in sorted(aims, key=lambda aim: give.get(aim, 0.0) <= 0):
            if aim == "hub" and self.terrains[0] is None:
                continue
            if aim == "change" and self.board.problem.current is None:
                continue
            prices.append(self._price(aim, give.get(aim, 0.0)))
            self.held += (aim,)
        return tuple(prices)

    def _price(self, aim: str, points: float) -> Price:
        whole = max(1, int(self.board.problem.registrations.sum()))
        before, aligned = self.standing(aim), self._aligned()
        spare = int(points / 100 * whole)
        if aim == "deviation":
            self._narrow(spare)
            # From here on no cooling leaves the band: later aims do not make it worse.
            self.band = self.standing("deviation") / 100
        else:
            self._climb(aim, spare)
        paid = 100 * (aligned - self._aligned()) / whole
        return Price(aim, UNITS[aim], before, self.standing(aim), points, paid)

    def _aligned(self) -> int:
        return self.board.aligned(0, self.board.seats[0].labels)

    def standing(self, aim: str) -> float:
        """Say where an aim stands over the whole place, in its unit."""
        values = [self._local(aim, zone, seat.labels) for zone, seat in enumerate(self.board.seats)]
        if aim == "deviation":
            return 100 * max(values)
        if aim == "hub":
            need = sum(float(terrain.need.sum()) for terrain in self.terrains if terrain)
            return sum(values) / need if need else 0.0
        return sum(values) / (1000 if aim == "boundary" else 1)

    def _local(self, aim: str, zone: int, labels: Integers) -> float:
        """Give what one zone adds to an aim: less is better."""
        seat = self.board.seats[zone]
        if aim == "deviation":
            return self.board.deviation(zone, labels)
        if aim == "boundary":
            return seat.ground.cut_metres(labels)
        if aim == "hub":
            return hub_cost(self.terrains[zone], labels, seat.count)
        stay = self.board.stay(zone)
        people = int(seat.ground.residents[:, 0].sum())
        if stay is None:
            return 0.0
        return float(people - stay[np.arange(len(labels)), labels].sum())

    def _climb(self, aim: str, spare: int) -> None:
        """Weigh the aim more and more against alignment, and choose what can be paid for."""
        seats = self.board.seats
        before = [seat.labels for seat in seats]
        options = [
            [Choice(seat.labels, 0, self._local(aim, zone, seat.labels))]
            for zone, seat in enumerate(seats)
        ]
        for done, weight in enumerate(_LADDERS[aim]):
            self.watch.tell(f"weighing {aim}", done, len(_LADDERS[aim]))
            found = [self._found(aim, zone, weight) for zone in range(len(seats))]
            now = [seat.labels for seat in seats]
            self._seat(before)
            for zone, plans in enumerate(found):
                options[zone] += [self._choice(aim, zone, plan) for plan in plans]
            picks = chosen(options, spare)
            self._seat([zone[at].labels for zone, at in zip(options, picks, strict=True)])
            # A network between two zones can cost more than the zones say each by itself.
            if self._aligned() < self._aligned_of(before) - spare:
                self._seat(now)
            if self.watch.is_over() or spare <= 0:
                return

    def _seat(self, labels: Sequence[Integers]) -> None:
        for seat, own in zip(self.board.seats, labels, strict=True):
            seat.labels = own

    def _aligned_of(self, labels: Sequence[Integers]) -> int:
        seats = [
            Seat(s.ground, s.count, own) for s, own in zip(self.board.seats, labels, strict=True)
        ]
        return Board(self.board.problem, seats).aligned(0, labels[0])

    def _choice(self, aim: str, zone: int, labels: Integers) -> Choice:
        now = self.board.aligned(zone, self.board.seats[zone].labels)
        cost = now - self.board.aligned(zone, labels)
        return Choice(labels, cost, self._local(aim, zone, labels))

    def _found(self, aim: str, zone: int, weight: float) -> list[Integers]:
        """Look for other choices in one zone that make no earlier aim worse."""
        terrain = self.terrains[zone] if aim == "hub" else None
        found = self._cooled(zone, self._weights(aim, zone, weight), terrain)
        return [one.labels for one in found if not self._is_worse(zone, one.labels)]

    def _is_worse(self, zone: int, labels: Integers) -> bool:
        """Say whether a choice makes an aim worse whose turn is over; bands hold deviation."""
        before = self.board.seats[zone].labels
        return any(
            self._local(aim, zone, labels) > self._local(aim, zone, before) + 1e-6
            for aim in self.held
            if aim != "deviation"
        )

    def _weights(self, aim: str, zone: int, weight: float) -> Weights:
        weights = self._within_band(zone)
        if aim == "boundary":
            return replace(weights, length=weight)
        if aim == "hub":
            return replace(weights, hub=weight)
        stay = self.board.stay(zone)
        if stay is None:
            return weights
        return replace(weights, stay=np.rint(stay * weight).astype(np.int64))

    def _within_band(self, zone: int) -> Weights:
        """Give weights that hold the deviation reached, where the zone can hold it."""
        weights = Weights(self.board.floors(zone), length=TIE_LENGTH)
        if self.band is None:
            return weights
        low, high = self._band(zone, max(self.band, self._now(zone)))
        return replace(weights, low=low, high=high)

    def _now(self, zone: int) -> float:
        return self.board.deviation(zone, self.board.seats[zone].labels)

    def _band(self, zone: int, deviation: float) -> tuple[tuple[int, ...], tuple[int, ...]]:
        ground, means = self.board.seats[zone].ground, self.board.means
        low = np.ceil(means * (1 - deviation) - 1e-6).astype(np.int64)
        high = np.floor(means * (1 + deviation) + 1e-6).astype(np.int64)
        return (
            tuple(np.maximum(low, np.array(ground.low)).tolist()),
            tuple(np.minimum(high, np.array(ground.high)).tolist()),
        )

    def _narrow(self, spare: int) -> None:
        """Ask the zones that deviate most for a little less, as long as they can pay for it."""
        step = _FIRST_NARROWING
        for done in range(_NARROWINGS):
            self.watch.tell("evening out residents", done, _NARROWINGS)
            worst = max(self._now(zone) for zone in range(len(self.board.seats)))
            cost = self._narrowed(worst - step, spare)
            if self.watch.is_over():
                return
            if cost is None:
                step /= 2
            else:
                spare -= cost

    def _narrowed(self, target: float, spare: int) -> int | None:
        """Bring every zone to a target deviation, or leave all as they are and give None."""
        chosen: list[tuple[int, Integers]] = []
        spent = 0
        for zone, seat in enumerate(self.board.seats):
            if self._now(zone) <= target:
                continue
            low, high = self._band(zone, target)
            weights = replace(self._within_band(zone), low=low, high=high)
            tried = [] if _is_impossible(seat, low, high) else self._cooled(zone, weights)
            found = max(tried, key=lambda one: one.merit, default=None)
            if found is None or self._is_worse(zone, found.labels):
                return None
            spent += self.board.aligned(zone, seat.labels)
            spent -= self.board.aligned(zone, found.labels)
            chosen.append((zone, found.labels))
            if spent > spare:
                return None
        for zone, labels in chosen:
            self.board.seats[zone].labels = labels
        return spent

    def _cooled(self, zone: int, weights: Weights, terrain: Terrain | None = None) -> list[Cooled]:
        """Cool the zone's plan down under other weights; where those are heavy, new ones too."""
        seat = self.board.seats[zone]
        if seat.count == 1 or self.watch.is_over():
            return []
        self.draws += 1
        lot = np.random.default_rng([self.seed, zone, 1 << 21, self.draws])
        steps = _STEPS_PER_UNIT * len(seat.labels)
        # What weighs more has to be shaken harder to come loose.
        heats = [(seat.labels, Heat(_HOT * (1 + weights.length), _COLD, steps))]
        if weights.length >= _HEAVY:
            heats += [
                (sown(seat.ground, seat.count, lot), Heat(_HOTTER, _COLD, steps))
                for _ in range(_FRESH)
            ]
        found = [
            cooled(seat.ground, start, seat.count, heat, lot, weights, terrain=terrain)
            for start, heat in heats
        ]
        return [one for one in found if one is not None]


def _is_impossible(seat: Seat, low: tuple[int, ...], high: tuple[int, ...]) -> bool:
    totals = seat.ground.residents.sum(axis=0).tolist()
    return any(
        not seat.count * least <= total <= seat.count * most
        for total, least, most in zip(totals, low, high, strict=True)
    )
