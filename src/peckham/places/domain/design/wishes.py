"""What people decided already, as pairs that must share a neighbourhood and pairs that must not."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, pairwise

import numpy as np

from peckham.places.domain.design.pieces import component_of
from peckham.places.domain.design.problem import Integers, Wishes
from peckham.places.domain.design.refusals import (
    CannotBeContiguous,
    Contradiction,
    UnknownAreaCode,
)

Pairs = tuple[tuple[int, int], ...]


def pairs_of(wishes: Wishes, index: Mapping[str, int], zone: Integers) -> tuple[Pairs, Pairs]:
    """Turn wishes into pairs of areas: together, and apart.

    Raises:
        UnknownAreaCode: If a wish names an area that is not in the place.
        CannotBeContiguous: If areas that must stay together lie in two boroughs that the
            neighbourhoods must keep to.
        Contradiction: If a pair must be together and apart.
    """
    named = [code for group in wishes.locked for code in group]
    named += [*wishes.pinned, *(code for pair in wishes.forbidden for code in pair)]
    unknown = sorted(set(named) - set(index))
    if unknown:
        raise UnknownAreaCode(f"A wish names {', '.join(unknown[:10])}, not in the place.")
    seats: dict[str, list[str]] = {}
    for code, seat in sorted(wishes.pinned.items()):
        seats.setdefault(seat, []).append(code)
    groups = [sorted(index[code] for code in group) for group in (*wishes.locked, *seats.values())]
    together = _chains(groups)
    codes = {number: code for code, number in index.items()}
    for one, other in together:
        if zone[one] != zone[other]:
            raise CannotBeContiguous(
                f"{codes[one]} and {codes[other]} must stay together, and lie in two boroughs.",
                why="Neighbourhoods were asked to keep inside boroughs.",
                remedy="Let neighbourhoods cross boroughs, or take one of the two out.",
            )
    pairs = [(index[one], index[other]) for one, other in wishes.forbidden]
    for one_seat, other_seat in combinations(sorted(seats), 2):
        pairs += [(index[a], index[b]) for a in seats[one_seat] for b in seats[other_seat]]
    apart = tuple(sorted({(min(pair), max(pair)) for pair in pairs}))
    _refuse_contradictions(together, apart, codes)
    return together, apart


def refuse_crowds(together: Pairs, residents: Integers, maximum: int, codes: Sequence[str]) -> None:
    """Refuse areas that must stay together and have more residents than a neighbourhood may.

    Raises:
        CannotBeContiguous: Naming two of them.
    """
    group = component_of(np.array(together, dtype=np.int64).reshape(-1, 2), len(codes))
    for number in np.unique([one for one, _ in together]):
        members = np.flatnonzero(group == group[number])
        people = int(residents[members].sum(axis=0).max())
        if people > maximum:
            raise CannotBeContiguous(
                f"{codes[members[0]]}, {codes[members[1]]} and what must stay with them have"
                f" {people:,} residents; a neighbourhood has {maximum:,} at most.",
                remedy="Take some of them out, or widen the bounds.",
            )


def _chains(groups: Iterable[Sequence[int]]) -> Pairs:
    pairs = {pair for group in groups for pair in pairwise(group)}
    return tuple(sorted((one, other) for one, other in pairs if one != other))


def _refuse_contradictions(together: Pairs, apart: Pairs, codes: Mapping[int, str]) -> None:
    root: dict[int, int] = {}

    def find(area: int) -> int:
        while root.get(area, area) != area:
            area = root[area]
        return area

    for one, other in together:
        root[find(other)] = find(one)
    for one, other in apart:
        if find(one) == find(other):
            raise Contradiction(
                f"{codes[one]} and {codes[other]} must share a neighbourhood and must not.",
                remedy="Take back one of the wishes.",
            )
