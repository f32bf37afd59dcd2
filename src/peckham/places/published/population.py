"""Residents of each small area by age, and the borough that it lies in."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from re import search

from peckham.places.published.catalogue import kinds
from peckham.places.published.reading import Reading
from peckham.places.published.refusals import BadValue, DuplicateRow
from peckham.places.published.text_table import (
    area_code_in,
    columns_of,
    count_in,
    header_of,
    rows_of,
)
from peckham.places.published.vintage import vintage_of_column

_AGES = "persons_"
_ALL_AGES = "persons_all-ages"


@dataclass(frozen=True, slots=True)
class Residents:
    """Residents of one small area: all of them, by age band, and the borough's code and name."""

    people: int
    by_age: Mapping[str, int]
    borough_code: str
    borough_name: str


def read_population(path: Path) -> Reading[Mapping[str, Residents]]:
    """Read every small area of the file, by code.

    Raises:
        BadValue: For a negative or unreadable count, or ages that do not sum to the total.
        DuplicateRow: If an area comes twice.
    """
    columns = columns_of(path, kinds()["population"])
    bands = _bands(path)
    order = [columns[name] for name in ("area", "borough_code", "borough", "people")]
    found: dict[str, Residents] = {}
    for line, cells in rows_of(path, [*order, *bands.values()]):
        area, borough_code = (area_code_in(cell, path, line) for cell in cells[:2])
        borough, people = cells[2:4]
        if area in found:
            raise DuplicateRow(path, f"area {area} came on an earlier line already", line=line)
        by_age = {
            band: count_in(text, path, line) for band, text in zip(bands, cells[4:], strict=True)
        }
        total = count_in(people, path, line)
        if by_age and sum(by_age.values()) != total:
            raise BadValue(
                path, f"the ages sum to {sum(by_age.values())}, the total says {total}", line=line
            )
        found[area] = Residents(total, by_age, borough_code, borough)
    year = search(r"mid-?(20[0-9]{2})", path.name.lower())
    return Reading(
        found,
        len(found),
        f"mid-{year[1]}" if year else "undated",
        vintage_of_column(header_of(path)[columns["area"]]),
    )


def _bands(path: Path) -> dict[str, int]:
    """Find the columns of persons by age band, such as Persons_0-15, by band."""
    return {
        cell[len(_AGES) :]: position
        for position, cell in enumerate(header_of(path))
        if cell.lower().startswith(_AGES) and cell.lower() != _ALL_AGES
    }
