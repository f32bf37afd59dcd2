"""Dividing whole pence so that the parts sum to the whole: largest remainder."""

from collections.abc import Sequence
from fractions import Fraction

from peckham.kernel import Refused


class NothingToDivideBy(Refused):
    """An amount is to be divided, and no part has any weight."""


def divided(pence: int, weights: Sequence[Fraction | int]) -> tuple[int, ...]:
    """Divide an amount by weights; pennies left over go to the largest remainders, then the first.

    Args:
        pence: Whole pence; below zero for money that goes back.
        weights: At least one above zero, none below.

    Raises:
        NothingToDivideBy: If no weight is above zero, and there is something to divide.

    >>> divided(100, [1, 1, 1]), divided(-100, [1, 1, 1])
    ((34, 33, 33), (-34, -33, -33))
    """
    whole = sum(weights, start=Fraction(0))
    if whole <= 0:
        if pence == 0:
            return (0,) * len(weights)
        raise NothingToDivideBy(f"{pence} pence, and nobody to divide them among.")
    sign, amount = (-1, -pence) if pence < 0 else (1, pence)
    exact = [amount * Fraction(weight) / whole for weight in weights]
    parts = [part.numerator // part.denominator for part in exact]
    left = amount - sum(parts)
    by_remainder = sorted(range(len(parts)), key=lambda n: (parts[n] - exact[n], n))
    for n in by_remainder[:left]:
        parts[n] += 1
    return tuple(sign * part for part in parts)
