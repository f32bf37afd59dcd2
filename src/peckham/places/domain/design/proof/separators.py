"""Rows that a plan in pieces breaks: between an area and the root, some area of a separator.

A neighbourhood that contains its root and another area must contain some area of every set that
separates the two, for a path leads from one to the other inside it. Shares of areas that hang
together only in part are looked at as flows: what reaches an area from the root is at most the
shares of any set that separates them, and the smallest such set is the row to add.
"""

from collections import deque
from collections.abc import Collection, Iterator, Mapping, Sequence
from heapq import heappop, heappush

from peckham.places.domain.design.problem import Floats
from peckham.places.domain.design.proof.evidence import Row

Neighbours = Sequence[Sequence[int]]

_HELD = 1e-5
_BROKEN = 0.01
_EACH = 8


def rows_broken(
    neighbours: Neighbours, shares: Floats, roots: Mapping[int, int]
) -> Iterator[tuple[Row, int]]:
    """Give rows that these shares break, with the neighbourhood that breaks each.

    Args:
        neighbours: For every area those beside it.
        shares: n x K; how much of each area each neighbourhood holds.
        roots: Neighbourhood to the area that it is known to contain.
    """
    for home, root in roots.items():
        held = shares[:, home].tolist()
        within = {area for area, share in enumerate(held) if share > _HELD} | {root}
        joined = reached(neighbours, root, within)
        for piece in pieces(neighbours, within - joined):
            yield from ((row, home) for row in _around(neighbours, held, root, piece))
        yield from ((row, home) for row in _thin(neighbours, held, root, joined))


def reached(neighbours: Neighbours, start: int, within: Collection[int]) -> set[int]:
    """Give what can be reached from an area without leaving `within`."""
    found, waiting = {start}, [start]
    while waiting:
        for other in neighbours[waiting.pop()]:
            if other in within and other not in found:
                found.add(other)
                waiting.append(other)
    return found


def pieces(neighbours: Neighbours, areas: Collection[int]) -> list[set[int]]:
    """Divide areas into pieces that hang together, by the first area of each."""
    left, found = set(areas), []
    for area in sorted(left):
        if area in left:
            piece = reached(neighbours, area, left)
            left -= piece
            found.append(piece)
    return found


def _around(
    neighbours: Neighbours, held: Sequence[float], root: int, piece: set[int]
) -> Iterator[Row]:
    """A piece that the root does not reach at all: what surrounds it separates them."""
    fence = {other for area in piece for other in neighbours[area]} - piece
    chosen = sorted(piece, key=lambda area: (-held[area], area))[:_EACH]
    through = _least(neighbours, root, chosen[0], fence)
    for area in chosen:
        yield Row("separate", area, root, through)


def _thin(
    neighbours: Neighbours, held: Sequence[float], root: int, joined: set[int]
) -> Iterator[Row]:
    """Areas held more than any path from the root carries: find the narrowest set between."""
    width = _widths(neighbours, held, root)
    doubtful = sorted(
        (width[area] - held[area], area)
        for area in joined - {root}
        if width[area] < held[area] - 2 * _BROKEN
    )
    for _, area in doubtful[:_EACH]:
        between = _narrowest(neighbours, held, root, area)
        if between is not None:
            through = _least(neighbours, root, area, between)
            if held[area] - sum(held[other] for other in through) > _BROKEN:
                yield Row("separate", area, root, through)


def _least(neighbours: Neighbours, root: int, area: int, fence: Collection[int]) -> tuple[int, ...]:
    """Leave out of a separator whatever is not needed."""
    everything = set(range(len(neighbours)))
    near = reached(neighbours, root, everything - set(fence))
    fence = {other for other in fence if any(beside in near for beside in neighbours[other])}
    far = reached(neighbours, area, everything - fence)
    return tuple(sorted(o for o in fence if any(beside in far for beside in neighbours[o])))


def _widths(neighbours: Neighbours, held: Sequence[float], root: int) -> list[float]:
    """For every area, the smallest share on the best path from the root."""
    width = [0.0] * len(held)
    width[root] = 2.0
    waiting = [(-2.0, root)]
    while waiting:
        negative, area = heappop(waiting)
        if -negative < width[area]:
            continue
        for other in neighbours[area]:
            reach = min(-negative, held[other])
            if reach > width[other] + 1e-12:
                width[other] = reach
                heappush(waiting, (-reach, other))
    return width


def _narrowest(
    neighbours: Neighbours, held: Sequence[float], root: int, area: int
) -> set[int] | None:
    """Give a set between root and area that holds less than the area does, or None.

    Flow along shortest paths until no more fits; area i is entered at 2i and left at 2i + 1.
    """
    flow: dict[tuple[int, int], float] = {}
    sent = 0.0
    while sent < held[area] - _BROKEN:
        came = _path(neighbours, held, flow, 2 * root + 1, 2 * area)
        if 2 * area not in came:
            return {
                other
                for other in range(len(held))
                if 2 * other in came and 2 * other + 1 not in came
            }
        sent += _push(held, flow, came, 2 * area)
    return None


def _path(
    neighbours: Neighbours,
    held: Sequence[float],
    flow: Mapping[tuple[int, int], float],
    start: int,
    end: int,
) -> dict[int, int]:
    came = {start: -1}
    waiting = deque([start])
    while waiting and end not in came:
        node = waiting.popleft()
        area, is_left = divmod(node, 2)
        ways = [2 * other for other in neighbours[area]] if is_left else []
        back = [2 * other + 1 for other in neighbours[area]] if not is_left else []
        for other in (*ways, node ^ 1, *back):
            if other not in came and _room(held, flow, node, other) > 1e-9:
                came[other] = node
                waiting.append(other)
    return came


def _room(
    held: Sequence[float], flow: Mapping[tuple[int, int], float], node: int, other: int
) -> float:
    """How much more fits: backwards what flows, through an area its share, between areas all."""
    back = flow.get((other, node), 0.0)
    if node % 2 == 1:
        return back if other == node ^ 1 else 1e9
    return held[node // 2] - flow.get((node, other), 0.0) if other == node ^ 1 else back


def _push(
    held: Sequence[float], flow: dict[tuple[int, int], float], came: Mapping[int, int], end: int
) -> float:
    steps = []
    node = end
    while came[node] != -1:
        steps.append((came[node], node))
        node = came[node]
    amount = min(_room(held, flow, *step) for step in steps)
    for one, other in steps:
        back = min(amount, flow.get((other, one), 0.0))
        if back:
            flow[(other, one)] -= back
        flow[(one, other)] = flow.get((one, other), 0.0) + amount - back
    return amount
