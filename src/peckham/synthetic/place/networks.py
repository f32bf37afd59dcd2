"""Primary care networks: groups of practices of 30,000 to 50,000 patients (rule 12)."""

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]

PATIENTS_LEAST, PATIENTS_MOST = 30_000, 50_000


class NoSuchNetworks(ValueError):
    """The practices do not fall into networks of the right size; draw other lists."""


def group_practices(
    *,
    points: Points,
    sizes: NDArray[np.int64],
    neighbourhood: NDArray[np.int64],
    generator: np.random.Generator,
) -> NDArray[np.int64]:
    """Group one borough's practices into two networks a neighbourhood, one of them straddling.

    Networks grew from who knew whom, before anybody drew neighbourhoods, so one has two practices
    across the line: the mismatch that every boundary report must show (rule 34).

    Args:
        points: Where each practice is, shape (p, 2), metres.
        sizes: List of each, shape (p,).
        neighbourhood: Of each practice's site, shape (p,), 0 to 2.
        generator: Where chance comes from.

    Returns:
        Each practice's network, shape (p,), 0 to 5; n was seeded in neighbourhood n // 2.

    Raises:
        NoSuchNetworks: If no grouping keeps every network within bounds.
    """
    for pair in _straddling_pairs(points, neighbourhood):
        seat = neighbourhood.copy()
        seat[list(pair)] = _other_side(points, neighbourhood, pair)
        network = np.full(len(points), -1)
        for number in range(3):
            mine = np.flatnonzero(seat == number)
            together = [position for position, one in enumerate(mine) if one in pair]
            halves = _halves(points[mine], sizes[mine], together, generator)
            if halves is None:
                break
            network[mine] = 2 * number + halves
        else:
            return network
    raise NoSuchNetworks("No grouping of these practices keeps to 30,000 to 50,000 patients.")


def _straddling_pairs(points: Points, neighbourhood: NDArray[np.int64]) -> list[tuple[int, int]]:
    """List pairs of practices of one neighbourhood, those nearest to another one first."""
    ranked: list[tuple[float, int, int]] = []
    gap = _gap_to_others(points, neighbourhood)
    for one in range(len(points)):
        for other in range(one + 1, len(points)):
            if neighbourhood[one] == neighbourhood[other]:
                apart = float(np.linalg.norm(points[one] - points[other]))
                ranked.append((gap[one] + gap[other] + apart, one, other))
    return [(one, other) for _, one, other in sorted(ranked)[:60]]


def _gap_to_others(points: Points, neighbourhood: NDArray[np.int64]) -> list[float]:
    gaps = []
    for one in range(len(points)):
        others = points[neighbourhood != neighbourhood[one]] - points[one]
        gaps.append(float(np.sqrt((others * others).sum(axis=1)).min(initial=np.inf)))
    return gaps


def _other_side(points: Points, neighbourhood: NDArray[np.int64], pair: tuple[int, int]) -> int:
    middle = points[list(pair)].mean(axis=0)
    home = neighbourhood[pair[0]]
    away = np.linalg.norm(points - middle, axis=1)
    away[neighbourhood == home] = np.inf
    return int(neighbourhood[int(away.argmin())])


def _halves(
    points: Points,
    sizes: NDArray[np.int64],
    together: list[int],
    generator: np.random.Generator,
) -> NDArray[np.int64] | None:
    """Split practices in two compact halves within bounds, those in `together` kept together."""
    angles = generator.uniform(0, np.pi, 48)
    best: tuple[float, NDArray[np.int64]] | None = None
    for angle in angles:
        along = points @ np.array([np.cos(angle), np.sin(angle)])
        order = np.argsort(along, kind="stable")
        for cut in range(1, len(order)):
            half = np.zeros(len(order), dtype=np.int64)
            half[order[cut:]] = 1
            held = np.bincount(half, weights=sizes, minlength=2)
            if held.min() < PATIENTS_LEAST or held.max() > PATIENTS_MOST:
                continue
            if len(set(half[together].tolist())) > 1:
                continue
            cost = sum(
                float(((points[half == side] - points[half == side].mean(axis=0)) ** 2).sum())
                for side in (0, 1)
            )
            if best is None or cost < best[0]:
                best = (cost, half)
    return None if best is None else best[1]
