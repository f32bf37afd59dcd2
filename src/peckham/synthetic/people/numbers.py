"""NHS numbers that no person has: valid, unique, from the range kept for tests."""

import functools

import numpy as np
from numpy.typing import NDArray

from peckham.synthetic.streams import stream

_FIRST_NINE = 999_000_000
_WEIGHTS = (10, 9, 8, 7, 6, 5, 4, 3, 2)


@functools.cache
def valid_numbers() -> NDArray[np.int64]:
    """Give every valid NHS number that begins 999, rising: 909,091 of them.

    Of the million sets of nine digits, one in eleven has no check digit.

    >>> len(valid_numbers()), int(valid_numbers()[0])
    (909091, 9990000018)
    """
    nine = _FIRST_NINE + np.arange(1_000_000)
    total = np.zeros(len(nine), dtype=np.int64)
    rest = nine.copy()
    for weight in reversed(_WEIGHTS):
        rest, digit = np.divmod(rest, 10)
        total += weight * digit
    check = (11 - total % 11) % 11
    return np.asarray((nine * 10 + check)[check < 10])


def deal_numbers(seed: int) -> NDArray[np.int64]:
    """Shuffle the valid numbers: person n of a place has the nth of them.

    A place of more people than that runs out, and the rest have none, as some residents have none
    in life. No number is made up outside 999: others are given to people, or may one day be.
    """
    return stream(seed, "nhs numbers").permutation(valid_numbers())
