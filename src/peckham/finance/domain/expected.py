"""What a contract expects of a year: people, shares, rates and prices, and what they come to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import NamedTuple
from uuid import UUID

from peckham.finance.domain.position import BelowZero, CellWithoutBand
from peckham.kernel import Period


class ExpectedCell(NamedTuple):
    """A line's activity in one band: activities a head in the year, and what one weighs."""

    rate: Fraction
    case_mix: Fraction


@dataclass(frozen=True, slots=True)
class ExpectedLine:
    """A line of service: the price of one activity, in pence, and its cells by band."""

    unit_price_pence: int
    cells: Mapping[str, ExpectedCell]


@dataclass(frozen=True, slots=True)
class ContractSide:
    """The contract's side of a year's position, as its baseline has it.

    Args:
        people: How many are expected.
        shares: The part of them in each band; they sum to 1 where there is anybody.
        lines: The lines of service, by code.
        efficiency: The part of the cost that is to be saved.
        year: Its days.

    Raises:
        CellWithoutBand: If a cell's band has no share.
        BelowZero: If people, a share, a rate, a weight, a price or the efficiency is below zero.
    """

    people: int
    shares: Mapping[str, Fraction]
    lines: Mapping[str, ExpectedLine]
    efficiency: Fraction
    year: Period

    def __post_init__(self) -> None:
        if self.people < 0 or self.efficiency < 0 or any(one < 0 for one in self.shares.values()):
            raise BelowZero("People, a share of them or the efficiency is below zero.", rule=68)
        for name, line in self.lines.items():
            for band, cell in line.cells.items():
                if band not in self.shares:
                    raise CellWithoutBand(
                        f"The line {name} has people of {band}, and no share says how many.",
                        rule=68,
                        remedy=f"Add {band} to the bands.",
                    )
                if line.unit_price_pence < 0 or cell.rate < 0 or cell.case_mix < 0:
                    raise BelowZero(f"Below zero: {name}, {band}.", rule=68)

    def exact_pence(self) -> dict[str, Fraction]:
        """Give what each line comes to, in exact pence, by code."""
        return {name: self._of(line) for name, line in self.lines.items()}

    def _of(self, line: ExpectedLine) -> Fraction:
        a_head = sum(
            (self.shares[band] * cell.rate * cell.case_mix for band, cell in line.cells.items()),
            start=Fraction(0),
        )
        return self.people * a_head * line.unit_price_pence * (1 - self.efficiency)


@dataclass(frozen=True, slots=True)
class AdoptedBaseline:
    """The baseline that counts for a contract on a day.

    Args:
        public_id: Key of its version in addresses.
        contract_id: Key of the contract.
        number: Number of the version, from 1.
        counts_from: The first day on which it counts; later than the year's first after a rebase.
        adopted_at: When the commissioner decided so.
        price_base: In whose prices it is; the published uplifts of later years come on top.
        expected: The contract's side of the year.
        value_pence: What the year is worth; the rounded cost of `expected`.
        lines_pence: What each line is worth; they sum to the value.
    """

    public_id: UUID
    contract_id: int
    number: int
    counts_from: date
    adopted_at: datetime
    price_base: date
    expected: ContractSide
    value_pence: int
    lines_pence: Mapping[str, int]


def in_whole_pence(exact: Mapping[str, Fraction]) -> dict[str, int]:
    """Round parts so that they sum to the rounded whole: what is rounded is the sum so far.

    >>> in_whole_pence({"a": Fraction(1, 3), "b": Fraction(1, 3), "c": Fraction(1, 3)})
    {'a': 0, 'b': 1, 'c': 0}
    """
    so_far, given, found = Fraction(0), 0, {}
    for name in sorted(exact):
        so_far += exact[name]
        found[name] = round(so_far) - given
        given += found[name]
    return found
