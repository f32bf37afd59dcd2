"""A plan drawn from the outlines of its areas: colours, where names go, and the picture in SVG.

Neighbourhoods that touch never have one colour, their borders are drawn, and every one is named
on the map: colour alone says nothing.
"""

import html
import json
import math
import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import shapely

# Light enough for black words on top; none is the blue of the NHS identity.
PALETTE = ("#f2c9a1", "#b5d8b1", "#d7c3e3", "#f4e3a0", "#a9d6d5", "#eab8b8", "#cfd6a3", "#d9cdbf")
_WIDTH = 960.0
_MARGIN = 8.0
_NAME_LENGTH = 14
# Degrees, about ten metres: finer than a dot of the map at the closest that anybody looks.
_BORDER_TOLERANCE = 1e-4


@dataclass(frozen=True, slots=True)
class Part:
    """One neighbourhood on a map: its colour, and a point inside it for its name."""

    code: str
    name: str
    colour: str
    longitude: float
    latitude: float


class Drawing:
    """A plan on its areas' outlines.

    Args:
        outlines: Code, name and GeoJSON outline of each small area.
        homes: Neighbourhood code by area code.
        names: Neighbourhood name by its code.
    """

    def __init__(
        self,
        outlines: Iterable[tuple[str, str, Mapping[str, Any]]],
        homes: Mapping[str, str],
        names: Mapping[str, str],
    ) -> None:
        found = [(code, json.dumps(outline)) for code, _, outline in outlines]
        self.codes = [code for code, _ in found]
        self.homes = homes
        self.names = names
        self.areas = shapely.make_valid(shapely.from_geojson([text for _, text in found]))
        self.wholes = {
            home: shapely.union_all(
                [
                    area
                    for code, area in zip(self.codes, self.areas, strict=True)
                    if homes[code] == home
                ],
                grid_size=1e-6,
            )
            for home in sorted(set(homes.values()))
        }

    def parts(self) -> tuple[Part, ...]:
        """Give each neighbourhood's colour and where its name goes, in order of code."""
        colours = self._colours()
        found = []
        for home, whole in self.wholes.items():
            largest = max(shapely.get_parts(whole), key=shapely.area)
            point = shapely.maximum_inscribed_circle(largest, tolerance=1e-3)
            middle = shapely.get_coordinates(point)[0]
            found.append(
                Part(
                    home,
                    self.names.get(home, home),
                    colours[home],
                    round(float(middle[0]), 5),
                    round(float(middle[1]), 5),
                )
            )
        return tuple(found)

    def _colours(self) -> dict[str, str]:
        found: dict[str, int] = {}
        for home, whole in self.wholes.items():
            near = {
                found[other] for other in found if shapely.dwithin(whole, self.wholes[other], 1e-4)
            }
            free = [number for number in range(len(PALETTE)) if number not in near]
            used = list(found.values())
            found[home] = min(free or [0], key=lambda number: (used.count(number), number))
        return {home: PALETTE[number] for home, number in found.items()}

    def borders(self) -> dict[str, Any]:
        """Give the borders of the neighbourhoods as one GeoJSON geometry of lines."""
        outlines = shapely.boundary(list(self.wholes.values()))
        whole = shapely.simplify(shapely.union_all(outlines), _BORDER_TOLERANCE)
        found: dict[str, Any] = json.loads(shapely.to_geojson(whole))
        return found

    def svg(self, title: str, note: str) -> str:
        """Draw the plan, with a title and the sources for whoever takes the picture away.

        Args:
            title: What it shows.
            note: Date and sources, one line.
        """
        west, south, east, north = shapely.total_bounds(self.areas)
        across = math.cos(math.radians((south + north) / 2))
        scale = (_WIDTH - 2 * _MARGIN) / ((east - west) * across)
        height = (north - south) * scale + 2 * _MARGIN

        def at(x: float, y: float) -> str:
            return (
                f"{_MARGIN + (x - west) * across * scale:.1f},{_MARGIN + (north - y) * scale:.1f}"
            )

        parts = self.parts()
        colours = {part.code: part.colour for part in parts}
        lines = [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH:.0f} {height + 60:.0f}"'
            f' width="{_WIDTH:.0f}" height="{height + 60:.0f}" role="img">',
            f"<title>{html.escape(title)}</title>",
        ]
        for code, area in zip(self.codes, self.areas, strict=True):
            lines.append(
                f'<path d="{_path(area, at)}" fill="{colours[self.homes[code]]}"'
                ' stroke="#ffffff" stroke-width="0.5"/>'
            )
        for whole in self.wholes.values():
            lines.append(
                f'<path d="{_path(whole, at)}" fill="none" stroke="#1b2723" stroke-width="1.8"/>'
            )
        for part in parts:
            x, y = at(part.longitude, part.latitude).split(",")
            words = textwrap.wrap(part.name, _NAME_LENGTH) or [""]
            rows = "".join(
                f'<tspan x="{x}" dy="{14 if number else 14 - 7 * len(words)}">{html.escape(row)}'
                "</tspan>"
                for number, row in enumerate(words)
            )
            lines.append(
                f'<text x="{x}" y="{y}" text-anchor="middle" font-family="Arial, sans-serif"'
                ' font-size="13" font-weight="bold" fill="#1b2723" stroke="#ffffff"'
                f' stroke-width="3" paint-order="stroke">{rows}</text>'
            )
        for offset, said in ((24, title), (46, note)):
            lines.append(
                f'<text x="{_MARGIN}" y="{height + offset:.0f}" font-family="Arial, sans-serif"'
                f' font-size="{15 if said is title else 11}" fill="#1b2723">'
                f"{html.escape(said)}</text>"
            )
        return "\n".join([*lines, "</svg>"])


def _path(shape: Any, at: Any) -> str:
    drawn = []
    for polygon in shapely.get_parts(shape):
        if shapely.get_type_id(polygon) != shapely.GeometryType.POLYGON:
            continue
        for ring in (polygon.exterior, *polygon.interiors):
            drawn.append("M" + "L".join(at(x, y) for x, y in ring.coords[:-1]) + "Z")
    return "".join(drawn)
