"""The outline of the land: a river along the south, wandering borough lines on the other sides."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]

TILE_WIDTH_METRES = 7_600.0
TILE_HEIGHT_METRES = 5_200.0
RIVER_WIDTH_METRES = 750.0
_STEP_METRES = 20.0
_MEANDER_METRES = 620.0
_BORDER_WANDER_METRES = 190.0


@dataclass(frozen=True, slots=True)
class Wander:
    """A smooth random line: a few sine waves added up.

    Args:
        amplitudes: Metres, shape (k,).
        wavelengths: Metres, shape (k,).
        phases: Radians, shape (k,).
    """

    amplitudes: Points
    wavelengths: Points
    phases: Points

    def at(self, along: Points) -> Points:
        """Give the sideways offset in metres at each distance along."""
        waves = np.sin(2 * np.pi * along[..., None] / self.wavelengths + self.phases)
        return np.asarray(waves @ self.amplitudes)


@dataclass(frozen=True, slots=True)
class Outline:
    """The land's edge, anticlockwise, as four sides that meet at their ends.

    Args:
        columns: Boroughs from west to east, >= 1.
        rows: Boroughs from the river northwards, >= 1.
        shore: South side, the river bank.
        east: East side, from south to north.
        north: North side, from west to east.
        west: West side, from south to north.
        lines: One wander for each line between columns, west to east.
    """

    columns: int
    rows: int
    shore: Wander
    east: Wander
    north: Wander
    west: Wander
    lines: tuple[Wander, ...]

    @property
    def width(self) -> float:
        """Metres from the mean west side to the mean east side."""
        return self.columns * TILE_WIDTH_METRES

    @property
    def height(self) -> float:
        """Metres from the mean river bank to the mean north side."""
        return self.rows * TILE_HEIGHT_METRES

    def contains(self, points: Points) -> NDArray[np.bool_]:
        """Say which points, shape (n, 2) in metres, lie on the land."""
        x, y = points[:, 0], points[:, 1]
        return np.asarray(
            (y > self.shore.at(x))
            & (y < self.height + self.north.at(x))
            & (x > self.west.at(y))
            & (x < self.width + self.east.at(y))
        )

    def column_of(self, points: Points) -> NDArray[np.int64]:
        """Say in which column of boroughs each point lies, 0 at the west."""
        column = np.zeros(len(points), dtype=np.int64)
        for number, line in enumerate(self.lines, start=1):
            column += points[:, 0] > number * TILE_WIDTH_METRES + line.at(points[:, 1])
        return column

    def sides(self) -> tuple[Points, Points, Points, Points]:
        """Give the four sides as polylines running anticlockwise: shore, east, north, west."""
        corners = self._corners()
        south_west, south_east, north_east, north_west = corners
        along_x = _steps(south_west[0], south_east[0])
        shore = np.column_stack([along_x, self.shore.at(along_x)])
        up_east = _steps(south_east[1], north_east[1])
        east = np.column_stack([self.width + self.east.at(up_east), up_east])
        back_x = _steps(north_east[0], north_west[0])
        north = np.column_stack([back_x, self.height + self.north.at(back_x)])
        down_west = _steps(north_west[1], south_west[1])
        west = np.column_stack([self.west.at(down_west), down_west])
        return shore, east, north, west

    def ring(self) -> Points:
        """Give the whole edge as one open ring, anticlockwise from the south-west corner."""
        return np.concatenate([side[:-1] for side in self.sides()])

    def river(self) -> Points:
        """Give the river beside the land as a polygon: our bank, then the far bank back."""
        bank = self.sides()[0]
        far = bank[::-1] - np.array([0.0, RIVER_WIDTH_METRES])
        return np.concatenate([bank, far])

    def _corners(self) -> list[Points]:
        """Find where the sides cross, by stepping to and fro; they cross nearly at right angles."""
        found = []
        for vertical, base_x, horizontal, base_y in (
            (self.west, 0.0, self.shore, 0.0),
            (self.east, self.width, self.shore, 0.0),
            (self.east, self.width, self.north, self.height),
            (self.west, 0.0, self.north, self.height),
        ):
            corner = np.array([base_x, base_y])
            for _ in range(60):
                x = base_x + vertical.at(corner[1:2])[0]
                corner = np.array([x, base_y + horizontal.at(np.array([x]))[0]])
            found.append(corner)
        return found


def draw_outline(*, columns: int, rows: int, generator: np.random.Generator) -> Outline:
    """Draw the land's edge for a grid of boroughs along a river."""
    shore = _wander(generator, _MEANDER_METRES, [6_900.0, 3_300.0, 1_450.0], [1.0, 0.28, 0.07])
    border = [9_300.0, 4_100.0, 2_300.0, 1_310.0, 810.0, 470.0]
    shares = [1.0, 0.75, 0.45, 0.3, 0.16, 0.08]
    lines = [_wander(generator, _BORDER_WANDER_METRES, border, shares) for _ in range(columns + 2)]
    return Outline(
        columns=columns,
        rows=rows,
        shore=shore,
        east=lines[0],
        north=lines[1],
        west=lines[2],
        lines=tuple(lines[3:]),
    )


def _wander(
    generator: np.random.Generator, metres: float, wavelengths: list[float], shares: list[float]
) -> Wander:
    stretch = generator.uniform(0.85, 1.2, len(wavelengths))
    return Wander(
        amplitudes=metres * np.array(shares),
        wavelengths=np.array(wavelengths) * stretch,
        phases=generator.uniform(0, 2 * np.pi, len(wavelengths)),
    )


def _steps(start: float, stop: float) -> Points:
    count = max(2, int(abs(stop - start) / _STEP_METRES) + 1)
    return np.linspace(start, stop, count)
