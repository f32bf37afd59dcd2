"""Whether areas hang together: pieces of a borough, bridges between them, whole neighbourhoods."""

from collections.abc import Mapping, Sequence
from typing import NoReturn

import numpy as np

from peckham.places.domain.design.problem import Floats, Integers
from peckham.places.domain.design.refusals import InPieces


def component_of(edges: Integers, count: int) -> Integers:
    """Give each of `count` areas the smallest area that it hangs together with.

    >>> component_of(np.array([[0, 2], [3, 4]]), 5).tolist()
    [0, 1, 0, 3, 3]
    """
    root = list(range(count))

    def find(area: int) -> int:
        while root[area] != area:
            root[area] = root[root[area]]
            area = root[area]
        return area

    for one, other in edges.tolist():
        first, second = find(one), find(other)
        if first != second:
            root[max(first, second)] = min(first, second)
    return np.array([find(area) for area in range(count)], dtype=np.int64)


def pieces_of(edges: Integers, group: Integers) -> dict[int, list[Integers]]:
    """Divide every group of areas (a borough, a neighbourhood) into pieces that hang together.

    Args:
        edges: m x 2 pairs of areas.
        group: n; the group of each area.

    Returns:
        By group, its pieces, each in order, the piece with the smallest area first.
    """
    inner = edges[group[edges[:, 0]] == group[edges[:, 1]]]
    component = component_of(inner, len(group))
    found: dict[int, list[Integers]] = {int(number): [] for number in np.unique(group)}
    order = np.argsort(component, kind="stable")
    starts = np.flatnonzero(np.diff(component[order], prepend=-1))
    for members in np.split(order, starts[1:]):
        found[int(group[members[0]])].append(members)
    return found


def refuse_pieces(
    pieces: Mapping[int, Sequence[Integers]], codes: Sequence[str], names: Sequence[str]
) -> NoReturn:
    """Refuse boroughs that do not hang together, naming each and its pieces.

    Raises:
        InPieces: Always.
    """
    told = []
    for number, found in sorted(pieces.items()):
        if len(found) > 1:
            small = sorted(found, key=len)[:-1]
            shown = "; ".join(
                f"{len(piece)} areas with {', '.join(codes[area] for area in piece[:5])}"
                for piece in small[:5]
            )
            told.append(
                f"{names[number]} is in {len(found)} pieces, apart from the largest: {shown}"
            )
    raise InPieces(
        f"{'. '.join(told[:20])}.",
        why="A neighbourhood must hang together, and nothing joins these.",
        remedy="Add the boundary or crossing that joins them, or ask for pieces to be joined"
        " to the nearest.",
    )


def joined(
    pieces: Mapping[int, Sequence[Integers]], position: Floats
) -> tuple[tuple[int, int], ...]:
    """Lay bridges so that every group hangs together, each by the nearest pair of areas."""
    bridges = []
    for _, found in sorted(pieces.items()):
        inside, waiting = found[0], list(found[1:])
        while waiting:
            options = []
            for number, piece in enumerate(waiting):
                gaps = position[inside][:, None] - position[piece][None]
                square = (gaps**2).sum(axis=2)
                at = int(square.argmin())
                here, there = divmod(at, len(piece))
                options.append(
                    (float(square.flat[at]), int(inside[here]), int(piece[there]), number)
                )
            _, here, there, number = min(options)
            bridges.append((min(here, there), max(here, there)))
            inside = np.concatenate([inside, waiting.pop(number)])
    return tuple(sorted(bridges))


def is_whole(edges: Integers, labels: Integers) -> bool:
    """Say whether every neighbourhood of a plan hangs together."""
    return all(len(found) == 1 for found in pieces_of(edges, labels).values())
