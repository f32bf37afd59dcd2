"""The day's demand as bars: nothing is lost between the counts and the chart."""

from peckham.care.api import story
from peckham.interfaces.staff.demand import chart_of


def test_every_count_is_in_the_chart():
    chart = chart_of(
        [
            story.HourCount(9, "phone", 4),
            story.HourCount(9, "online", 2),
            story.HourCount(22, "desk", 1),
        ],
        hour_now=10,
    )
    assert chart.total == 7
    assert sum(part.count for bar in chart.bars for part in bar.parts) == 7
    assert [bar.hour for bar in chart.bars if bar.is_now] == [10]


def test_pieces_stand_on_one_another_and_the_highest_fills_the_height():
    chart = chart_of([story.HourCount(9, "phone", 3), story.HourCount(9, "online", 1)], hour_now=9)
    bar = next(bar for bar in chart.bars if bar.hour == 9)
    assert bar.parts[0].y + bar.parts[0].height == chart.height
    assert bar.parts[1].y + bar.parts[1].height == bar.parts[0].y
    assert bar.parts[2].y == 0


def test_a_day_without_requests_is_a_chart_without_bars():
    chart = chart_of([], hour_now=3)
    assert (chart.total, chart.highest) == (0, 1)
    assert chart.bars[0].hour == 3
