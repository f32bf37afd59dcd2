"""epraccur: every general practice, 27 columns and no header."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from peckham.kernel import InvalidOdsCode, InvalidPostcode, OdsCode, Postcode
from peckham.places.published.catalogue import kinds
from peckham.places.published.reading import Reading, written
from peckham.places.published.refusals import BadValue, DuplicateRow, WrongColumns
from peckham.places.published.text_table import lines_of

_COLUMNS = 27
_DAYS = (10, 11, 15, 16)  # opened, closed, joined its commissioner, left it
_CODE_LENGTH = 12
_STATUS = {"A": "active", "C": "closed", "D": "dormant", "P": "proposed"}


@dataclass(frozen=True, slots=True)
class PublishedPractice:
    """A row of epraccur; `postcode` is as published until `postcode_of` reads it."""

    line: int
    code: str
    name: str
    icb_code: str
    postcode: str
    status: str
    commissioner_code: str


def read_practices(path: Path) -> Reading[Mapping[str, PublishedPractice]]:
    """Read every practice by its ODS code.

    The file bears no date: the latest day in it tells how recent it is at least.

    Raises:
        WrongColumns: If a row has not 27 columns.
        BadValue: If a code or a status cannot be read.
        DuplicateRow: If a code comes twice.
    """
    found: dict[str, PublishedPractice] = {}
    latest = ""
    for line, row in lines_of(path):
        if len(row) != _COLUMNS:
            raise WrongColumns(
                path,
                f"{len(row)} columns, where “{kinds()['practices'].title}” has {_COLUMNS}"
                " and no header",
                line=line,
                remedy=f"The publication is {kinds()['practices'].where}.",
            )
        practice = _practice(path, line, row)
        if practice.code in found:
            raise DuplicateRow(
                path,
                f"practice {practice.code} came on line {found[practice.code].line} already",
                line=line,
            )
        found[practice.code] = practice
        latest = max(latest, *(row[position] for position in _DAYS))
    return Reading(found, len(found), _as_of(latest))


def _as_of(latest: str) -> str:
    try:
        day = datetime.strptime(latest, "%Y%m%d").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return "undated"
    return f"entries up to {written(day)}"


def _practice(path: Path, line: int, row: list[str]) -> PublishedPractice:
    try:
        code = OdsCode.parse(row[0]).code
    except InvalidOdsCode as error:
        raise BadValue(path, error.what.rstrip("."), line=line) from error
    if row[12] not in _STATUS:
        raise BadValue(path, f"“{row[12][:20]}” is not a status (A, C, D or P)", line=line)
    too_long = [cell for cell in (row[3], row[14]) if len(cell) > _CODE_LENGTH]
    if too_long:
        raise BadValue(path, f"“{too_long[0][:20]}” is too long for a code", line=line)
    return PublishedPractice(
        line=line,
        code=code,
        name=row[1],
        icb_code=row[3],
        postcode=row[9],
        status=_STATUS[row[12]],
        commissioner_code=row[14],
    )


def postcode_of(practice: PublishedPractice, path: Path) -> str:
    """Read a practice's postcode into its usual form; "" when none was published.

    Raises:
        BadValue: If it is not the shape of a postcode.
    """
    if not practice.postcode.strip():
        return ""
    try:
        return str(Postcode.parse(practice.postcode))
    except InvalidPostcode as error:
        raise BadValue(path, error.what.rstrip("."), line=practice.line) from error
