"""One choice for each zone, so that an aim gains most for the alignment that it may cost in all."""

from collections.abc import Sequence
from dataclasses import dataclass

from peckham.places.domain.design.problem import Integers

# Registrations for one unit of an aim: every rate that is tried, from dear to cheap.
_RATES = tuple(10 ** (power / 20) for power in range(40, -81, -1))


@dataclass(frozen=True, eq=False)
class Choice:
    """A plan of one zone: alignment that it costs against today's choice, and the aim's amount."""

    labels: Integers
    cost: int
    amount: float


def chosen(options: Sequence[Sequence[Choice]], spare: int) -> list[int]:
    """Choose one option in every zone, the first of each costing nothing.

    The dearest rate at which all can be paid for decides; what is left buys single zones more.

    >>> west = Choice(None, 0, 9.0), Choice(None, 5, 4.0)
    >>> east = Choice(None, 0, 9.0), Choice(None, 5, 1.0)
    >>> chosen([west, east], 5), chosen([west, east], 10), chosen([west, east], 4)
    ([0, 1], [1, 1], [0, 0])
    """
    picks = [0] * len(options)
    for rate in _RATES:
        tried = [
            min(range(len(zone)), key=lambda n: (zone[n].cost + rate * zone[n].amount, n))
            for zone in options
        ]
        if _cost(options, tried) <= spare:
            picks = tried
            break
    while True:
        left = spare - _cost(options, picks)
        better = [
            (zone[picks[number]].amount - choice.amount, -number, -at)
            for number, zone in enumerate(options)
            for at, choice in enumerate(zone)
            if choice.cost - zone[picks[number]].cost <= left
        ]
        gain, number, at = max(better)
        if gain <= 1e-9:
            return picks
        picks[-number] = -at


def _cost(options: Sequence[Sequence[Choice]], picks: Sequence[int]) -> int:
    return sum(zone[at].cost for zone, at in zip(options, picks, strict=True))
