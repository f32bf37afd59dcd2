"""What a contract expected of a year, beside what the year was."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from peckham.kernel import Refused


class CellWithoutBand(Refused):
    """A line counts activity of people in a band of which nobody said how many they are."""


class BelowZero(Refused):
    """A number of people, a rate, a price or a weight is below zero."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A figure as the contract has it, and as it was."""

    contract: Fraction
    actual: Fraction

    def taken(self, actual: bool) -> Fraction:
        """Give one of the two."""
        return self.actual if actual else self.contract


@dataclass(frozen=True, slots=True)
class Cell:
    """A line's activity in one band of age or need.

    Args:
        rate: Activities a head in the year; 0 where there were none.
        case_mix: What one activity weighs against the unit price.
    """

    rate: Pair
    case_mix: Pair


@dataclass(frozen=True, slots=True)
class ServiceLine:
    """A line of service: the contract's price of one activity, in pence, and its cells by band."""

    unit_price_pence: int
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Position:
    """A year of a contract, expected and actual.

    Args:
        people: How many there are.
        shares: The part of them in each band of age or need.
        lines: The lines of service, by name.
        national_uplift: How far national prices rose, such as 1/40.
        local_drift: How far local prices rose beyond that.
        efficiency: The part of the cost that was to be saved, and that was.
        quality_pence: What the quality of care cost the provider: incentives not earned, remedies.

    Raises:
        CellWithoutBand: If a cell's band has no share.
        BelowZero: If people, a share, a rate, a weight or a price is below zero.
    """

    people: Pair
    shares: Mapping[str, Pair]
    lines: Mapping[str, ServiceLine]
    national_uplift: Fraction
    local_drift: Fraction
    efficiency: Pair
    quality_pence: int

    def __post_init__(self) -> None:
        for name, line in self.lines.items():
            for band, cell in line.cells.items():
                if band not in self.shares:
                    raise CellWithoutBand(
                        f"The line {name} has people of {band}, and no share says how many.",
                        remedy=f"Add {band} to the bands.",
                    )
                _check(f"{name}, {band}: rate", cell.rate)
                _check(f"{name}, {band}: case mix", cell.case_mix)
            if line.unit_price_pence < 0:
                raise BelowZero(f"The unit price of {name} is below zero.")
        _check("the number of people", self.people)
        for band, share in self.shares.items():
            _check(f"the share of {band}", share)


def _check(what: str, pair: Pair) -> None:
    if pair.contract < 0 or pair.actual < 0:
        raise BelowZero(f"Below zero: {what}.")
