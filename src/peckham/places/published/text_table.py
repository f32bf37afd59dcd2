"""Comma-separated text, strictly: UTF-8, with or without a byte order mark, in even rows."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from pathlib import Path

from peckham.kernel import AreaCode, InvalidAreaCode
from peckham.places.published.catalogue import Kind, tidy
from peckham.places.published.refusals import BadPublication, BadValue, WrongColumns, WrongEncoding

# More digits than any count of people has, and within what a column of the books holds.
_DIGITS_MAX = 9
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_SAVE_AGAIN = "Save it as CSV in UTF-8, or download it again."


def lines_of(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Give each row of a file with the number of its line, from the first, blank lines left out.

    Raises:
        WrongEncoding: If the text is not UTF-8.
        BadPublication: If the quoting is broken.
    """
    with path.open("rb") as start:
        if start.read(2) in _UTF_16:
            raise WrongEncoding(path, "the text is UTF-16, not UTF-8", remedy=_SAVE_AGAIN)
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(_clean_lines(path, file), strict=True)
        while True:
            try:
                row = next(reader)
            except StopIteration:
                return
            except UnicodeDecodeError as error:
                raise WrongEncoding(
                    path,
                    "the text from here on is not UTF-8",
                    line=_line_of_bad_byte(path),
                    remedy=_SAVE_AGAIN,
                ) from error
            except csv.Error as error:
                raise BadPublication(
                    path, f"the row cannot be read ({error})", line=reader.line_num
                ) from error
            if row:
                yield reader.line_num, row


def _clean_lines(path: Path, file: Iterable[str]) -> Iterator[str]:
    is_heading = True
    for number, line in enumerate(file, start=1):
        if "\0" in line:
            raise WrongEncoding(path, "there is a NUL character", line=number, remedy=_SAVE_AGAIN)
        # Lines before the header that begin with # say what a file is, as those in data/ do.
        is_heading = is_heading and line.startswith("#")
        yield "\n" if is_heading else line


def _line_of_bad_byte(path: Path) -> int:
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            try:
                line.decode("utf-8")
            except UnicodeDecodeError:
                return number
    return 1


def header_of(path: Path) -> list[str]:
    """Give the cells of the first row, tidied; an empty file has none."""
    return [tidy(cell) for _, row in _first(lines_of(path)) for cell in row]


def _first(rows: Iterator[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    for row in rows:
        yield row
        return


def columns_of(path: Path, kind: Kind) -> dict[str, int]:
    """Find where each wanted column lies.

    Raises:
        WrongColumns: Naming those that are missing and those that are there.
    """
    header = header_of(path)
    positions = kind.positions(header)
    missing = [pattern for name, pattern in kind.columns.items() if name not in positions]
    if missing:
        raise WrongColumns(
            path,
            f"this looks like “{kind.title}”, but the column {_listed(missing)} is not there;"
            f" its columns are {_listed(header[:12])}",
            line=1,
            remedy=f"The publication is {kind.where}.",
        )
    return positions


def _listed(names: Sequence[str]) -> str:
    readable = (re.sub(r"\\(.)", r"\1", name) for name in names)
    return ", ".join(readable) or "none"


def rows_of(path: Path, positions: Sequence[int]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Give the cells at some positions of each row below the header, with the line.

    Raises:
        BadValue: If a row is not as wide as the header.
    """
    pick = itemgetter(*positions) if len(positions) > 1 else lambda row: (row[positions[0]],)
    width = 0
    for line, row in lines_of(path):
        if not width:
            width = len(row)
            continue
        if len(row) != width:
            raise BadValue(path, f"{len(row)} columns, where the header has {width}", line=line)
        yield line, pick(row)


def count_in(text: str, path: Path, line: int) -> int:
    """Read a count of people.

    Raises:
        BadValue: If it is missing, negative or not a whole number; missing is never 0.
    """
    stripped = text.strip()
    if stripped.isascii() and stripped.isdigit() and len(stripped) <= _DIGITS_MAX:
        return int(stripped)
    if re.fullmatch(r"-[0-9]+", stripped):
        raise BadValue(path, f"the count {stripped} is negative", line=line)
    raise BadValue(path, f"“{text[:30]}” is not a whole number of people", line=line)


def area_code_in(text: str, path: Path, line: int) -> str:
    """Read the code of a small area or a borough.

    Raises:
        BadValue: If it is not a country letter and eight digits.
    """
    try:
        return AreaCode.parse(text).code
    except InvalidAreaCode as error:
        raise BadValue(path, error.what.rstrip("."), line=line) from error
