"""Columns of numpy turned into what COPY takes."""

import numpy as np
from numpy.typing import NDArray

from peckham.synthetic import api as synthetic


def days_from(
    since: NDArray[np.datetime64], until: NDArray[np.datetime64] | None = None
) -> list[str]:
    """Write half-open ranges of days, without an end where `until` is not a time.

    >>> days_from(np.array(["2020-01-31"], dtype="datetime64[D]"))
    ['[2020-01-31,)']
    """
    starts = np.datetime_as_string(since).tolist()
    if until is None:
        return [f"[{start},)" for start in starts]
    ends = np.datetime_as_string(until).tolist()
    return [
        f"[{start},{'' if end == 'NaT' else end})" for start, end in zip(starts, ends, strict=True)
    ]


def moments(seconds: NDArray[np.int64]) -> list[str | None]:
    """Write moments in ISO form, None where there is none.

    >>> moments(np.array([0, synthetic.NO_TIME]))
    ['1970-01-01T00:00:00Z', None]
    """
    written = np.datetime_as_string(seconds.astype("datetime64[s]"), timezone="UTC").tolist()
    missing = (seconds == synthetic.NO_TIME).tolist()
    return [None if none else one for one, none in zip(written, missing, strict=True)]


def keys_of(keys: NDArray[np.int64], index: NDArray[np.int64]) -> list[int | None]:
    """Look keys up by index; None for a negative index."""
    if not len(index):
        return []
    found = keys[np.maximum(index, 0)].tolist()
    return [key if one >= 0 else None for key, one in zip(found, index.tolist(), strict=True)]
