"""A year's difference as a waterfall: from what was expected, by factor, to what it cost."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

_WIDTH, _ROW, _LEFT, _RIGHT = 760, 26, 190, 120


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: `kind` is "whole", "commissioner" or "provider", `pence` what stands beside it."""

    words: str | Promise
    kind: str
    x: float
    y: float
    width: float
    height: float
    pence: int
    ends_at: float


@dataclass(frozen=True, slots=True)
class Waterfall:
    """Bars from the top down, in a drawing `width` by `height`."""

    width: int
    height: int
    left: int
    bars: tuple[Bar, ...]


def waterfall(
    expected_pence: int,
    parts: Sequence[tuple[str | Promise, str, int]],
    *,
    names: tuple[str | Promise, str | Promise],
) -> Waterfall:
    """Draw a year.

    Args:
        expected_pence: What the contract expected.
        parts: Words, owner and pence of each factor, in the contract's order.
        names: What the first and the last bar are called.
    """
    levels = [expected_pence]
    for _, _, pence in parts:
        levels.append(levels[-1] + pence)
    low, high = min(levels), max(levels)
    # The axis begins a little below the lowest level: a waterfall is about differences.
    low -= max((high - low) // 5, 1)
    across = (_WIDTH - _LEFT - _RIGHT) / (high - low)

    def at(pence: int) -> float:
        return round(_LEFT + (pence - low) * across, 1)

    rows = [(names[0], "whole", low, levels[0], levels[0])]
    rows += [
        (words, owner, min(levels[n : n + 2]), max(levels[n : n + 2]), pence)
        for n, (words, owner, pence) in enumerate(parts)
    ]
    rows.append((names[1], "whole", low, levels[-1], levels[-1]))
    bars = tuple(
        Bar(words, kind, at(start), 4.0 + n * _ROW, max(round(at(end) - at(start), 1), 1.0),
            _ROW - 8.0, pence, at(levels[min(n, len(levels) - 1)]))
        for n, (words, kind, start, end, pence) in enumerate(rows)
    )  # fmt: skip
    return Waterfall(_WIDTH, _ROW * len(rows) + 8, _LEFT, bars)
