"""Patients registered at each practice by the small area that they live in."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from peckham.places.published.catalogue import kinds
from peckham.places.published.refusals import BadValue, DuplicateRow
from peckham.places.published.text_table import area_code_in, columns_of, count_in, rows_of
from peckham.places.published.vintage import Vintage, vintage_of_code

_UNKNOWN_AREA = ("NO2011", "NO2021", "")


@dataclass(slots=True)
class Registrations:
    """The publication, with every patient in it accounted for.

    Args:
        counts: Patients by practice and small area, for the areas asked about only.
        lists: Patients of each practice over the whole file, wherever they live.
        without_area: Patients whose small area the publisher does not know.
    """

    extracted_on: date = date.min
    rows: int = 0
    patients: int = 0
    without_area: int = 0
    vintage: Vintage | None = None
    counts: dict[tuple[str, str], int] = field(default_factory=dict)
    lists: dict[str, int] = field(default_factory=dict)
    areas: set[str] = field(default_factory=set)

    def keep_only(self, areas: Container[str]) -> None:
        """Forget the counts of other areas; what the whole file sums to is not changed."""
        self.counts = {key: count for key, count in self.counts.items() if key[1] in areas}


def read_registrations(path: Path, areas: Container[str]) -> Registrations:
    """Read the file, keeping the counts of some small areas.

    Args:
        path: The file.
        areas: Codes of the small areas that have a boundary.

    Raises:
        BadValue: For a negative or unreadable count, an unreadable code or date, two dates.
        DuplicateRow: If a practice and an area come twice, naming both lines.
    """
    columns = columns_of(path, kinds()["registrations"])
    order = ("extract", "practice", "area", "sex", "patients")
    found = Registrations()
    # Hashes, since a file of the whole country has nearly a million pairs; a hash met twice is
    # looked at again in the file itself.
    seen: set[int] = set()
    dates: dict[str, date] = {}
    for line, (extract, practice, area, sex, text) in rows_of(path, [columns[c] for c in order]):
        found.rows += 1
        if sex.upper() != "ALL":
            continue
        if extract not in dates:
            dates[extract] = _date_in(extract, path, line, dates)
        patients = count_in(text, path, line)
        pair = hash((practice, area))
        if pair in seen:
            _check_once(path, columns, practice, area, line)
        seen.add(pair)
        _keep(found, practice, area, patients, areas, path, line)
    if not dates:
        raise BadValue(path, "no row counts everybody (SEX is ALL): this is the file by sex")
    found.extracted_on = next(iter(dates.values()))
    return found


def _check_once(
    path: Path, columns: Mapping[str, int], practice: str, area: str, line: int
) -> None:
    order = [columns["practice"], columns["area"], columns["sex"]]
    for earlier, cells in rows_of(path, order):
        if earlier == line:
            return
        if cells[:2] == (practice, area) and cells[2].upper() == "ALL":
            raise DuplicateRow(
                path,
                f"practice {practice} and area {area} were counted on line {earlier} already",
                line=line,
            )


def _keep(
    found: Registrations,
    practice: str,
    area: str,
    patients: int,
    areas: Container[str],
    path: Path,
    line: int,
) -> None:
    found.patients += patients
    found.lists[practice] = found.lists.get(practice, 0) + patients
    if area in _UNKNOWN_AREA:
        found.without_area += patients
        return
    if area not in found.areas:
        _check_code(found, area, path, line)
    if area in areas:
        found.counts[practice, area] = patients


def _check_code(found: Registrations, area: str, path: Path, line: int) -> None:
    area_code_in(area, path, line)
    found.vintage = found.vintage or vintage_of_code(area)
    found.areas.add(area)


def _date_in(text: str, path: Path, line: int, earlier: dict[str, date]) -> date:
    if earlier:
        raise BadValue(
            path, f"extracts of two dates in one file: {next(iter(earlier))} and {text}", line=line
        )
    try:
        return datetime.strptime(text, "%d%b%Y").date()  # noqa: DTZ007 - a day has no zone
    except ValueError as error:
        raise BadValue(path, f"“{text[:20]}” is not a date like 01JUL2022", line=line) from error
