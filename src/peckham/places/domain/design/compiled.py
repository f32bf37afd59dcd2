"""Numba where it is installed: quicker, and by construction the very same answer.

What is marked `quick` works on whole numbers only and makes no draws of its own. Without numba it
runs as it is, on lists; with it, compiled, on arrays.
"""

from collections.abc import Callable, MutableSequence, Sequence
from importlib.util import find_spec
from typing import Any

import numpy as np

IS_COMPILED = find_spec("numba") is not None

Row = MutableSequence[int]


def quick[F: Callable[..., Any]](function: F) -> F:
    """Compile a function of whole numbers where numba is installed; else give it back as it is."""
    if not IS_COMPILED:
        return function
    import numba

    compiled: F = numba.njit(cache=True)(function)
    return compiled


def row(numbers: Sequence[int]) -> Row:
    """Lay numbers out as `quick` functions like them best: a list, or an array when compiled."""
    if IS_COMPILED:
        array: Any = np.array(numbers, dtype=np.int64)
        return array  # type: ignore[no-any-return]
    return list(numbers)
