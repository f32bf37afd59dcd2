"""The area of a contract in versions, and what could be added to it to reach a size (rule 13)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from peckham.kernel import Refused
from peckham.places.domain.graph import Neighbours, is_contiguous

_PRACTICES_MAX = 16


class BadVariation(Refused):
    """A contract's area cannot change so: backdated, unchanged, or with areas nobody counted."""


class TooManyPractices(Refused):
    """There are too many practices to try every set of them."""


@dataclass(frozen=True, slots=True)
class ContractArea:
    """The small areas that a contract serves from a day on; never edited, only followed.

    Args:
        version: 1, 2, ...
        areas: Codes of small areas.
        from_on: Its first day.
    """

    version: int
    areas: frozenset[str]
    from_on: date


@dataclass(frozen=True, slots=True)
class Variation:
    """A change of a contract's area, with the people whom its price is for, before and after.

    Args:
        before, after: The two versions; the first holds until the day before the second.
        added, removed: Codes of areas, sorted.
        people_before, people_after: Of the two versions, by the same count.
    """

    before: ContractArea
    after: ContractArea
    added: tuple[str, ...]
    removed: tuple[str, ...]
    people_before: int
    people_after: int

    def price_change_pence(self, pence_per_head: int) -> int:
        """Give how much more a year is worth at a price for each person; negative for less."""
        return (self.people_after - self.people_before) * pence_per_head


def vary(
    current: ContractArea,
    areas: frozenset[str],
    *,
    from_on: date,
    people: Mapping[str, int],
) -> Variation:
    """Change the area of a contract by making its next version (rule 13).

    Args:
        current: The version in force.
        areas: Codes of the areas from then on.
        from_on: The first day of the change, after the first day of the current version.
        people: People by area, of every area before and after.

    Raises:
        BadVariation: If nothing changes, the day is not later, no area is left, or an area has
            no count.
    """
    if areas == current.areas or not areas:
        raise BadVariation(
            "The area does not change." if areas else "No area would be left.", rule=13
        )
    if from_on <= current.from_on:
        raise BadVariation(
            f"The change would begin on {from_on}, not after {current.from_on}, when version"
            f" {current.version} began.",
            rule=13,
        )
    missing = sorted((areas | current.areas) - people.keys())
    if missing:
        raise BadVariation(
            f"No count is given for {', '.join(missing[:10])}: the new price needs everybody.",
            why="Missing is never 0.",
            rule=13,
        )
    return Variation(
        current,
        ContractArea(current.version + 1, areas, from_on),
        tuple(sorted(areas - current.areas)),
        tuple(sorted(current.areas - areas)),
        sum(people[area] for area in current.areas),
        sum(people[area] for area in areas),
    )


def adjoining_areas(
    own: frozenset[str], wanted: float, people: Mapping[str, int], neighbours: Neighbours
) -> tuple[str, ...]:
    """Give areas beside a catchment, and beside those, that together hold enough people.

    One after the other: always the one with the longest boundary in common with what is there,
    so that the whole stays in one compact piece. It is a proposal to talk about, not the only one.

    Args:
        own: Codes of the areas that are served already; they must hang together.
        wanted: People to find, above 0.
        people: People by area; areas that are not in it are not offered.
        neighbours: Each area's neighbours with the metres that they share.

    Returns:
        Codes in the order in which they were taken; all that can be reached, if that is too few.
    """
    whole, taken, found = set(own), [], 0
    while found < wanted:
        shared: dict[str, float] = {}
        for area in whole:
            for other, metres in neighbours.get(area, {}).items():
                if other not in whole and other in people:
                    shared[other] = shared.get(other, 0.0) + metres
        if not shared:
            break
        area = min(shared, key=lambda code: (-shared[code], code))
        whole.add(area)
        taken.append(area)
        found += people[area]
    return tuple(taken)


def consenting_practices(
    wanted: float, lists: Mapping[str, int], consents: frozenset[str]
) -> tuple[str, ...] | None:
    """Give the practices whose lists together close a shortfall with the fewest patients moved.

    Only a practice that has consented is ever looked at (rule 13; no practice joins otherwise).

    Args:
        wanted: Patients to find, above 0.
        lists: Patients by practice.
        consents: Codes of the practices that have said yes.

    Returns:
        Codes, sorted, of the smallest sum that is enough, then of the fewest practices; None when
        all that consent are too few.

    Raises:
        TooManyPractices: If more than 16 consent.
    """
    willing = sorted(consents & lists.keys())
    if len(willing) > _PRACTICES_MAX:
        raise TooManyPractices(f"{len(willing)} practices consent; at most {_PRACTICES_MAX}.")
    enough = (
        (sum(lists[code] for code in some), len(some), some)
        for size in range(1, len(willing) + 1)
        for some in combinations(willing, size)
        if sum(lists[code] for code in some) >= wanted
    )
    best = min(enough, default=None)
    return best[2] if best else None


@dataclass(frozen=True, slots=True)
class NestedSplit:
    """A neighbourhood in two, the child inside its parent of today.

    Args:
        child: Codes of the part around the root.
        rest: Codes of the part that stays.
        cut_metres: Boundary between them.
    """

    child: frozenset[str]
    rest: frozenset[str]
    cut_metres: float


def nested_split(
    root: str,
    parent: frozenset[str],
    people: Mapping[str, float],
    neighbours: Neighbours,
    *,
    child_min: float,
    rest_min: float,
) -> NestedSplit | None:
    """Split a neighbourhood so that nobody outside it is touched: child of parent.

    From the root outwards, beginning with each area in turn as the next, parts are grown by the
    longest shared boundary; of all whose both halves hang together and are large enough, the one
    with the shortest cut is given. A good split by search, not a proven best one.

    Args:
        root: The area that the child grows from.
        parent: Codes of today's neighbourhood.
        people: People by area in the year of the split.
        neighbours: Each area's neighbours with the metres that they share.
        child_min: Fewest people of the child.
        rest_min: Fewest people of the rest.

    Returns:
        The split, or None when none was found.
    """
    best: NestedSplit | None = None
    for first in sorted(set(neighbours[root]) & parent):
        for child in _grown(frozenset({root, first}), parent, neighbours):
            rest = parent - child
            inside = sum(people[area] for area in child)
            outside = sum(people[area] for area in rest)
            if inside < child_min or outside < rest_min or not is_contiguous(rest, neighbours):
                continue
            cut = sum(neighbours[a].get(b, 0.0) for a in child for b in neighbours[a] if b in rest)
            if best is None or cut < best.cut_metres - 1e-9:
                best = NestedSplit(child, rest, cut)
    return best


def _grown(
    start: frozenset[str], parent: frozenset[str], neighbours: Neighbours
) -> list[frozenset[str]]:
    found, whole = [start], start
    everybody = dict.fromkeys(parent, 1)
    while whole < parent:
        step = adjoining_areas(whole, 1, everybody, neighbours)
        if not step:
            break
        whole = whole | set(step)
        found.append(whole)
    return found
