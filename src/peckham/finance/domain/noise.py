"""How much of the part that is put down to activity could be chance alone."""

from dataclasses import dataclass
from math import sqrt

from peckham.finance.domain.cost import level
from peckham.finance.domain.position import Position

# Of a normal distribution, nineteen in twenty lie within so many standard deviations.
DEVIATIONS = 1.96


@dataclass(frozen=True, slots=True)
class Band:
    """The part for activity, in pence, with what it would be in nineteen years of twenty."""

    low_pence: int
    high_pence: int

    def holds_none(self) -> bool:
        """Say whether no difference at all lies within: then the part may be chance alone."""
        return self.low_pence <= 0 <= self.high_pence


def activity_band(position: Position, pence: int) -> Band:
    """Give the band beside the part for activity.

    Each line's activities are taken as counts of independent events (Poisson), so that the band is
    the least there can be: events that come in runs make it wider.

    Args:
        position: The year, expected and actual.
        pence: The part for activity in the contract's order.
    """
    variance = 0.0
    prices = float((1 + position.national_uplift) * (1 - position.efficiency.contract))
    for line in position.lines.values():
        times = level(position, line)
        if times is None:
            continue
        shares = {band: position.shares[band].actual for band in line.cells}
        expected = sum(shares[band] * cell.rate.contract for band, cell in line.cells.items())
        weighted = sum(
            shares[band] * cell.rate.contract * cell.case_mix.contract
            for band, cell in line.cells.items()
        )
        # The pence of one activity more, and the variance of how many there are.
        each = float(weighted / expected) * line.unit_price_pence * prices
        variance += each**2 * float(position.people.actual * times * expected)
    width = round(DEVIATIONS * sqrt(variance))
    return Band(pence - width, pence + width)
