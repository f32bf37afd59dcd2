"""Adjacency: a shared stretch of boundary counts, a corner does not."""

from tests.unit.places.published_files import square

from peckham.places.domain.shapes import Shapes


def polygon(*rings):
    return {"type": "Polygon", "coordinates": list(rings)}


def test_sides_count_and_corners_do_not():
    shapes = Shapes(
        {
            "a": polygon(square(0, 0)),
            "b": polygon(square(1, 0)),
            "c": polygon(square(1, 1)),
            "d": polygon(square(5, 5)),
        }
    )
    pairs = {(one, other): metres for one, other, metres in shapes.adjacency()}
    assert set(pairs) == {("a", "b"), ("b", "c")}
    assert 1_105 < pairs["a", "b"] < 1_120
    assert 685 < pairs["b", "c"] < 700


def test_neighbours_that_do_not_meet_exactly_are_still_neighbours():
    shifted = [[x + 0.000005, y] for x, y in square(1, 0)]
    assert len(Shapes({"a": polygon(square(0, 0)), "b": polygon(shifted)}).adjacency()) == 1
    apart = [[x + 0.0001, y] for x, y in square(1, 0)]
    assert Shapes({"a": polygon(square(0, 0)), "b": polygon(apart)}).adjacency() == []


def test_an_area_around_another_is_beside_it():
    outer = [[0, 51.5], [0.03, 51.5], [0.03, 51.53], [0, 51.53], [0, 51.5]]
    shapes = Shapes({"ring": polygon(outer, square(1, 1)), "core": polygon(square(1, 1))})
    assert [pair[:2] for pair in shapes.adjacency()] == [("core", "ring")]


def test_the_point_of_an_area_lies_in_it():
    horseshoe = [
        [0, 51.5], [0.03, 51.5], [0.03, 51.53], [0.02, 51.53],
        [0.02, 51.501], [0.01, 51.501], [0.01, 51.53], [0, 51.53], [0, 51.5],
    ]  # fmt: skip
    longitude, latitude = Shapes({"u": polygon(horseshoe)}).points()["u"]
    assert not (0.01 < longitude < 0.02 and latitude > 51.501)
    assert Shapes({"s": polygon(square(0, 0))}).points()["s"] == (0.005, 51.505)
