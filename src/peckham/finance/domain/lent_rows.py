"""Rows of a file of lent hours: all of them, or what is wrong with each, by row and column."""

import csv
import io
import re
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

from peckham.finance.domain.recharge import MINUTES_A_DAY
from peckham.kernel import Refused

COLUMNS: Final = {
    "reference": "The lender's own key of the row, for ever: letters, digits and . _ : - alone;"
    " never a name",
    "day": "The day that was worked, as 2026-11-22",
    "role": "The role of staff, in words, as in the rate agreed for it",
    "minutes": "Whole minutes, from 0 (withdrawn) to 1440",
}
_KEY = re.compile(r"[A-Za-z0-9._:-]{1,64}")
_ROLE_LONGEST = 80


class RowError(NamedTuple):
    """What is wrong with a row: its number in the file (the header is 1), the column, the words."""

    row: int
    column: str
    words: str


class NotHours(Refused):
    """A file of lent hours has rows or columns that cannot be read; nothing of it was kept."""

    def __init__(self, errors: tuple[RowError, ...]) -> None:
        said = "; ".join(f"row {one.row}, {one.column}: {one.words}" for one in errors[:20])
        super().__init__(
            f"Nothing was kept. {len(errors)} to put right: {said}.",
            remedy=f"Send the whole file again, with the columns {', '.join(COLUMNS)}.",
            field="file",
        )
        self.errors = errors


@dataclass(frozen=True, slots=True)
class LentRow:
    """One row: who worked stays with the lender; here are its reference, day, role and minutes."""

    reference: str
    day: date
    role: str
    minutes: int


def read_hours(text: str, *, today: date) -> tuple[LentRow, ...]:
    r"""Read a file of lent hours.

    Args:
        text: CSV with the columns of `COLUMNS`.
        today: No row is of a later day.

    Raises:
        NotHours: Naming what is wrong by row and column.

    >>> read_hours("reference,day,role,minutes\na1,2026-06-01,navigator,90\n",
    ...     today=date(2026, 7, 1))
    (LentRow(reference='a1', day=datetime.date(2026, 6, 1), role='navigator', minutes=90),)
    """
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    if tuple(reader.fieldnames or ()) != tuple(COLUMNS):
        raise NotHours((RowError(1, "header", f"write {','.join(COLUMNS)}"),))
    rows: list[LentRow] = []
    errors: list[RowError] = []
    seen: set[str] = set()
    for number, cells in enumerate(reader, start=2):
        wrong = _wrong(cells, number, today, seen)
        errors += wrong
        if not wrong:
            seen.add(cells["reference"])
            rows.append(
                LentRow(
                    cells["reference"],
                    date.fromisoformat(cells["day"]),
                    cells["role"].strip(),
                    int(cells["minutes"]),
                )
            )
    if not rows and not errors:
        errors.append(RowError(2, "reference", "the file has no row"))
    if errors:
        raise NotHours(tuple(errors))
    return tuple(rows)


def _wrong(
    cells: dict[str, str | None], number: int, today: date, seen: set[str]
) -> list[RowError]:
    """Say what is wrong with a row, cell by cell."""
    reference, role = cells["reference"] or "", (cells["role"] or "").strip()
    found = []
    if set(cells) != set(COLUMNS) or None in cells.values():
        return [RowError(number, "header", "it has other cells than the header")]
    if not _KEY.fullmatch(reference):
        found.append(RowError(number, "reference", "letters, digits and . _ : - alone, up to 64"))
    elif reference in seen:
        found.append(RowError(number, "reference", f"{reference} is there twice"))
    if not 0 < len(role) <= _ROLE_LONGEST:
        found.append(RowError(number, "role", "a role in words, up to 80 letters"))
    if words := _wrong_day(cells["day"] or "", today):
        found.append(RowError(number, "day", words))
    if words := _wrong_minutes(cells["minutes"] or ""):
        found.append(RowError(number, "minutes", words))
    return found


def _wrong_day(cell: str, today: date) -> str:
    try:
        day = date.fromisoformat(cell)
    except ValueError:
        return "a day such as 2026-11-22"
    return "" if day <= today else "that day has not come"


def _wrong_minutes(cell: str) -> str:
    if not re.fullmatch(r"-?[0-9]{1,6}", cell):
        return "whole minutes"
    if not 0 <= int(cell) <= MINUTES_A_DAY:
        return "from 0 to 1440: a row is one member of staff on one day"
    return ""
