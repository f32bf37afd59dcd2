"""Reads what a projection begins with: residents by area and age, housing sites, borough totals."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from peckham.places.domain.growth.assumptions import BEDROOMS, TENURES
from peckham.places.domain.growth.bands import BadBand, People, taken_apart
from peckham.places.domain.growth.homes import Phase
from peckham.places.domain.growth.projection import Ground
from peckham.places.published.refusals import BadValue, DuplicateRow, MixedVintage, WrongColumns
from peckham.places.published.text_table import header_of, rows_of
from peckham.places.published.vintage import Vintage, vintage_of_code, vintage_of_column

_AREA = ("lsoa", "area", "lsoa_code", "lsoa11", "lsoa11cd", "lsoa21", "lsoa21cd")
RESIDENTS = ("area", "borough", "age", "residents")
SITES = (
    "site",
    "phase",
    "area",
    "first_year",
    "last_year",
    "dwellings",
    *(f"bedrooms_{number}" for number in BEDROOMS),
    *TENURES,
)
_BUILT = {"yes": True, "no": False, "": False}
TOTALS = ("borough", "year", "residents")


@dataclass(frozen=True, slots=True)
class AreaFile:
    """A file that names small areas, and of which drawing it says that they are."""

    path: Path
    vintage: Vintage | None


def read_residents(path: Path, standard: People, *, base_year: int) -> tuple[Ground, AreaFile]:
    """Read residents: header `lsoa,borough,age,residents`, a row for each area and age band.

    Bands may be five-year ones, single ages or broader, and differ between areas; each area's hold
    every age once.

    Args:
        path: The file.
        standard: Shape of ages inside a broad band (91).
        base_year: The year of the count.

    Raises:
        BadPublication: Naming the line and what is wrong with it.
    """
    area_file, rows = _opened(path, RESIDENTS)
    counts: dict[str, dict[str, float]] = {}
    boroughs: dict[str, str] = {}
    for line, (area, borough, age, residents) in rows:
        _need(path, line, {"area": area, "borough": borough, "age": age})
        if boroughs.setdefault(area, borough) != borough:
            raise BadValue(path, f"area {area} is in {boroughs[area]} and in {borough}", line=line)
        bands = counts.setdefault(area, {})
        if age in bands:
            raise DuplicateRow(path, f"area {area}, age {age} came on a line before", line=line)
        bands[age] = _number_in(residents, path, line, "residents")
    if not counts:
        raise BadValue(path, "there are no rows below the header")
    areas = tuple(sorted(counts))
    people = []
    for area in areas:
        try:
            people.append(taken_apart(counts[area], standard))
        except BadBand as error:
            raise BadValue(
                path, f"area {area}: {error.what.rstrip('.')}", remedy=error.remedy
            ) from error
    ground = Ground(areas, tuple(boroughs[area] for area in areas), np.stack(people), base_year)
    return ground, AreaFile(path, _vintage(area_file, areas))


def read_sites(path: Path) -> tuple[tuple[Phase, ...], AreaFile]:
    """Read housing sites: a row for each phase, with the columns in `SITES` (`lsoa` for area).

    A column `built` may say yes of a phase whose homes stand already: it is not delayed.

    Raises:
        BadPublication: Naming the line and what is wrong with it.
    """
    has_built = "built" in (cell.lower() for cell in header_of(path))
    area_file, rows = _opened(path, (*SITES, "built") if has_built else SITES)
    phases = []
    for line, cells in rows:
        built = cells[len(SITES)] if has_built else ""
        if built not in _BUILT:
            raise BadValue(path, f"built is “{built[:20]}”, neither yes nor no", line=line)
        site, name, area = cells[:3]
        _need(path, line, {"site": site, "phase": name, "area": area})
        dwellings = _number_in(cells[5], path, line, "dwellings")
        shares = [
            _number_in(cell, path, line, column)
            for cell, column in zip(cells[6 : len(SITES)], SITES[6:], strict=True)
        ]
        for what, of in (("bedrooms", shares[:4]), ("tenures", shares[4:])):
            if abs(sum(of) - 1) > 1e-6:
                raise BadValue(path, f"the shares of {what} sum to {sum(of):.4g}, not 1", line=line)
        phases.append(
            Phase(
                site,
                name,
                area,
                _year_in(cells[3], path, line),
                _year_in(cells[4], path, line),
                dwellings,
                dict(zip(BEDROOMS, shares[:4], strict=True)),
                dict(zip(TENURES, shares[4:], strict=True)),
                _BUILT[built],
            )
        )
    return tuple(phases), AreaFile(path, _vintage(area_file, [p.area for p in phases]))


def read_totals(path: Path) -> Mapping[tuple[str, int], float]:
    """Read borough totals: header `borough,year,residents`.

    Raises:
        BadPublication: Naming the line and what is wrong with it.
    """
    _, rows = _opened(path, TOTALS)
    found: dict[tuple[str, int], float] = {}
    for line, (borough, year_text, residents) in rows:
        _need(path, line, {"borough": borough})
        year = _year_in(year_text, path, line)
        if (borough, year) in found:
            raise DuplicateRow(path, f"{borough} in {year} came on a line before", line=line)
        found[borough, year] = _number_in(residents, path, line, "residents")
    return found


def check_one_vintage(residents: AreaFile, sites: AreaFile) -> None:
    """Refuse residents and sites that speak of two drawings of small areas.

    Raises:
        MixedVintage: Naming both.
    """
    if residents.vintage and sites.vintage and residents.vintage != sites.vintage:
        raise MixedVintage(
            sites.path,
            f"its areas are {sites.vintage}, and those of {residents.path.name} are"
            f" {residents.vintage}",
            remedy="Give both for the same drawing; a lookup of the publisher leads from one to"
            " the other.",
        )


def _opened(
    path: Path, columns: Sequence[str]
) -> tuple[AreaFile, Iterator[tuple[int, tuple[str, ...]]]]:
    header = [cell.lower() for cell in header_of(path)]
    positions, area_column = [], ""
    for column in columns:
        names = _AREA if column == "area" else (column,)
        at = next((header.index(name) for name in names if name in header), None)
        if at is None:
            wanted = ",".join("lsoa" if name == "area" else name for name in columns)
            raise WrongColumns(
                path,
                f"the column “{names[0]}” is not there",
                line=1,
                remedy=f"The header is {wanted}.",
            )
        positions.append(at)
        area_column = header[at] if column == "area" else area_column
    rows = ((line, tuple(cell.strip() for cell in row)) for line, row in rows_of(path, positions))
    return AreaFile(path, vintage_of_column(area_column)), rows


def _vintage(file: AreaFile, areas: Sequence[str]) -> Vintage | None:
    new = sorted(area for area in areas if vintage_of_code(area) == "LSOA 2021")
    if new and file.vintage == "LSOA 2011":
        raise MixedVintage(
            file.path,
            f"its column says LSOA 2011, and {new[0]} was drawn for 2021",
            remedy="The two drawings are different areas; give one of them.",
        )
    return "LSOA 2021" if new else file.vintage


def _need(path: Path, line: int, cells: Mapping[str, str]) -> None:
    for column, cell in cells.items():
        if not cell:
            raise BadValue(path, f"there is no {column}", line=line)


def _number_in(text: str, path: Path, line: int, column: str) -> float:
    try:
        value = float(text)
    except ValueError:
        what = f"“{text[:20]}” is no number" if text else "there is nothing (missing is never 0)"
        raise BadValue(path, f"column {column}: {what}", line=line) from None
    if not np.isfinite(value) or value < 0:
        raise BadValue(path, f"column {column}: {text} is not 0 or more", line=line)
    return value


def _year_in(text: str, path: Path, line: int) -> int:
    if not (text.isascii() and text.isdigit() and 1900 <= int(text) <= 2200):
        raise BadValue(path, f"“{text[:20]}” is no year", line=line)
    return int(text)
