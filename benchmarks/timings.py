"""Percentiles of measured times, in milliseconds."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Timings:
    """How long something took, over many times."""

    count: int
    p50_ms: float
    p95_ms: float
    p99_ms: float
    max_ms: float

    def as_json(self) -> dict[str, object]:
        return asdict(self)


def percentile(ordered: Sequence[float], share: float) -> float:
    """Give the value that a share of an ascending sequence does not exceed (nearest rank).

    >>> percentile([1.0, 2.0, 3.0, 4.0], 0.5)
    2.0
    """
    rank = max(1, -(-len(ordered) * share // 1))
    return ordered[min(len(ordered), int(rank)) - 1]


def timings(seconds: Sequence[float]) -> Timings | None:
    """Sum up measured seconds; None where nothing was measured, which is not nought."""
    if not seconds:
        return None
    ordered = sorted(value * 1000 for value in seconds)
    p50, p95, p99 = (round(percentile(ordered, share), 2) for share in (0.5, 0.95, 0.99))
    return Timings(len(ordered), p50, p95, p99, round(ordered[-1], 2))
