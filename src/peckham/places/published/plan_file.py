"""A neighbourhood plan given as a file: header `lsoa,neighbourhood`, every area exactly once."""

from collections.abc import Collection, Mapping
from pathlib import Path

from peckham.places.published.catalogue import kinds
from peckham.places.published.refusals import BadPublication, BadValue, DuplicateRow
from peckham.places.published.text_table import columns_of, rows_of

_NAMED = 10


class PlanDoesNotCover(BadPublication):
    """The plan leaves areas of the place without a neighbourhood, or names areas outside it."""


def read_plan(path: Path, areas: Collection[str]) -> Mapping[str, str]:
    """Read which neighbourhood each small area is put in, by area code.

    Args:
        path: The file.
        areas: Codes of every small area of the place.

    Raises:
        BadValue: If a neighbourhood has no name.
        DuplicateRow: If an area comes twice.
        PlanDoesNotCover: Naming the areas that are missing or not of the place.
    """
    columns = columns_of(path, kinds()["plan"])
    found: dict[str, str] = {}
    for line, cells in rows_of(path, [columns["area"], columns["neighbourhood"]]):
        area, neighbourhood = (cell.strip() for cell in cells)
        if not neighbourhood:
            raise BadValue(path, f"area {area} has no neighbourhood", line=line)
        if area in found:
            raise DuplicateRow(path, f"area {area} came on an earlier line already", line=line)
        found[area] = neighbourhood
    _check_cover(path, set(found), set(areas))
    return found


def _check_cover(path: Path, planned: set[str], wanted: set[str]) -> None:
    missing, unknown = sorted(wanted - planned), sorted(planned - wanted)
    reasons = []
    if missing:
        reasons.append(f"{len(missing)} areas have no neighbourhood: {_some(missing)}")
    if unknown:
        reasons.append(f"{len(unknown)} areas are not of this place: {_some(unknown)}")
    if reasons:
        raise PlanDoesNotCover(
            path, "; ".join(reasons), remedy="A plan has every area of its place exactly once."
        )


def _some(codes: list[str]) -> str:
    shown = ", ".join(codes[:_NAMED])
    return shown if len(codes) <= _NAMED else f"{shown} and {len(codes) - _NAMED} more"
