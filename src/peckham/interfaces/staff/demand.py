"""The day's demand as a chart and as its table: requests by London hour and channel."""

from collections.abc import Iterable
from dataclasses import dataclass

from peckham.care import api as care

CHANNELS = ("online", "phone", "desk")
_FIRST_HOUR, _LAST_HOUR = 7, 19
_BAR_WIDTH, _GAP, _HEIGHT = 22, 8, 120


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a bar: one channel in one hour."""

    channel: str
    count: int
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Bar:
    """One hour: its pieces from the bottom up, and its total."""

    hour: int
    words: str
    x: int
    parts: tuple[Part, ...]
    total: int
    is_now: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars with the size of their drawing; `highest` is the scale's top, at least 1."""

    bars: tuple[Bar, ...]
    width: int
    height: int
    highest: int
    total: int


def hour_words(hour: int) -> str:
    """Say an hour of the day: 9am, 12pm.

    >>> hour_words(0), hour_words(13)
    ('12am', '1pm')
    """
    return f"{hour % 12 or 12}{'am' if hour < 12 else 'pm'}"


def chart_of(taken: Iterable[care.story.HourCount], *, hour_now: int) -> Chart:
    """Stack each hour's requests by channel.

    Args:
        taken: Counts by hour and channel.
        hour_now: The London hour that is running.
    """
    counts = {(entry.hour, entry.channel): entry.count for entry in taken}
    first = min([_FIRST_HOUR, hour_now, *(hour for hour, _ in counts)])
    last = max([_LAST_HOUR, hour_now, *(hour for hour, _ in counts)])
    hours = range(first, last + 1)
    totals = {hour: sum(counts.get((hour, name), 0) for name in CHANNELS) for hour in hours}
    highest = max(1, *totals.values())
    bars = tuple(
        Bar(
            hour=hour,
            words=hour_words(hour),
            x=_GAP + (hour - first) * (_BAR_WIDTH + _GAP),
            parts=_parts(hour, counts, highest),
            total=totals[hour],
            is_now=hour == hour_now,
        )
        for hour in hours
    )
    width = _GAP + len(bars) * (_BAR_WIDTH + _GAP)
    return Chart(bars, width, _HEIGHT, highest, sum(totals.values()))


def _parts(hour: int, counts: dict[tuple[int, str], int], highest: int) -> tuple[Part, ...]:
    parts, top = [], float(_HEIGHT)
    for name in CHANNELS:
        number = counts.get((hour, name), 0)
        height = round(number / highest * _HEIGHT, 1)
        top -= height
        parts.append(Part(name, number, round(top, 1), height))
    return tuple(parts)
