"""A plan's map as a PNG, drawn dot by dot from the outlines: no drawing library is needed for it.

It has the colours and the borders and no words; the SVG has both, and is the one to print.
"""

import struct
import zlib

import numpy as np
import shapely
from numpy.typing import NDArray

from peckham.places.domain.drawing import Drawing

_BORDER = (27, 39, 35)
_BETWEEN_AREAS = (255, 255, 255)
_OUTSIDE = (255, 255, 255)


def png_of(drawing: Drawing, *, width: int = 1200) -> bytes:
    """Draw a plan.

    Args:
        drawing: The plan on its outlines.
        width: Dots across; the height follows from the place.
    """
    colours = {part.code: _rgb(part.colour) for part in drawing.parts()}
    cells = _cells(drawing, width)
    homes = sorted(colours)
    number = {home: index for index, home in enumerate(homes)}
    home_of = np.array([number[drawing.homes[code]] for code in drawing.codes] + [-1])
    by_home = home_of[cells]
    palette = np.array([*(colours[home] for home in homes), _OUTSIDE], dtype=np.uint8)
    picture = palette[by_home]
    picture[_edges(cells)] = _BETWEEN_AREAS
    picture[_edges(by_home)] = _BORDER
    return _png(picture)


def _cells(drawing: Drawing, width: int) -> NDArray[np.int64]:
    """Say for each dot which area covers its middle; the number after the last is none."""
    west, south, east, north = shapely.total_bounds(drawing.areas)
    across = float(np.cos(np.radians((south + north) / 2)))
    height = max(1, round(width * (north - south) / ((east - west) * across)))
    xs = west + (np.arange(width) + 0.5) * (east - west) / width
    ys = north - (np.arange(height) + 0.5) * (north - south) / height
    cells = np.full((height, width), len(drawing.areas), dtype=np.int64)
    shapely.prepare(drawing.areas)
    for index, area in enumerate(drawing.areas):
        left, low, right, high = shapely.bounds(area)
        columns = slice(*np.searchsorted(xs, [left, right]))
        rows = slice(*np.searchsorted(-ys, [-high, -low]))
        inside = shapely.contains_xy(area, xs[columns][None, :], ys[rows][:, None])
        cells[rows, columns][inside] = index
    return cells


def _edges(cells: NDArray[np.int64]) -> NDArray[np.bool_]:
    found = np.zeros(cells.shape, dtype=bool)
    found[:, 1:] |= cells[:, 1:] != cells[:, :-1]
    found[1:, :] |= cells[1:, :] != cells[:-1, :]
    return found


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _png(picture: NDArray[np.uint8]) -> bytes:
    """Write dots as a PNG: a header, the rows packed, an end (W3C, PNG specification)."""
    height, width, _ = picture.shape
    rows = np.concatenate([np.zeros((height, 1), np.uint8), picture.reshape(height, -1)], axis=1)

    def chunk(kind: bytes, content: bytes) -> bytes:
        checked = kind + content
        return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows.tobytes(), 6))
        + chunk(b"IEND", b"")
    )
