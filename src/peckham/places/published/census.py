"""Usual residents by the Census 2021, as a second population base beside the estimates.

The census knows the small areas of 2021. Where a place is drawn in those of 2011, the publisher's
lookup says which became which; without it the census is refused, because the two are never mixed.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from peckham.places.published.catalogue import kinds
from peckham.places.published.desk import Desk
from peckham.places.published.population import Residents
from peckham.places.published.refusals import BadPublication, BadValue, DuplicateRow, MixedVintage
from peckham.places.published.text_table import area_code_in, columns_of, count_in, rows_of
from peckham.places.published.vintage import Vintage, vintage_of_code

BASE = "Census 2021"
_NAMED = 10
# As the lookup says it: unchanged, split, merged, or something that fits neither.
_CHANGES = ("U", "S", "M", "X")


class CensusLeavesAreasOut(BadPublication):
    """The census table has no count for some small areas of the place."""


@dataclass(frozen=True, slots=True)
class Pair:
    """An area of 2011 and one of 2021 that share ground, and how the publisher calls the change."""

    old: str
    new: str
    change: str


def read_census(path: Path) -> dict[str, int]:
    """Read usual residents by area code, whichever drawing the codes are of.

    Raises:
        BadValue: For an unreadable code or count.
        DuplicateRow: If an area comes twice.
    """
    columns = columns_of(path, kinds()["census"])
    found: dict[str, int] = {}
    for line, (code, people) in rows_of(path, [columns["area"], columns["people"]]):
        area = area_code_in(code, path, line)
        if area in found:
            raise DuplicateRow(path, f"area {area} came on an earlier line already", line=line)
        found[area] = count_in(people, path, line)
    return found


def read_lookup(path: Path) -> tuple[Pair, ...]:
    """Read which areas of 2011 became which areas of 2021.

    Raises:
        BadValue: For an unreadable code, or a change that the publisher does not use.
        DuplicateRow: If a pair comes twice.
    """
    columns = columns_of(path, kinds()["lookup"])
    found: dict[tuple[str, str], Pair] = {}
    order = [columns[name] for name in ("old", "new", "change")]
    for line, (one, other, text) in rows_of(path, order):
        old, new = area_code_in(one, path, line), area_code_in(other, path, line)
        change = text.strip().upper()
        if change not in _CHANGES:
            raise BadValue(path, f"“{text[:20]}” is none of {', '.join(_CHANGES)}", line=line)
        if (old, new) in found:
            raise DuplicateRow(path, f"{old} and {new} came on an earlier line already", line=line)
        found[old, new] = Pair(old, new, change)
    return tuple(found.values())


def in_old_areas(
    people: Mapping[str, int], pairs: Iterable[Pair], weights: Mapping[str, int]
) -> tuple[dict[str, int], int]:
    """Turn counts of areas of 2021 into counts of areas of 2011, keeping every person.

    Unchanged and split areas are sums. A merged area is shared out among the areas that it was
    made of, as their residents by the estimates; whole people, the largest remainder first.

    Args:
        people: Count by code of 2021; a pair whose new area has none is left out.
        pairs: The lookup.
        weights: Residents of areas of 2011 by the estimates.

    Returns:
        Count by code of 2011, and how many areas of 2011 were given a share of a merged one.

    >>> pairs = [Pair("a", "n", "M"), Pair("b", "n", "M"), Pair("c", "c", "U")]
    >>> in_old_areas({"n": 10, "c": 4}, pairs, {"a": 30, "b": 10})
    ({'a': 8, 'b': 2, 'c': 4}, 2)
    """
    made_of: dict[str, list[str]] = {}
    for pair in pairs:
        made_of.setdefault(pair.new, []).append(pair.old)
    found: dict[str, int] = {}
    shared = 0
    for new, olds in made_of.items():
        if new not in people:
            continue
        for old, part in _shared_out(people[new], olds, weights).items():
            found[old] = found.get(old, 0) + part
        shared += len(olds) if len(olds) > 1 else 0
    return found, shared


def _shared_out(people: int, olds: list[str], weights: Mapping[str, int]) -> dict[str, int]:
    if len(olds) == 1:
        return {olds[0]: people}
    whole = sum(weights.get(old, 0) for old in olds)
    exact = {
        old: people * weights.get(old, 0) / whole if whole else people / len(olds) for old in olds
    }
    found = {old: int(part) for old, part in exact.items()}
    left = people - sum(found.values())
    for old in sorted(olds, key=lambda code: (found[code] - exact[code], code))[:left]:
        found[old] += 1
    return found


def census_of(
    desk: Desk, residents: Mapping[str, Residents], codes: Collection[str], vintage: Vintage
) -> dict[str, dict[str, int]]:
    """Read the census of a place, where there is one among the files.

    Returns:
        Residents by area code under the name of the base; {} without a census.

    Raises:
        MixedVintage: If its areas are of another drawing, and no lookup says which became which.
        CensusLeavesAreasOut: Naming areas of the place that it has no count for.
    """
    if "census" not in desk.files:
        return {}
    path, people = desk.path("census"), read_census(desk.path("census"))
    rows = len(people)
    is_new = any(vintage_of_code(code) == "LSOA 2021" for code in people)
    if is_new and vintage == "LSOA 2011":
        if "lookup" not in desk.files:
            raise MixedVintage(
                path,
                "its small areas are LSOA 2021, and the boundaries are LSOA 2011",
                remedy=f"Add the lookup from one to the other: it is {kinds()['lookup'].where}.",
            )
        pairs = read_lookup(desk.path("lookup"))
        weights = {code: row.people for code, row in residents.items()}
        here = [pair for pair in pairs if pair.old in set(codes)]
        touched = {pair.new for pair in here}
        people, shared = in_old_areas(
            people, [pair for pair in pairs if pair.new in touched], weights
        )
        desk.put_down("lookup", "2011 to 2021", len(pairs), len(here))
        if shared:
            desk.warnings.append(
                f"The census counts areas of 2021: {shared} areas of 2011 that were merged since"
                " were given a share of the merged area, as their residents by the estimates."
            )
    missing = sorted(set(codes) - set(people))
    if missing:
        shown = ", ".join(missing[:_NAMED]) + (" and more" if len(missing) > _NAMED else "")
        raise CensusLeavesAreasOut(
            path, f"{len(missing)} small areas of the place have no count in it: {shown}"
        )
    desk.put_down("census", "21 March 2021", rows, len(codes))
    return {BASE: {code: people[code] for code in codes}}
