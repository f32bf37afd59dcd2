"""A year's attribution in many draws at once, in floating point: for bands of chance alone.

What is paid is always worked out exactly (`attribution`); here the same states are worked out in
the same order for thousands of years that might have been. Arrays have a last axis of draws, which
is 1 long where a figure does not vary.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from peckham.finance.domain.attribution import Term, check_order
from peckham.finance.domain.cost import Factor
from peckham.finance.domain.local import of_neighbourhood
from peckham.finance.domain.position import Pair, Position

type Floats = NDArray[np.float64]

# Of the draws, so many are worked out together: what they hold fits a processor's cache.
_TOGETHER = 25
# Nine draws of ten lie between the first and the last.
TENTHS = (5, 50, 95)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A year as arrays; its axes are group, line, band and draw.

    A group is a neighbourhood, or all of the contract. `rates` are activities a head, `uses` what
    the year's people used: a head of all of the contract's people.

    Args:
        groups: Names of the groups.
        people: Expected and actual: (), and (draws,).
        shares: The part of everybody in a band, expected and actual: (groups, 1, bands, draws).
        rates: Activities a head, expected and actual: (groups, lines, bands, draws).
        case_mix: What an activity weighs, expected and actual: (groups, lines, bands, draws).
        prices: Unit prices in pence: (lines,).
        uplifts: How far national and local prices rose: two of (draws,).
        efficiency: The part to be saved, and that was: (), and (draws,).
        quality_pence: What quality cost: (draws,).
    """

    groups: tuple[str, ...]
    people: tuple[Floats, Floats]
    shares: tuple[Floats, Floats]
    rates: tuple[Floats, Floats]
    case_mix: tuple[Floats, Floats]
    prices: Floats
    uplifts: tuple[Floats, Floats]
    efficiency: tuple[Floats, Floats]
    quality_pence: Floats


def as_arrays(position: Position) -> Drawn:
    """Write a position as arrays with one draw; cells that are not there are empty."""
    names = sorted({of_neighbourhood("", band) for band in position.shares})
    grouped: dict[str, list[str]] = {name: [] for name in names}
    for band in position.shares:
        grouped[of_neighbourhood("", band)].append(band)
    depth = max(map(len, grouped.values()))
    size = (len(names), len(position.lines), depth, 1)
    shares = [np.zeros((size[0], 1, depth, 1)) for _ in range(2)]
    rates, weights = ([np.zeros(size) for _ in range(2)] for _ in range(2))
    for g, bands in enumerate(grouped.values()):
        for b, band in enumerate(bands):
            _put(shares, (g, 0, b, 0), position.shares[band])
            for n, line in enumerate(position.lines.values()):
                if band in line.cells:
                    _put(rates, (g, n, b, 0), line.cells[band].rate)
                    _put(weights, (g, n, b, 0), line.cells[band].case_mix)
    one = np.ones(1)
    return Drawn(
        groups=tuple(names),
        people=_both(position.people),
        shares=(shares[0], shares[1]),
        rates=(rates[0], rates[1]),
        case_mix=(weights[0], weights[1]),
        prices=np.array([float(line.unit_price_pence) for line in position.lines.values()]),
        uplifts=(one * float(position.national_uplift), one * float(position.local_drift)),
        efficiency=_both(position.efficiency),
        quality_pence=one * float(position.quality_pence),
    )


def parts_of(drawn: Drawn, order: Sequence[Term]) -> Floats:
    """Divide the difference of each draw among the factors, as `attribution.attribute` does.

    Returns:
        Pence, unrounded: (groups and one for what lies in none, factors in the order, draws).

    Raises:
        FactorMissing: If the order leaves a factor out.
    """
    check_order(order)
    turned = [term.factor for term in order]
    levels = _levels(drawn)
    found = [_state(drawn, frozenset(turned[:count]), levels) for count in range(len(turned) + 1)]
    wide = np.broadcast_shapes(*(state.shape for state in found))
    return np.diff(np.stack([np.broadcast_to(state, wide) for state in found], axis=1), axis=1)


def resampled(
    position: Position, order: Sequence[Term], *, draws: int, seed: int
) -> tuple[tuple[str, ...], Floats]:
    """Give what each factor's part would be by chance alone, in nine years of ten.

    Each cell's count of activities is drawn anew as Poisson about what it was; people, weights and
    prices stay. Events that come in runs make the true bands wider.

    Args:
        position: The year, expected and actual.
        order: The contract's order of the factors.
        draws: How many years to draw; a multiple of 25.
        seed: Where the draws begin.

    Returns:
        Names of the groups, with "all" last, and pence: (groups, factors, `TENTHS`).
    """
    drawn = as_arrays(position)
    people = drawn.people[1]
    counts = people * drawn.shares[1] * drawn.rates[1]
    whole = people * np.broadcast_to(drawn.shares[1], counts.shape)
    rng = np.random.Generator(np.random.SFC64(seed))
    found = []
    for _ in range(max(draws // _TOGETHER, 1)):
        events = rng.poisson(np.broadcast_to(counts, (*counts.shape[:-1], _TOGETHER)))
        rates = np.divide(events, whole, out=np.zeros(events.shape), where=whole > 0)
        found.append(parts_of(replace(drawn, rates=(drawn.rates[0], rates)), order))
    parts = np.concatenate(found, axis=-1)
    everybody = parts.sum(axis=0, keepdims=True)
    bands = np.percentile(np.concatenate([parts, everybody]), TENTHS, axis=-1)
    return (*drawn.groups, "", "all"), np.moveaxis(bands, 0, -1)


def _levels(drawn: Drawn) -> tuple[Floats, Floats]:
    """Give what of each line was expected and used, a head, by the people there were.

    Returns:
        Two of (lines, draws).
    """
    sides = (np.broadcast_arrays(drawn.shares[1], rates) for rates in drawn.rates)
    expected, used = (np.einsum("gnbd,gnbd->nd", *side) for side in sides)
    return np.asarray(expected), np.asarray(used)


def _state(drawn: Drawn, actual: frozenset[Factor], levels: tuple[Floats, Floats]) -> Floats:
    """Give what each group would have cost with some factors as they were: (groups + 1, draws)."""
    expected, used = levels
    level = np.divide(used, expected, out=np.ones(used.shape), where=expected > 0)
    takes_rate, takes_pattern = Factor.RATE in actual, Factor.PATTERN in actual
    worth = (
        drawn.shares[Factor.AGE_MIX in actual]
        * drawn.case_mix[Factor.CASE_MIX in actual]
        * drawn.prices[None, :, None, None]
    )
    if takes_rate and takes_pattern:
        sums = _summed(worth, drawn.rates[1])
    elif takes_rate:
        sums = _summed(worth, drawn.rates[0]) * level
    elif takes_pattern:
        # A line that nobody used has no pattern: it stays as it was expected.
        stays = (expected > 0) & (level == 0)
        sums = _summed(worth, drawn.rates[1]) / np.where(stays, 1, level)
        sums = sums + _summed(worth, drawn.rates[0]) * stays
    else:
        sums = _summed(worth, drawn.rates[0])
    state = sums.sum(axis=1) * _multiple(drawn, actual)
    quality = drawn.quality_pence * (Factor.QUALITY in actual)
    wide = np.broadcast_shapes(state.shape[1:], quality.shape)
    return np.concatenate([np.broadcast_to(state, (len(state), *wide)), np.broadcast_to(
        quality, (1, *wide))])  # fmt: skip


def _summed(worth: Floats, rates: Floats) -> Floats:
    """Add up over bands: (groups, lines, draws)."""
    if worth.shape[-1] == 1 and rates.shape[-1] > 1:
        return np.asarray(np.matmul(worth[..., None, :, 0], rates)[..., 0, :])
    return np.asarray((worth * rates).sum(axis=2))


def _multiple(drawn: Drawn, actual: frozenset[Factor]) -> Floats:
    """Give what one person's activity is multiplied by: people, prices, what was not saved."""
    national, local = drawn.uplifts
    return np.asarray(
        drawn.people[Factor.SIZE in actual]
        * (1 + national * (Factor.PRICE_NATIONAL in actual))
        * (1 + local * (Factor.PRICE_LOCAL in actual))
        * (1 - drawn.efficiency[Factor.EFFICIENCY in actual])
    )


def _put(arrays: Sequence[Floats], where: tuple[int, ...], pair: Pair) -> None:
    arrays[0][where], arrays[1][where] = float(pair.contract), float(pair.actual)


def _both(pair: Pair) -> tuple[Floats, Floats]:
    return np.array([float(pair.contract)]), np.array([float(pair.actual)])
