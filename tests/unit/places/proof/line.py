"""A street of four areas, whose two networks' patients do not live side by side."""

from collections.abc import Mapping

from peckham.places.domain.design.given import AreaGiven, Lists
from peckham.places.domain.design.posing import pose
from peckham.places.domain.design.problem import Limits, Problem, Wishes

CODES = ("A", "B", "C", "D")
EDGES = (("A", "B", 1.0), ("B", "C", 1.0), ("C", "D", 1.0))
# The ends are listed with one network, the middle with the other.
COUNTS = {("A", "ends"): 10, ("D", "ends"): 10, ("B", "middle"): 10, ("C", "middle"): 10}


def street(
    *,
    minimum: int = 20,
    wishes: Wishes | None = None,
    counts: Mapping[tuple[str, str], int] = COUNTS,
) -> Problem:
    """Four areas of 10 residents in a row, to be two neighbourhoods of 20."""
    return pose(
        [AreaGiven(code, "Street", {"pop": 10}) for code in CODES],
        EDGES,
        lists=Lists(counts, frozenset({"ends", "middle"})),
        limits=Limits(minimum, 40 - minimum, 2),
        wishes=wishes,
    )


def two_streets() -> Problem:
    """Two such streets, each a borough; some of the first's ends live in the second."""
    codes = [*CODES, *(code.lower() for code in CODES)]
    edges = [*EDGES, *((a.lower(), b.lower(), m) for a, b, m in EDGES), ("D", "a", 1.0)]
    counts = COUNTS | {("a", "ends"): 5, ("b", "other"): 7}
    return pose(
        [AreaGiven(code, "One" if code.isupper() else "Two", {"pop": 10}) for code in codes],
        edges,
        lists=Lists(counts, frozenset({"ends", "middle", "other"})),
        limits=Limits(20, 20, 4),
    )
