"""What was done, counted, and what it comes to at a price."""

from dataclasses import dataclass
from fractions import Fraction

# A weight has four decimals at most, and is kept as a whole number of such parts.
WEIGHT_PARTS = 10_000


@dataclass(frozen=True, slots=True)
class Counted:
    """How many events there were, and what they weigh together."""

    events: int
    weight: Fraction


def weight_of(parts: int) -> Fraction:
    """Give a weight from the ten-thousandths in which it is kept."""
    return Fraction(parts, WEIGHT_PARTS)


def price_of(unit_price_pence: int, weight_parts: int) -> int:
    """Give what one event comes to, in pence: rounded once, half to even.

    >>> price_of(2_501, 10_000), price_of(2_501, 5_000), price_of(2_503, 5_000)
    (2501, 1250, 1252)
    """
    return round(unit_price_pence * weight_of(weight_parts))
