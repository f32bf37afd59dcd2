"""Small graphs of areas: components, spanning trees, contiguity. Keys are area codes."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

Neighbours = Mapping[str, Mapping[str, float]]
Position = tuple[float, float]


def neighbours_from(
    codes: Iterable[str], pairs: Iterable[tuple[str, str, float]]
) -> dict[str, dict[str, float]]:
    """Turn pairs with metres shared into each area's neighbours.

    >>> neighbours_from(["a", "b", "c"], [("a", "b", 10.0)])
    {'a': {'b': 10.0}, 'b': {'a': 10.0}, 'c': {}}
    """
    found: dict[str, dict[str, float]] = {code: {} for code in codes}
    for one, other, metres in pairs:
        if one in found and other in found:
            found[one][other] = metres
            found[other][one] = metres
    return found


def reached_from(start: str, inside: Collection[str], neighbours: Neighbours) -> set[str]:
    """Give what can be reached from an area without leaving `inside`."""
    reached, frontier = {start}, [start]
    while frontier:
        for other in neighbours[frontier.pop()]:
            if other in inside and other not in reached:
                reached.add(other)
                frontier.append(other)
    return reached


def is_contiguous(codes: Collection[str], neighbours: Neighbours) -> bool:
    """Say whether some areas hang together; none at all do."""
    inside = set(codes)
    return not inside or len(reached_from(min(inside), inside, neighbours)) == len(inside)


def components(codes: Collection[str], neighbours: Neighbours) -> list[set[str]]:
    """Divide areas into pieces that hang together, in order of each piece's first code."""
    left, found = set(codes), []
    while left:
        piece = reached_from(min(left), left, neighbours)
        found.append(piece)
        left -= piece
    return found


def bridges(pieces: list[set[str]], positions: Mapping[str, Position]) -> Iterator[tuple[str, str]]:
    """Join pieces that do not touch, each to the rest by its nearest pair of areas.

    An island belongs with the shore that it is nearest to; the caller says so to the reader.
    """
    joined, waiting = set(pieces[0]), [set(piece) for piece in pieces[1:]]
    while waiting:
        _, here, there = min(
            (_square_distance(positions[one], positions[other]), one, other)
            for one in joined
            for piece in waiting
            for other in piece
        )
        yield here, there
        piece = next(piece for piece in waiting if there in piece)
        waiting.remove(piece)
        joined |= piece


def _square_distance(one: Position, other: Position) -> float:
    return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2


@dataclass(frozen=True, slots=True)
class SpanningTree:
    """A tree over areas: each area's parent (the root has none), and areas from the root down."""

    parents: Mapping[str, str | None]
    order: tuple[str, ...]

    def below(self, code: str) -> set[str]:
        """Give an area and everything that hangs from it."""
        found = {code}
        for area in self.order[self.order.index(code) + 1 :]:
            if self.parents[area] in found:
                found.add(area)
        return found

    def sums(self, weights: Mapping[str, int]) -> dict[str, int]:
        """Sum a weight over each area and everything that hangs from it."""
        totals = {code: weights[code] for code in self.order}
        for code in reversed(self.order):
            parent = self.parents[code]
            if parent is not None:
                totals[parent] += totals[code]
        return totals


def spanning_tree(codes: Collection[str], edges: Iterable[tuple[float, str, str]]) -> SpanningTree:
    """Build the lightest spanning tree of areas that hang together (Kruskal).

    Args:
        codes: The areas; they must hang together by `edges`.
        edges: Weight and the two areas; ties go by code, so the order given does not matter.
    """
    group = {code: code for code in codes}

    def find(code: str) -> str:
        while group[code] != code:
            group[code] = group[group[code]]
            code = group[code]
        return code

    touching: dict[str, list[str]] = {code: [] for code in codes}
    for _, one, other in sorted(edges):
        roots = find(one), find(other)
        if roots[0] != roots[1]:
            group[roots[0]] = roots[1]
            touching[one].append(other)
            touching[other].append(one)
    return _rooted(min(codes), touching)


def _rooted(root: str, touching: Mapping[str, list[str]]) -> SpanningTree:
    parents: dict[str, str | None] = {root: None}
    order = [root]
    for code in order:
        for other in touching[code]:
            if other not in parents:
                parents[other] = code
                order.append(other)
    return SpanningTree(parents, tuple(order))
