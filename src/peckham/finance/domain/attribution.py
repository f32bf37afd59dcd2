"""Why a year cost other than its contract said, and who bears which part (rules 69 and 70).

Factors are turned from the contract's figure to the year's one at a time, in the contract's order.
Each state's cost is rounded to whole pence (half to even), and a factor's part is the difference
between two states: the parts sum to the whole difference, whatever the rounding.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, pairwise
from math import factorial
from typing import Literal

from peckham.finance.domain.cost import (
    OF_CELLS,
    Factor,
    activity,
    activity_by,
    cost_of,
    levels_of,
    multiple,
)
from peckham.finance.domain.position import Position
from peckham.kernel import Refused

# What lies in no neighbourhood, line or band: quality is of the contract as a whole.
NOWHERE = ""

type Owner = Literal["commissioner", "provider"]


class FactorMissing(Refused):
    """The contract's order leaves a factor out: its part would be owned by nobody."""


class FactorTwice(Refused):
    """The contract's order names a factor twice."""


@dataclass(frozen=True, slots=True)
class Term:
    """What a contract says of a factor: who bears its part; its place is its place in the order."""

    factor: Factor
    owner: Owner


@dataclass(frozen=True, slots=True)
class Part:
    """A factor's part of the difference, in whole pence; above zero, it cost more."""

    factor: Factor
    owner: Owner
    pence: int


def check_order(order: Sequence[Term]) -> None:
    """Refuse an order in which a factor is missing or named twice.

    Raises:
        FactorMissing: Naming those that are missing.
        FactorTwice: Naming those that are named twice.
    """
    named = [term.factor for term in order]
    missing = [factor for factor in Factor if factor not in named]
    if missing:
        raise FactorMissing(
            f"The contract's order leaves out: {', '.join(missing)}.",
            why="Every part of a difference has an owner.",
            rule=70,
            remedy="Name each factor once, with whoever bears it.",
        )
    if len(named) != len(set(named)):
        twice = sorted({factor for factor in named if named.count(factor) > 1})
        raise FactorTwice(f"The contract's order names twice: {', '.join(twice)}.", rule=70)


def attribute(position: Position, order: Sequence[Term]) -> tuple[Part, ...]:
    """Divide the difference between a year and its contract among its factors.

    Args:
        position: The year, expected and actual.
        order: The contract's order of the factors, with the owner of each.

    Returns:
        A part for each factor, in that order; they sum to the rounded cost of the year less the
        rounded cost of the contract.

    Raises:
        FactorMissing: If the order leaves a factor out.
        FactorTwice: If it names one twice.
    """
    found = [round(state.get(NOWHERE, 0)) for state in states(position, order, lambda *_: NOWHERE)]
    parts = zip(order, pairwise(found), strict=True)
    return tuple(Part(term.factor, term.owner, after - before) for term, (before, after) in parts)


def states(
    position: Position, order: Sequence[Term], key: Callable[[str, str], str]
) -> list[dict[str, Fraction]]:
    """Work out each state of a year, taken apart by a key, in exact pence.

    Returns:
        The contract's state, and one after each factor that is turned; keys without activity and
        without quality are missing in a state.
    """
    check_order(order)
    turned = [term.factor for term in order]
    levels = levels_of(position)
    cells: dict[frozenset[Factor], dict[str, Fraction]] = {}
    found = []
    for count in range(len(turned) + 1):
        actual = frozenset(turned[:count])
        inside = actual & OF_CELLS
        if inside not in cells:
            cells[inside] = activity_by(position, inside, key, levels)
        times = multiple(position, actual)
        state = {name: worth * times for name, worth in cells[inside].items()}
        if Factor.QUALITY in actual and position.quality_pence:
            state[NOWHERE] = state.get(NOWHERE, Fraction(0)) + position.quality_pence
        found.append(state)
    return found


def shapley(position: Position) -> dict[Factor, Fraction]:
    """Give each factor's part averaged over every order, in exact pence.

    How far it lies from the part in the contract's order says how much depends on that order. It is
    shown beside; nobody is paid by it.

    Returns:
        By factor; they sum to the exact difference.
    """
    factors = tuple(Factor)
    cells = {actual: activity(position, actual) for actual in _subsets(OF_CELLS)}
    costs = {
        actual: cost_of(cells[actual & OF_CELLS], position, actual) for actual in _subsets(factors)
    }
    of = factorial(len(factors))
    return {
        factor: sum(
            (
                Fraction(factorial(len(actual)) * factorial(len(factors) - len(actual) - 1), of)
                * (costs[actual | {factor}] - costs[actual])
                for actual in costs
                if factor not in actual
            ),
            start=Fraction(0),
        )
        for factor in factors
    }


def _subsets(factors: Collection[Factor]) -> Iterator[frozenset[Factor]]:
    sizes = range(len(factors) + 1)
    return (frozenset(chosen) for size in sizes for chosen in combinations(factors, size))
