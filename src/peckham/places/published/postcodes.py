"""ONS Postcode Directory: live postcodes, the small area of each, and where it is."""

from collections.abc import Container, Iterator
from pathlib import Path

from peckham.kernel import InvalidPostcode, Postcode
from peckham.places.domain.loading import PostcodeToLoad
from peckham.places.published.catalogue import kinds, tidy
from peckham.places.published.refusals import BadValue, DuplicateRow, MixedVintage
from peckham.places.published.text_table import columns_of, header_of, rows_of
from peckham.places.published.vintage import Vintage

_ENDED = "doterm"


def read_postcodes(
    path: Path, areas: Container[str], vintage: Vintage, also: Container[str] = ()
) -> Iterator[PostcodeToLoad]:
    """Stream the live postcodes of some small areas, and some others; the file is never held.

    Args:
        path: The file.
        areas: Codes of the small areas.
        vintage: Of those small areas.
        also: Postcodes wanted wherever they are, such as those of practices.

    Raises:
        BadValue: If a postcode or a coordinate cannot be read.
        DuplicateRow: If a postcode comes twice.
        MixedVintage: If the file has no column of small areas of this vintage.
    """
    columns = columns_of(path, kinds()["postcodes"])
    header = [tidy(cell).lower() for cell in header_of(path)]
    order = [
        columns["postcode"],
        _area_column(path, header, vintage),
        columns["latitude"],
        columns["longitude"],
    ]
    if _ENDED in header:
        order.append(header.index(_ENDED))
    seen: set[str] = set()
    for line, (text, area, latitude, longitude, *ended) in rows_of(path, order):
        if any(ended) or (area not in areas and text not in also):
            continue
        code = _postcode(text, path, line)
        if code in seen:
            raise DuplicateRow(path, f"postcode {code} came on an earlier line already", line=line)
        seen.add(code)
        yield PostcodeToLoad(
            code,
            area,
            _degrees(longitude, 180, path, line),
            _degrees(latitude, 90, path, line),
            "onspd",
        )


def _area_column(path: Path, header: list[str], vintage: Vintage) -> int:
    name = "lsoa11" if vintage == "LSOA 2011" else "lsoa21"
    for candidate in (name, f"{name}cd"):
        if candidate in header:
            return header.index(candidate)
    raise MixedVintage(path, f"it has no column {name}, and the boundaries are {vintage}", line=1)


def _postcode(text: str, path: Path, line: int) -> str:
    try:
        return str(Postcode.parse(text))
    except InvalidPostcode as error:
        raise BadValue(path, error.what.rstrip("."), line=line) from error


def _degrees(text: str, limit: int, path: Path, line: int) -> float:
    try:
        degrees = float(text)
    except ValueError as error:
        raise BadValue(path, f"“{text[:20]}” is not a number of degrees", line=line) from error
    if not abs(degrees) <= limit:  # Also refuses what is no number (NaN).
        raise BadValue(path, f"{text} is not between -{limit} and {limit} degrees", line=line)
    return degrees
