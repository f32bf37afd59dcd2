"""The improvement payment scheme: the part of a year that is paid by results, to the penny."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from peckham.finance.domain.parts import divided
from peckham.kernel import Refused


class MoreAtRiskThanMayBe(Refused):
    """More of a year's value would be paid by results than the figure in force allows."""


class NotAPart(Refused):
    """A result is less than nothing reached, or more than all."""


@dataclass(frozen=True, slots=True)
class Reached:
    """An indicator with its result.

    Args:
        code: Its code.
        name: What it is.
        weight: Its weight among the others of the year, at least 1.
        reached: The part of it that was reached, 0 to 1; None while nobody knows.
    """

    code: str
    name: str
    weight: int
    reached: Fraction | None

    def __post_init__(self) -> None:
        if self.reached is not None and not 0 <= self.reached <= 1:
            raise NotAPart(
                f"{self.name} cannot be reached to {self.reached}.",
                remedy="Write a part of it, from 0 to 1.",
                field="reached",
            )


@dataclass(frozen=True, slots=True)
class Incentive:
    """What one indicator is worth in a year, and what of it is earned; pence."""

    of: Reached
    at_risk_pence: int
    earned_pence: int | None

    @property
    def unearned_pence(self) -> int | None:
        """What is not earned; None while nobody knows."""
        return None if self.earned_pence is None else self.at_risk_pence - self.earned_pence


def check_at_risk(basis_points: int, *, most: int) -> None:
    """Refuse a part at risk beyond what may be.

    Raises:
        MoreAtRiskThanMayBe: Naming both.
    """
    if not 0 <= basis_points <= most:
        raise MoreAtRiskThanMayBe(
            f"{basis_points / 100:g} % would be paid by results; the most is {most / 100:g} %.",
            remedy="Choose a part within it.",
            field="at_risk",
        )


def incentives(at_risk_pence: int, indicators: Sequence[Reached]) -> tuple[Incentive, ...]:
    """Divide what is at risk among indicators by weight, and give what of each is earned.

    What is earned of one is rounded half to even; earned and unearned sum to what is at risk.
    """
    if not indicators:
        return ()
    parts = divided(at_risk_pence, [one.weight for one in indicators])
    return tuple(
        Incentive(one, pence, None if one.reached is None else round(pence * one.reached))
        for one, pence in zip(indicators, parts, strict=True)
    )
