"""How dated facts make room for a new one: what is superseded, what closes, what is written.

Nothing is edited: a fact whose end was open may close; any other whose days change is superseded
and what is left of it is written anew. Days are half-open, an `end` of None is open.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from peckham.kernel import Refused


class GoneBeforeArriving(Refused):
    """The day of leaving is not after the day of arrival."""


@dataclass(frozen=True, slots=True)
class Span:
    """Some days of a recorded fact; `key` names the row."""

    key: int
    start: date
    end: date | None


@dataclass(frozen=True, slots=True)
class Change:
    """What a new fact does to the facts that stand.

    Args:
        supersede: Rows that no longer hold as written.
        close: (row, end): open rows that now end.
        copy: (row, start, end): what is left of a superseded row, written anew.
        gap: Days that would be without a fact, to be filled, or None.
        start: First day of the new fact.
        end: Its end, or None.
    """

    supersede: tuple[int, ...]
    close: tuple[tuple[int, date], ...]
    copy: tuple[tuple[int, date, date | None], ...]
    gap: tuple[date, date] | None
    start: date
    end: date | None


def make_room(spans: Sequence[Span], on: date, *, gapless: bool) -> Change:
    """Plan a new fact from a day until the next recorded one starts.

    Args:
        spans: The facts that stand, in any order, not overlapping.
        on: First day of the new fact.
        gapless: Whether the facts follow one another without a gap (address spells): then an end
            (a departure) stays where it is, and days between it and a return are a `gap`.

    >>> moved = make_room([Span(1, date(2020, 1, 1), None)], date(2026, 5, 1), gapless=True)
    >>> moved.close, moved.start, moved.end
    (((1, datetime.date(2026, 5, 1)),), datetime.date(2026, 5, 1), None)
    """
    ordered = sorted(spans, key=lambda span: span.start)
    later = next((span.start for span in ordered if span.start > on), None)
    standing = next((span for span in ordered if _holds(span, on)), None)
    gap = None
    end = later
    if standing is None:
        last_end = ordered[-1].end if ordered else None
        if gapless and last_end is not None and last_end < on:
            gap = (last_end, on)
        return Change((), (), (), gap, on, end)
    if gapless and later is None:
        end = standing.end
    supersede, close, copy = _cut(standing, on)
    return Change(supersede, close, copy, gap, on, end)


def leave(spans: Sequence[Span], on: date, *, may_vanish: bool = False) -> Change:
    """Plan that nothing holds from a day on.

    Args:
        spans: The facts that stand.
        on: First day without.
        may_vanish: Whether every fact may be superseded, as when a death turns out to lie before
            the recorded arrival.

    Raises:
        GoneBeforeArriving: If no day would be left.
    """
    later = tuple(span.key for span in spans if span.start >= on)
    if len(later) == len(spans) and not may_vanish:
        raise GoneBeforeArriving(
            f"The last day cannot lie before the arrival on {min(s.start for s in spans)}.",
            remedy="Check the day, or correct the arrival first.",
            field="on",
        )
    standing = next((span for span in spans if span.start < on and _holds(span, on)), None)
    supersede, close, copy = ((), (), ()) if standing is None else _cut(standing, on)
    return Change(later + supersede, close, copy, None, on, on)


def day_after(day: date) -> date:
    """Give the first day on which somebody who was still here on `day` is not."""
    return day + timedelta(days=1)


def _holds(span: Span, on: date) -> bool:
    return span.start <= on and (span.end is None or on < span.end)


def _cut(
    standing: Span, on: date
) -> tuple[
    tuple[int, ...], tuple[tuple[int, date], ...], tuple[tuple[int, date, date | None], ...]
]:
    if standing.start == on:
        return (standing.key,), (), ()
    if standing.end is None:
        return (), ((standing.key, on),), ()
    return (standing.key,), (), ((standing.key, standing.start, on),)
