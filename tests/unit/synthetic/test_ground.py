from collections import Counter

import numpy as np

from peckham.synthetic.ground.outline import draw_outline
from peckham.synthetic.ground.tiling import ring_area
from peckham.synthetic.place.land import draw_land
from peckham.synthetic.streams import stream


def edges(ring):
    return [(tuple(one), tuple(other)) for one, other in zip(ring[:-1], ring[1:], strict=True)]


def crosses(one, other):
    """Whether two segments that share no end cross."""
    (a, b), (c, d) = np.array(one), np.array(other)

    def turn(p, q, r):
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    return turn(a, b, c) * turn(a, b, d) < 0 and turn(c, d, a) * turn(c, d, b) < 0


def connected(count, pairs):
    beside = {n: set() for n in range(count)}
    for one, other in pairs:
        beside[one].add(other)
        beside[other].add(one)
    seen, edge = {0}, [0]
    while edge:
        for other in beside[edge.pop()] - seen:
            seen.add(other)
            edge.append(other)
    return len(seen) == count


def test_areas_cover_the_land_without_gap_or_overlap(place):
    land = draw_land(7, 1)
    outline = land.outline.ring()
    whole = ring_area(np.concatenate([outline, outline[:1]]))
    areas = land.tiling.areas_square_metres
    assert abs(areas.sum() / whole - 1) < 1e-9
    assert areas.min() > 10_000


def test_each_border_belongs_to_two_areas_and_the_edge_to_one(place):
    """Every edge of a ring is met once the other way round, but for those of the outline."""
    used = Counter(edge for area in place.areas for edge in edges(area.ring.tolist()))
    assert set(used.values()) == {1}
    alone = [edge for edge in used if (edge[1], edge[0]) not in used]
    starts = Counter(edge[0] for edge in alone)
    assert starts == Counter(edge[1] for edge in alone)
    assert set(starts.values()) == {1}


def test_euler_counts_one_face_for_each_area(place):
    """For a connected plane graph, corners - edges + faces = 2, the outside being a face."""
    used = {frozenset(edge) for area in place.areas for edge in edges(area.ring.tolist())}
    corners = {point for edge in used for point in edge}
    assert len(corners) - len(used) + len(place.areas) + 1 == 2


def test_no_outline_of_an_area_crosses_itself(place):
    for area in place.areas[::5]:
        ring = edges(area.ring.tolist())
        for number, one in enumerate(ring):
            assert not any(crosses(one, other) for other in ring[number + 2 :])


def test_rings_are_closed_and_anticlockwise(place):
    for area in place.areas:
        assert (area.ring[0] == area.ring[-1]).all()
        assert ring_area(area.ring) > 0


def test_neighbours_are_listed_once_and_join_the_whole_land(place):
    pairs = place.tiling.pairs
    assert (pairs[:, 0] < pairs[:, 1]).all()
    assert len({tuple(pair) for pair in pairs.tolist()}) == len(pairs)
    assert connected(len(place.areas), pairs.tolist())
    assert 5 < 2 * len(pairs) / len(place.areas) < 6


def test_shared_metres_are_the_length_of_the_border_in_common(place):
    tiling = place.tiling
    one, other = tiling.pairs[0]
    mine = {frozenset(edge) for edge in edges(tiling.rings[one].tolist())}
    theirs = {frozenset(edge) for edge in edges(tiling.rings[other].tolist())}
    shared = sum(np.linalg.norm(np.subtract(*edge)) for edge in mine & theirs)
    assert np.isclose(shared, tiling.shared_metres[0])


def test_the_land_lies_by_the_river_in_the_outer_estuary(place):
    points = np.concatenate([area.ring for area in place.areas])
    assert 0.80 < points[:, 0].min() < points[:, 0].max() < 1.05
    assert 51.48 < points[:, 1].min() < points[:, 1].max() < 51.62
    bank = {tuple(point) for point in place.river.tolist()}
    on_the_bank = [area for area in place.areas if bank & {tuple(p) for p in area.ring.tolist()}]
    assert len(on_the_bank) >= 6


def test_the_outline_is_one_simple_ring():
    outline = draw_outline(columns=1, rows=1, generator=stream(3, "outline"))
    ring = outline.ring()
    closed = edges(np.concatenate([ring, ring[:1]]).tolist())[::9]
    assert ring_area(np.concatenate([ring, ring[:1]])) > 30e6
    assert all(
        not crosses(one, other)
        for number, one in enumerate(closed)
        for other in closed[number + 2 :: 7]
    )
