"""Deprivation of small areas: the score, and the national decile where the file carries it."""

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass
from pathlib import Path

from peckham.places.published.catalogue import kinds
from peckham.places.published.reading import Reading
from peckham.places.published.refusals import BadValue, DuplicateRow
from peckham.places.published.text_table import columns_of, count_in, header_of, rows_of
from peckham.places.published.vintage import vintage_of_column

_DECILE = re.compile(r"Index of Multiple Deprivation \(IMD\) Decile.*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Deprivation:
    """Score and national decile (1 is the most deprived tenth), None where not in the file.

    A decile is never computed from a file that may hold only part of the country.
    """

    score: float
    decile: int | None


def read_deprivation(path: Path, areas: Container[str]) -> Reading[Mapping[str, Deprivation]]:
    """Read some small areas, by code.

    Raises:
        BadValue: If a score or a decile cannot be read or is out of range.
        DuplicateRow: If an area comes twice.
    """
    columns = columns_of(path, kinds()["deprivation"])
    decile = next(
        (place for place, cell in enumerate(header_of(path)) if _DECILE.fullmatch(cell)), None
    )
    order = [columns["area"], columns["score"]] + ([] if decile is None else [decile])
    found: dict[str, Deprivation] = {}
    rows = 0
    for line, (area, score, *rest) in rows_of(path, order):
        rows += 1
        if area not in areas:
            continue
        if area in found:
            raise DuplicateRow(path, f"area {area} came on an earlier line already", line=line)
        found[area] = Deprivation(
            _score(score, path, line), _decile(rest[0], path, line) if rest else None
        )
    year = re.search(r"IoD(20[0-9]{2})", path.name, re.IGNORECASE)
    return Reading(
        found,
        rows,
        f"{year[1]} indices" if year else "undated",
        vintage_of_column(header_of(path)[columns["area"]]),
    )


def _score(text: str, path: Path, line: int) -> float:
    if not re.fullmatch(r"[0-9]+(\.[0-9]+)?", text.strip()) or float(text) > 100:
        raise BadValue(path, f"“{text[:20]}” is not a score from 0 to 100", line=line)
    return float(text)


def _decile(text: str, path: Path, line: int) -> int:
    decile = count_in(text, path, line)
    if not 1 <= decile <= 10:
        raise BadValue(path, f"{decile} is not a decile from 1 to 10", line=line)
    return decile
