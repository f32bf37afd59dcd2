"""Boundaries of small areas from GeoJSON, in longitude and latitude."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from peckham.kernel import AreaCode, InvalidAreaCode
from peckham.places.published.refusals import BadPublication, BadValue, DuplicateRow, MixedVintage
from peckham.places.published.vintage import Vintage, vintage_of_code

_CODE_PROPERTIES: dict[str, Vintage] = {"LSOA11CD": "LSOA 2011", "LSOA21CD": "LSOA 2021"}
_CODE_LENGTH = 9
_SHAPES = ("Polygon", "MultiPolygon")


@dataclass(frozen=True, slots=True)
class Boundary:
    """A small area's shape, and what its file says of its name and middle-layer area."""

    code: str
    name: str
    msoa_code: str
    geometry: Mapping[str, Any]
    file_name: str


@dataclass(frozen=True, slots=True)
class Boundaries:
    """Every boundary in some files, by code, all of one vintage."""

    vintage: Vintage
    areas: Mapping[str, Boundary]

    def of_file(self, name: str) -> set[str]:
        """Give the codes of the areas that a file drew."""
        return {code for code, boundary in self.areas.items() if boundary.file_name == name}


def read_boundaries(paths: Sequence[Path]) -> Boundaries:
    """Read boundaries of one vintage from one or more files.

    Raises:
        BadPublication: If a file is not GeoJSON, or has no small areas.
        BadValue: If a shape is not a polygon in longitude and latitude.
        DuplicateRow: If two shapes claim one area.
        MixedVintage: If areas of 2011 and of 2021 come together.
    """
    areas: dict[str, Boundary] = {}
    vintages: dict[Vintage, Path] = {}
    for path in paths:
        for number, (vintage, boundary) in enumerate(_features(path), start=1):
            vintages.setdefault(vintage, path)
            if boundary.code in areas and areas[boundary.code].geometry != boundary.geometry:
                raise DuplicateRow(
                    path,
                    f"feature {number}: area {boundary.code} has another shape in"
                    f" {areas[boundary.code].file_name}",
                )
            areas[boundary.code] = boundary
    if len(vintages) > 1:
        older, newer = vintages["LSOA 2011"].name, vintages["LSOA 2021"].name
        raise MixedVintage(
            paths[-1], f"{older} has areas of 2011 and {newer} has areas of 2021", remedy="Use one."
        )
    return Boundaries(next(iter(vintages)), areas)


def _features(path: Path) -> Iterator[tuple[Vintage, Boundary]]:
    try:
        document = orjson.loads(path.read_bytes())
        features = document["features"]
    except (orjson.JSONDecodeError, KeyError, TypeError) as error:
        raise BadPublication(path, f"this is not GeoJSON ({error})") from error
    if not isinstance(features, list) or not features:
        raise BadPublication(path, "there is no feature in it")
    for number, feature in enumerate(features, start=1):
        try:
            yield _boundary(path, number, feature["properties"], feature["geometry"])
        except (KeyError, TypeError, ValueError) as error:
            raise BadValue(path, f"feature {number} cannot be read ({error})") from error


def _boundary(
    path: Path, number: int, properties: Mapping[str, Any], geometry: Mapping[str, Any]
) -> tuple[Vintage, Boundary]:
    column = next((name for name in _CODE_PROPERTIES if name in properties), None)
    if column is None:
        raise BadValue(path, f"feature {number} has neither LSOA11CD nor LSOA21CD")
    vintage = _CODE_PROPERTIES[column]
    try:
        code = AreaCode.parse(properties[column]).code
    except (InvalidAreaCode, AttributeError) as error:
        raise BadValue(
            path, f"feature {number}: {properties[column]} is not an area code"
        ) from error
    if vintage == "LSOA 2011" and vintage_of_code(code) == "LSOA 2021":
        raise MixedVintage(path, f"feature {number}: {code} is an area of 2021 under {column}")
    if geometry["type"] not in _SHAPES:
        raise BadValue(path, f"feature {number} ({code}) is a {geometry['type']}, not a polygon")
    _check_coordinates(path, number, code, geometry)
    year = column[4:6]
    return vintage, Boundary(
        code=code,
        name=_words(properties.get(f"LSOA{year}NM")) or code,
        msoa_code=_words(properties.get(f"MSOA{year}CD"))[:_CODE_LENGTH],
        geometry=geometry,
        file_name=path.name,
    )


def _words(value: object) -> str:
    return str(value or "").replace("\0", "").strip()


def _check_coordinates(path: Path, number: int, code: str, geometry: Mapping[str, Any]) -> None:
    parts = geometry["coordinates"]
    rings = parts if geometry["type"] == "Polygon" else [ring for part in parts for ring in part]
    points = [point for ring in rings for point in ring]
    if not points or any(len(ring) < 4 or ring[0] != ring[-1] for ring in rings):
        raise BadValue(
            path, f"feature {number} ({code}) has a ring of fewer than four points, or an open one"
        )
    for longitude, latitude, *_ in points:
        if not (math.isfinite(longitude) and math.isfinite(latitude)):
            raise BadValue(path, f"feature {number} ({code}) has a point that is no number")
        if abs(longitude) > 180 or abs(latitude) > 90:
            raise BadValue(
                path,
                f"feature {number} ({code}) is not in longitude and latitude"
                f" ({longitude}, {latitude})",
                remedy="Download it as GeoJSON in WGS84 (EPSG:4326), not British National Grid.",
            )
