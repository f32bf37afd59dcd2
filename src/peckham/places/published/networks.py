"""ePCN: which practices are core partners of which primary care network, with their days."""

from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from peckham.kernel import InvalidOdsCode, OdsCode
from peckham.places.domain.loading import MembershipToLoad
from peckham.places.published.catalogue import kinds, tidy
from peckham.places.published.reading import Reading, written
from peckham.places.published.refusals import BadPublication, BadValue, DuplicateRow, WrongColumns


def read_networks(
    path: Path, practices: Container[str]
) -> Reading[Mapping[str, tuple[MembershipToLoad, ...]]]:
    """Read the memberships of some practices, whole, by ODS code, in order of time.

    The workbook's end day is the last day of membership; a period here ends on the day after.

    Raises:
        WrongColumns: If no sheet has the columns of the core partner details.
        BadValue: If a day cannot be read or ends before it starts.
        DuplicateRow: If a practice is in two networks on one day.
    """
    found: dict[str, list[tuple[int, MembershipToLoad]]] = {}
    rows, latest = 0, date.min
    for line, cells in _partner_rows(path):
        rows += 1
        latest = max(latest, *_days(path, line, cells))
        code = str(cells["practice"] or "").strip()
        if code in practices:
            found.setdefault(code, []).append((line, _membership(path, line, cells)))
    kept = {code: _in_order(path, code, spells) for code, spells in found.items()}
    return Reading(kept, rows, f"entries up to {written(latest)}")


def has_partner_sheet(path: Path) -> bool:
    """Whether a workbook holds the core partner details; False for what is no workbook."""
    try:
        next(_partner_rows(path))
    except (BadPublication, StopIteration):
        return False
    return True


def _partner_rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    kind = kinds()["networks"]
    with path.open("rb") as file:
        try:
            workbook = load_workbook(file, read_only=True, data_only=True)
        except (BadZipFile, InvalidFileException, KeyError, OSError, ValueError) as error:
            raise BadPublication(path, "the workbook cannot be opened") from error
        for sheet in workbook.worksheets:
            rows = sheet.iter_rows(values_only=True)
            positions = kind.positions([tidy(cell) for cell in next(rows, ())])
            if len(positions) == len(kind.columns):
                yield from _cells(rows, positions)
                return
    raise WrongColumns(
        path,
        f"no sheet has the columns {', '.join(kind.columns.values())}",
        remedy=f"The publication is {kind.where}.",
    )


def _cells(
    rows: Iterable[tuple[Any, ...]], positions: Mapping[str, int]
) -> Iterator[tuple[int, dict[str, Any]]]:
    for line, row in enumerate(rows, start=2):
        if any(cell not in (None, "") for cell in row):
            # A workbook leaves empty cells at the end of a row out.
            yield (
                line,
                {
                    name: row[place] if place < len(row) else None
                    for name, place in positions.items()
                },
            )


def _membership(path: Path, line: int, cells: Mapping[str, Any]) -> MembershipToLoad:
    start, last = _day(path, line, cells["start"]), _day(path, line, cells["end"])
    if start is None:
        raise BadValue(path, "the membership has no start day", line=line)
    if last is not None and last < start:
        raise BadValue(path, f"the membership ends on {last}, before {start}", line=line)
    try:
        pcn_code = OdsCode.parse(str(cells["pcn"])).code
    except InvalidOdsCode as error:
        raise BadValue(path, error.what.rstrip("."), line=line) from error
    return MembershipToLoad(
        pcn_code=pcn_code,
        pcn_name=tidy(cells["pcn_name"]),
        start=start,
        # The last day of the calendar means "open" wherever dates may not be blank.
        end=None if last in (None, date.max) else last + timedelta(days=1),
    )


def _days(path: Path, line: int, cells: Mapping[str, Any]) -> tuple[date, date]:
    start, last = _day(path, line, cells["start"]), _day(path, line, cells["end"])
    return start or date.min, last or date.min


def _day(path: Path, line: int, value: object) -> date | None:
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return datetime.strptime(str(value).strip(), "%Y%m%d").date()  # noqa: DTZ007 - a day
    except ValueError as error:
        raise BadValue(path, f"“{value}” is not a day like 20220701", line=line) from error


def _in_order(
    path: Path, code: str, rows: list[tuple[int, MembershipToLoad]]
) -> tuple[MembershipToLoad, ...]:
    rows.sort(key=lambda row: row[1].start)
    for (earlier_line, earlier), (line, later) in pairwise(rows):
        if earlier.end is None or later.start < earlier.end:
            raise DuplicateRow(
                path,
                f"practice {code} is in {later.pcn_code} while still in {earlier.pcn_code}"
                f" (line {earlier_line})",
                line=line,
            )
    return tuple(membership for _, membership in rows)
