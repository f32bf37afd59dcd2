"""The growth of one neighbourhood as a chart: a band from P10 to P90, P50 in it, and its bounds."""

from collections.abc import Sequence
from dataclasses import dataclass

from peckham.places import api as places

_WIDTH, _HEIGHT, _LEFT = 640, 240, 56
_EVERY = 5


@dataclass(frozen=True, slots=True)
class Mark:
    """A line across the drawing with its words: a number of residents, or a year."""

    at: float
    words: str


@dataclass(frozen=True, slots=True)
class GrowthChart:
    """Points as SVG writes them, in a drawing `width` by `height`."""

    width: int
    height: int
    left: int
    band: str
    middle: str
    planned: str
    residents: tuple[Mark, ...]
    years: tuple[Mark, ...]
    now: Mark


def chart_of(
    years: Sequence[int], one: places.projections.Projected, *, year: int, bounds: tuple[int, int]
) -> GrowthChart:
    """Draw a neighbourhood's residents from the base year on, from 0 up.

    Args:
        years: The projection's years.
        one: The neighbourhood.
        year: The year that is looked at.
        bounds: Fewest and most residents that a neighbourhood is meant to have.
    """
    top = 1.05 * max(*one.p90, *one.planned, bounds[1])
    along = (_WIDTH - _LEFT) / (len(years) - 1)

    def across(number: int) -> float:
        return round(_LEFT + along * number, 1)

    def up(people: float) -> float:
        return round(_HEIGHT * (1 - people / top), 1)

    def line(values: Sequence[float]) -> list[str]:
        return [f"{across(number)},{up(value)}" for number, value in enumerate(values)]

    return GrowthChart(
        _WIDTH,
        _HEIGHT,
        _LEFT,
        band=" ".join([*line(one.p90), *reversed(line(one.p10))]),
        middle=" ".join(line(one.p50)),
        planned=" ".join(line(one.planned)),
        residents=tuple(Mark(up(people), f"{people:,}") for people in (0, *bounds)),
        years=tuple(
            Mark(across(number), str(each))
            for number, each in enumerate(years)
            if each % _EVERY == 0
        ),
        now=Mark(across(years.index(year)), str(year)),
    )
