"""Exact sums of very many fractions, quickly: those with one denominator are added as integers."""

from collections import defaultdict
from collections.abc import Iterable
from fractions import Fraction


def exact_sum(parts: Iterable[Fraction]) -> Fraction:
    """Add up fractions exactly.

    >>> exact_sum([Fraction(1, 3), Fraction(1, 3), Fraction(1, 2)])
    Fraction(7, 6)
    """
    over: defaultdict[int, int] = defaultdict(int)
    for part in parts:
        over[part.denominator] += part.numerator
    sums = [Fraction(above, below) for below, above in over.items()]
    # Two by two, so that denominators grow late and few times.
    while len(sums) > 1:
        rest = sums[-1:] if len(sums) % 2 else []
        sums = [one + other for one, other in zip(sums[::2], sums[1::2], strict=False)] + rest
    return sums[0] if sums else Fraction(0)
