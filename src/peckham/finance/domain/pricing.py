"""What one person is worth by the year, line by line: the baseline's value spread over its people.

At the list that the baseline expects, the prices come to its value exactly; at another list they
come to what the commissioner bears (rule 69): size and mix of people, at the contract's rates.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from peckham.finance.domain.expected import AdoptedBaseline
from peckham.kernel import Refused


class NotWorthAnything(Refused):
    """A baseline expects nobody, so that nothing says what one person is worth."""


@dataclass(frozen=True, slots=True)
class HeadPrices:
    """Pence for one person and a whole year, exactly.

    Args:
        by_band: Of a person of each band that the baseline expects.
        on_average: Of one of a band that it does not expect, such as people whose home is unknown:
            nobody is worth nothing because something is not known of them.
    """

    by_band: Mapping[str, Fraction]
    on_average: Fraction

    def of(self, counts: Mapping[str, int]) -> Fraction:
        """Price some people for a whole year."""
        return sum(
            (self.by_band.get(band, self.on_average) * count for band, count in counts.items()),
            start=Fraction(0),
        )

    def raised(self, rise: Fraction) -> "HeadPrices":
        """Give the same prices after national prices rose."""
        by_band = {band: price * (1 + rise) for band, price in self.by_band.items()}
        return HeadPrices(by_band, self.on_average * (1 + rise))


def head_prices(baseline: AdoptedBaseline) -> HeadPrices:
    """Give what a person of each band is worth under a baseline, of all its lines.

    Each line's prices are in proportion to what the band uses of it, and come to what the baseline
    says the line is worth.

    Raises:
        NotWorthAnything: If it expects nobody.
    """
    side = baseline.expected
    if side.people == 0:
        raise NotWorthAnything(
            "The baseline expects nobody.", rule=68, remedy="Adopt one that says how many."
        )
    found = dict.fromkeys(side.shares, Fraction(0))
    for code, line in side.lines.items():
        worth = Fraction(baseline.lines_pence[code], side.people)
        used = {band: cell.rate * cell.case_mix for band, cell in line.cells.items()}
        a_head = sum((side.shares[band] * use for band, use in used.items()), start=Fraction(0))
        for band in found:
            # Where nobody is expected to use it, each bears the same of what it is worth.
            found[band] += worth * used.get(band, 0) / a_head if a_head else worth
    return HeadPrices(found, Fraction(baseline.value_pence, side.people))
