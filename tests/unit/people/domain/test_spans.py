"""Making room for a new fact, against a plain model that holds a value for every single day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peckham.people.domain.spans import GoneBeforeArriving, Span, leave, make_room

START = date(2020, 1, 1)
DAYS = 40
OPEN = DAYS * 3


def day(number):
    return START + timedelta(days=number)


def number(on):
    return OPEN if on is None else (on - START).days


class Table:
    """The rows that a table would hold, changed only as a Change says."""

    def __init__(self):
        self.rows = {}
        self.superseded = []

    def spans(self):
        return [
            Span(key, day(a), None if b == OPEN else day(b)) for key, (a, b, _) in self.rows.items()
        ]

    def carry_out(self, change, value):
        values = {key: row[2] for key, row in self.rows.items()}
        for key in change.supersede:
            self.superseded.append(self.rows.pop(key))
        for key, end in change.close:
            start, old_end, was = self.rows[key]
            assert old_end == OPEN, "only an open row closes"
            self.rows[key] = (start, number(end), was)
        for key, start, end in change.copy:
            self.add(number(start), number(end), values[key])
        if change.gap:
            self.add(number(change.gap[0]), number(change.gap[1]), "away")
        if value is not None:
            self.add(number(change.start), number(change.end), value)

    def add(self, start, end, value):
        self.rows[len(self.rows) + len(self.superseded) + 1] = (start, end, value)

    def by_day(self):
        held = {}
        for start, end, value in self.rows.values():
            assert start < end, "a row without a day"
            for n in range(start, end):
                assert n not in held, "two values on a day"
                held[n] = value
        return held


acts = st.lists(
    st.tuples(st.sampled_from(["move", "move", "leave"]), st.integers(0, DAYS - 1)), max_size=8
)


def expected_after_move(held, starts, on, value, gapless):
    """Day by day: the new value holds until the next recorded start, or the departure."""
    later = [n for n in starts if n > on]
    end = min(later) if later else OPEN
    if gapless and on in held and not later:
        end = max(held) + 1
    after = dict(held) | dict.fromkeys(range(on, end), value)
    if gapless and held and on > max(held):
        after |= dict.fromkeys(range(max(held) + 1, on), "away")
    return after


@given(acts)
@pytest.mark.parametrize("gapless", [True, False])
def test_any_sequence_is_what_a_day_by_day_model_says(gapless, acts):
    table = Table()
    for place, (act, on) in enumerate(acts):
        held = table.by_day()
        starts = [row[0] for row in table.rows.values()]
        if act == "move":
            value = f"home {place}"
            table.carry_out(make_room(table.spans(), day(on), gapless=gapless), value)
            assert table.by_day() == expected_after_move(held, starts, on, value, gapless)
        elif held:
            try:
                change = leave(table.spans(), day(on))
            except GoneBeforeArriving:
                assert on <= min(held)
                continue
            table.carry_out(change, None)
            assert table.by_day() == {n: value for n, value in held.items() if n < on}
        now = table.by_day()
        if gapless and now:
            assert sorted(now) == list(range(min(now), max(now) + 1)), "a gap"


def test_who_was_here_and_left_may_not_be_made_never_to_have_come_except_by_death():
    spans = [Span(1, day(3), None)]
    with pytest.raises(GoneBeforeArriving, match="2020-01-04"):
        leave(spans, day(3))
    assert leave(spans, day(3), may_vanish=True).supersede == (1,)
