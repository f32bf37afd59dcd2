"""One walk of a plan by single areas across boundaries: the designer's inner loop.

Whole numbers only, and every draw made beforehand, so that compiled or not the answer is the same.
"""

from typing import NamedTuple

from peckham.places.domain.design.compiled import Row, quick


class Land(NamedTuple):
    """What a walk does not change; n areas, k neighbourhoods, b bases.

    Args:
        sources: By directed edge, the area that would move.
        targets: By directed edge, the area whose neighbourhood it would join.
        offsets: n + 1; where each area's edges start.
        costs: By directed edge, what it costs to have its two areas in different neighbourhoods.
        tie_offsets: n + 1; where each area's ties start: wishes about two areas wherever they lie.
        tied: By tie, the other area.
        tie_costs: By tie, what it costs to have the two apart; below 0 where they must be.
        people: n x b; residents.
        low: b; residents of a neighbourhood at least.
        high: b; at most.
    """

    sources: Row
    targets: Row
    offsets: Row
    costs: Row
    tie_offsets: Row
    tied: Row
    tie_costs: Row
    people: Row
    low: Row
    high: Row


class Walker(NamedTuple):
    """What a walk changes.

    Args:
        labels: n; neighbourhood of each area.
        totals: k x b; residents.
        sizes: k; areas.
        seen: n; marks of the search for pieces.
        queue: n; room for that search.
    """

    labels: Row
    totals: Row
    sizes: Row
    seen: Row
    queue: Row


@quick
def walk(
    draws: Row, patience: Row, land: Land, worth: Row, severity: int, walker: Walker, mark: int
) -> int:
    """Try one move for each draw: the source of an edge joins the neighbourhood of its target.

    A move is made when its gain is at least what patience allows and the neighbourhood that is
    left still hangs together.

    Args:
        draws: Numbers of directed edges.
        patience: By draw, the least gain that is accepted, 0 or below.
        land: What stays.
        worth: n x k; what it is worth to have an area in a neighbourhood.
        severity: What each resident outside the bounds costs.
        walker: What is changed.
        mark: Last mark used in `seen`.

    Returns:
        The last mark used, for the next walk.
    """
    sources, targets, offsets, costs, tie_offsets = land[:5]
    labels, totals, sizes, seen, queue = walker
    count = len(sizes)
    for step in range(len(draws)):
        edge = draws[step]
        area = sources[edge]
        here = labels[area]
        there = labels[targets[edge]]
        if here == there or sizes[here] == 1:
            continue
        gain = worth[area * count + there] - worth[area * count + here]
        kin = 0
        for at in range(offsets[area], offsets[area + 1]):
            other = labels[targets[at]]
            if other == here:
                gain -= costs[at]
                kin += 1
            elif other == there:
                gain += costs[at]
        gain += severity * relief(land.people, totals, land.low, land.high, area, here, there)
        if tie_offsets[area] < tie_offsets[area + 1]:
            gain += loosened(tie_offsets, land.tied, land.tie_costs, labels, area, here, there)
        if gain >= patience[step] and stays_whole(
            targets, offsets, labels, seen, queue, area, kin, mark + step + 1
        ):
            move(land.people, labels, totals, sizes, area, there)
    return mark + len(draws)


@quick
def move(people: Row, labels: Row, totals: Row, sizes: Row, area: int, there: int) -> None:
    """Put an area into another neighbourhood."""
    here = labels[area]
    labels[area] = there
    sizes[here] -= 1
    sizes[there] += 1
    bases = len(totals) // len(sizes)
    for base in range(bases):
        moved = people[area * bases + base]
        totals[here * bases + base] -= moved
        totals[there * bases + base] += moved


@quick
def relief(people: Row, totals: Row, low: Row, high: Row, area: int, here: int, there: int) -> int:
    """Say how many fewer residents are outside the bounds once the area has moved."""
    bases = len(low)
    fewer = 0
    for base in range(bases):
        moved = people[area * bases + base]
        before = totals[here * bases + base]
        if before - moved < low[base]:
            fewer -= min(low[base], before) - (before - moved)
        if before > high[base]:
            fewer += before - max(before - moved, high[base])
        before = totals[there * bases + base]
        if before + moved > high[base]:
            fewer -= before + moved - max(before, high[base])
        if before < low[base]:
            fewer += min(before + moved, low[base]) - before
    return fewer


@quick
def loosened(
    tie_offsets: Row, tied: Row, tie_costs: Row, labels: Row, area: int, here: int, there: int
) -> int:
    """Say what ties gain once the area has moved."""
    gain = 0
    for at in range(tie_offsets[area], tie_offsets[area + 1]):
        other = labels[tied[at]]
        if other == here:
            gain -= tie_costs[at]
        elif other == there:
            gain += tie_costs[at]
    return gain


@quick
def stays_whole(
    targets: Row, offsets: Row, labels: Row, seen: Row, queue: Row, area: int, kin: int, mark: int
) -> bool:
    """Say whether a neighbourhood hangs together without an area.

    It did with it, so it is enough that from one of the area's `kin` neighbours in it the others
    are reached. The search ends as soon as they are.
    """
    if kin <= 1:
        return True
    here = labels[area]
    seen[area] = mark
    tail = 0
    for at in range(offsets[area], offsets[area + 1]):
        if labels[targets[at]] == here:
            queue[0] = targets[at]
            tail = 1
            break
    seen[queue[0]] = mark
    left = kin - 1
    head = 0
    while head < tail and left > 0:
        one = queue[head]
        head += 1
        for at in range(offsets[one], offsets[one + 1]):
            other = targets[at]
            if labels[other] == here and seen[other] != mark:
                seen[other] = mark
                queue[tail] = other
                tail += 1
                for near in range(offsets[area], offsets[area + 1]):
                    if targets[near] == other:
                        left -= 1
                        break
    return left == 0
