"""What cannot be designed on is refused by name, with what is wrong and where."""

import math
from dataclasses import replace

import pytest
from tests.unit.places.design import squares

from peckham.places.domain.design import refusals
from peckham.places.domain.design.feasible import counts_by_zone
from peckham.places.domain.design.given import Lists
from peckham.places.domain.design.posing import pose
from peckham.places.domain.design.problem import Limits, Wishes

AREAS, EDGES = squares.areas(4, 3, boroughs=2), squares.boundaries(4, 3)
FIRST, LAST = AREAS[0].code, AREAS[-1].code
WEST = tuple(area.code for area in AREAS[:3])


def with_first(**changes: object) -> list[squares.AreaGiven]:
    return [replace(AREAS[0], **changes), *AREAS[1:]]


@pytest.mark.parametrize(
    ("refusal", "words", "areas", "edges", "more"),
    [
        (refusals.DuplicateArea, FIRST, [*AREAS, AREAS[0]], EDGES, {}),
        (refusals.DuplicateArea, "given twice", AREAS, [*EDGES, EDGES[0]], {}),
        (refusals.UnknownAreaCode, "E99999999", AREAS, [*EDGES, (FIRST, "E99999999", 1.0)], {}),
        (refusals.BadNumber, FIRST, with_first(residents={"pop": math.nan}), EDGES, {}),
        (refusals.BadNumber, "-1", with_first(residents={"pop": -1}), EDGES, {}),
        (refusals.BadNumber, "0.5", with_first(residents={"pop": 0.5}), EDGES, {}),
        (refusals.BadNumber, "missing", with_first(residents={}), EDGES, {}),
        (refusals.BadNumber, "metres", AREAS, [(*EDGES[0][:2], -3.0), *EDGES[1:]], {}),
        (refusals.BadNumber, "position", with_first(position=(math.inf, 0.0)), EDGES, {}),
        (refusals.BadNumber, "at least one", AREAS, EDGES, {"limits": Limits(1, 2, 0)}),
        (refusals.NoResidents, "Borough 0", squares.areas(2, 2, people=0), EDGES[:0], {}),
        (refusals.NoResidents, "no areas", [], [], {}),
        (refusals.UnknownBasis, "census, pop", AREAS, EDGES, {"bases": ("pop", "projected")}),
        (refusals.BoundsCrossed, "crossed", AREAS, EDGES, {"limits": Limits(500, 400)}),
        (refusals.InPieces, "Borough 0 is in 4 pieces", AREAS, EDGES[1:4], {}),
        (
            refusals.CannotBeContiguous,
            "two boroughs",
            AREAS,
            EDGES,
            {"wishes": Wishes(locked=[(FIRST, LAST)])},
        ),
        (
            refusals.CannotBeContiguous,
            "300 residents; a neighbourhood has 250 at most",
            AREAS,
            EDGES,
            {"wishes": Wishes(locked=[WEST]), "limits": Limits(0, 250)},
        ),
        (
            refusals.Contradiction,
            "must not",
            AREAS,
            EDGES,
            {"wishes": Wishes(locked=[WEST], forbidden=[WEST[:2]])},
        ),
        (
            refusals.UnknownAreaCode,
            "E7",
            AREAS,
            EDGES,
            {"lists": Lists({("E7", "U0"): 1}, frozenset({"U0"}))},
        ),
        (
            refusals.BadNumber,
            "registrations with U0",
            AREAS,
            EDGES,
            {"lists": Lists({(FIRST, "U0"): math.nan}, frozenset({"U0"}))},
        ),
        (refusals.PlanDoesNotFit, "11 areas", AREAS, EDGES, {"current": {FIRST: "N1"}}),
    ],
)
def test_bad_input_is_named(refusal, words, areas, edges, more):
    with pytest.raises(refusal) as refused:
        pose(areas, edges, **more)
    assert words in str(refused.value)


def test_a_borough_that_no_number_fits_is_named_with_why():
    problem = pose(AREAS, EDGES, limits=Limits(400, 550))
    with pytest.raises(refusals.CountInfeasible) as refused:
        counts_by_zone(problem)
    assert "Borough 0: 600 residents (pop) at 550 at most need at least 2" in str(refused.value)
    assert "enough for 1 of 400 at most" in str(refused.value)


def test_a_count_outside_what_the_boroughs_take_is_told_both_ends():
    for count, words in ((3, "too few"), (9, "too many")):
        problem = pose(AREAS, EDGES, limits=Limits(150, 300, count))
        with pytest.raises(refusals.CountInfeasible) as refused:
            counts_by_zone(problem)
        assert words in str(refused.value)
        assert "from 4 to 8" in str(refused.value)


def test_pieces_are_joined_to_the_nearest_when_asked_and_said():
    cut = [edge for edge in EDGES if squares.code(1, 0) not in edge[:2]]
    problem = pose(AREAS, cut, is_joining=True)
    assert problem.bridges == ((squares.code(0, 0), squares.code(1, 0)),)


def test_a_small_borough_stays_whole_only_when_asked():
    limits = Limits(700, 900)
    with pytest.raises(refusals.CountInfeasible):
        counts_by_zone(pose(AREAS, EDGES, limits=limits))
    kept = counts_by_zone(pose(AREAS, EDGES, limits=replace(limits, is_small_kept=True)))
    assert all(zone.is_small and zone.least == 1 for zone in kept)


def test_the_order_of_what_is_given_changes_nothing():
    backwards = [(other, one, metres) for one, other, metres in reversed(EDGES)]
    given = squares.lists(4, 3, 2)
    turned = Lists(dict(reversed(given.counts.items())), given.core)
    one = pose(AREAS, EDGES, lists=given)
    other = pose(list(reversed(AREAS)), backwards, lists=turned)
    assert one.input_hash == other.input_hash
    assert pose(with_first(residents={"pop": 101}), EDGES).input_hash != one.input_hash


def test_registrations_of_other_networks_are_counted_apart_and_never_dropped_silently():
    problem = pose(AREAS, EDGES, lists=squares.lists(4, 3, 2))
    assert problem.networks == ("U0", "U1")
    assert problem.excluded_registrations == 12
    assert problem.registrations.sum() == 12 * 90
