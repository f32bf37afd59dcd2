"""What a year costs with some factors as they were and the rest as the contract has them.

`C = N * sum over bands a and lines s of (w_a * r_as * m_as * p_s) * u_nat * u_loc * e + q`

A line's rates in the bands are its level and its pattern: the level `k` says how much more its
service was used by the people there really were, the pattern by whom. A cell that is new, or whose
line had no activity to be a multiple of, belongs to the pattern.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Set
from enum import StrEnum
from fractions import Fraction

from peckham.finance.domain.position import Position, ServiceLine
from peckham.finance.domain.summing import exact_sum


class Factor(StrEnum):
    """One thing by which a year can differ from its contract."""

    SIZE = "size"
    AGE_MIX = "age_mix"
    PRICE_NATIONAL = "price_national"
    RATE = "rate"
    PATTERN = "pattern"
    CASE_MIX = "case_mix"
    PRICE_LOCAL = "price_local"
    EFFICIENCY = "efficiency"
    QUALITY = "quality"


# The factors that the cells of bands and lines hold; the others multiply or add to the whole.
OF_CELLS = frozenset({Factor.AGE_MIX, Factor.RATE, Factor.PATTERN, Factor.CASE_MIX})


def cost(position: Position, actual: Set[Factor]) -> Fraction:
    """Give what the year would have cost, in exact pence.

    Args:
        position: The year, expected and actual.
        actual: The factors that are as they were; all others are as the contract has them.
    """
    return cost_of(activity(position, actual), position, actual)


def activity(position: Position, actual: Set[Factor]) -> Fraction:
    """Give the activity of one person, of all bands and lines, at unit prices: exact pence."""
    return activity_by(position, actual, lambda _line, _band: "").get("", Fraction(0))


def activity_by[Key](
    position: Position,
    actual: Set[Factor],
    key: Callable[[str, str], Key],
    levels: Mapping[str, Fraction | None] | None = None,
) -> dict[Key, Fraction]:
    """Give the activity of one person at unit prices, taken apart: exact pence.

    Args:
        position: The year, expected and actual.
        actual: The factors that are as they were; all others are as the contract has them.
        key: Gives of a line and a band under which key they are added up.
        levels: The levels of the lines, where they were worked out before.
    """
    found: defaultdict[Key, list[Fraction]] = defaultdict(list)
    levels = levels_of(position) if levels is None else levels
    for name, line in position.lines.items():
        rates = _rates(line, actual, levels[name])
        for band, cell in line.cells.items():
            if rates[band]:
                share = position.shares[band].taken(Factor.AGE_MIX in actual)
                weight = cell.case_mix.taken(Factor.CASE_MIX in actual)
                worth = share * rates[band] * (weight * line.unit_price_pence)
                found[key(name, band)].append(worth)
    return {name: exact_sum(parts) for name, parts in found.items()}


def cost_of(activity_pence: Fraction, position: Position, actual: Set[Factor]) -> Fraction:
    """Give what the year would have cost with so much activity a head, in exact pence."""
    quality = position.quality_pence if Factor.QUALITY in actual else 0
    return activity_pence * multiple(position, actual) + quality


def multiple(position: Position, actual: Set[Factor]) -> Fraction:
    """Give what one person's activity is multiplied by: people, prices, what was not saved."""
    people = position.people.taken(Factor.SIZE in actual)
    national = 1 + position.national_uplift if Factor.PRICE_NATIONAL in actual else Fraction(1)
    local = 1 + position.local_drift if Factor.PRICE_LOCAL in actual else Fraction(1)
    return people * national * local * (1 - position.efficiency.taken(Factor.EFFICIENCY in actual))


def levels_of(position: Position) -> dict[str, Fraction | None]:
    """Give the level of each line, by name."""
    return {name: level(position, line) for name, line in position.lines.items()}


def level(position: Position, line: ServiceLine) -> Fraction | None:
    """Give how many times as much of a line was used by the people there were.

    Returns:
        The ratio; None where the contract expected none, so that there is nothing to multiply.
    """
    expected = _used(position, {band: cell.rate.contract for band, cell in line.cells.items()})
    used = _used(position, {band: cell.rate.actual for band, cell in line.cells.items()})
    return used / expected if expected else None


def _used(position: Position, rates: Mapping[str, Fraction]) -> Fraction:
    """Add up rates a head over the people there really were."""
    return exact_sum(position.shares[band].actual * rate for band, rate in rates.items() if rate)


def _rates(line: ServiceLine, actual: Set[Factor], times: Fraction | None) -> dict[str, Fraction]:
    """Give the rates with level and pattern each as the contract has it, or as it was."""
    expected = {band: cell.rate.contract for band, cell in line.cells.items()}
    used = {band: cell.rate.actual for band, cell in line.cells.items()}
    if Factor.RATE in actual and Factor.PATTERN in actual:
        return used
    if Factor.RATE in actual:
        return expected if times is None else {b: times * rate for b, rate in expected.items()}
    if Factor.PATTERN in actual and times != 0:
        return used if times is None else {band: rate / times for band, rate in used.items()}
    return expected
