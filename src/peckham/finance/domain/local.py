"""A year's difference taken apart further: by neighbourhood, by line, by band of people.

Each state of the year is worked out exactly for each of them, added up in their order, and what is
rounded is the sum so far. A part is the difference of two such sums in both directions, so that
parts sum to the penny along both: over neighbourhoods to a factor's part of the contract, over
factors to a neighbourhood's own difference. None is more than two pence from its exact value.
"""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

from peckham.finance.domain.attribution import NOWHERE, Part, Term, states
from peckham.finance.domain.position import Position

_BETWEEN = "|"


def local_band(neighbourhood: str, band: str) -> str:
    """Name the people of a band who live in a neighbourhood.

    >>> local_band("N01", "65+/male/1")
    'N01|65+/male/1'
    """
    return f"{neighbourhood}{_BETWEEN}{band}"


def of_neighbourhood(_line: str, band: str) -> str:
    """Give the neighbourhood of a cell; "" where its band names none."""
    neighbourhood, between, _ = band.rpartition(_BETWEEN)
    return neighbourhood if between else NOWHERE


def of_line(line: str, _band: str) -> str:
    """Give the line of a cell."""
    return line


def of_band(_line: str, band: str) -> str:
    """Give the band of a cell, of whatever neighbourhood."""
    return band.rpartition(_BETWEEN)[2]


def parts_by(
    position: Position, order: Sequence[Term], key: Callable[[str, str], str]
) -> dict[str, tuple[Part, ...]]:
    """Divide a year's difference among factors and, within each, by a key.

    Args:
        position: The year; for neighbourhoods its bands are named by `local_band`.
        order: The contract's order of the factors, with the owner of each.
        key: `of_neighbourhood`, `of_line` or `of_band`.

    Returns:
        By key, a part for each factor in the contract's order. They sum over the keys to the parts
        that `attribute` gives for the whole.

    Raises:
        FactorMissing: If the order leaves a factor out.
        FactorTwice: If it names one twice.
    """
    found = states(position, order, key)
    names = sorted({name for state in found for name in state})
    rounded = [_sums_so_far(state, names) for state in found]
    return {
        name: tuple(
            Part(term.factor, term.owner, after[name] - before[name])
            for term, (before, after) in zip(order, pairwise(rounded), strict=True)
        )
        for name in names
    }


def _sums_so_far(state: Mapping[str, Fraction], names: Sequence[str]) -> dict[str, int]:
    """Round the sum so far at each name, and give by how much it grew."""
    so_far, given, found = Fraction(0), 0, {}
    for name in names:
        so_far += state.get(name, Fraction(0))
        found[name] = round(so_far) - given
        given += found[name]
    return found
