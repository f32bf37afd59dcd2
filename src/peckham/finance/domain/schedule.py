"""The payments of a year: equal parts of what it opened with, and what changed in it by days.

What has fallen due through a payment is worked out whole, and a payment is that less what was paid
before for the same cause. So each change that becomes known late comes with the next payment, as a
line of its own, and the payments sum to what the year is worth, to the penny.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from peckham.finance.domain.levels import Cause, Move
from peckham.finance.domain.parts import divided
from peckham.kernel import Period, Refused
from peckham.kernel.months import months_after

type Key = tuple[str, str, date]


class YearHasNoEnd(Refused):
    """A year is paid in parts only where its last day is known."""


class NotWholePence(Refused):
    """An amount of money is not a whole number of pence."""


@dataclass(frozen=True, slots=True)
class PaymentLine:
    """One cause within a payment.

    Args:
        cause: What happened.
        whom: The practice by code, or the variation in words.
        on: The day on which it happened; the first of the year for what stood then.
        from_on: The first day that the line pays for.
        until_on: The first day that it no longer pays for.
        pence: What it adds to the payment; below zero where it takes away.
        before: People before.
        after: People from that day.
    """

    cause: Cause
    whom: str
    on: date
    from_on: date
    until_on: date
    pence: int
    before: int = 0
    after: int = 0

    @property
    def days(self) -> int:
        """Count the days that it pays for."""
        return (self.until_on - self.from_on).days

    @property
    def key(self) -> Key:
        """What the line is for, for ever."""
        return self.cause, self.whom, self.on


@dataclass(frozen=True, slots=True)
class Payment:
    """One of the payments of a year.

    Args:
        number: From 1; beyond the parts of the year for what became known after it.
        during: The days that it is for.
        due_on: When it falls due.
        through_pence: What has fallen due with it, of the whole year.
        lines: Its causes; they sum to it.
    """

    number: int
    during: Period
    due_on: date
    through_pence: int
    lines: tuple[PaymentLine, ...]

    @property
    def pence(self) -> int:
        """What is paid."""
        return sum(line.pence for line in self.lines)


def parts_of(year: Period) -> tuple[Period, ...]:
    """Divide a year into its months: twelve of them, fewer in a year that is cut short.

    >>> len(parts_of(Period(date(2026, 4, 1), date(2027, 4, 1))))
    12

    Raises:
        YearHasNoEnd: If its last day is not known.
    """
    if year.end is None:
        raise YearHasNoEnd("The year has no last day.", remedy="Say when the contract ends.")
    starts, number = [], 0
    while (start := months_after(year.start, number)) < year.end:
        starts.append(start)
        number += 1
    return tuple(
        Period(start, min(end, year.end))
        for start, end in zip(starts, [*starts[1:], year.end], strict=True)
    )


def worth_of(moves: Sequence[Move], year: Period) -> int:
    """Give what a year is worth, in whole pence: what all its payments come to."""
    return sum(_due(moves, year, len(parts_of(year))).values())


def through(moves: Sequence[Move], year: Period, number: int) -> dict[Key, int]:
    """Give what has fallen due for each cause through a payment.

    What the year opened with falls due in equal parts, by largest remainder; a change by its days.
    """
    return _due(moves, year, number)


def next_payment(
    moves: Sequence[Move],
    paid: Mapping[Key, int],
    *,
    year: Period,
    number: int,
    due_days: int,
) -> Payment:
    """Give a payment, when those before it were paid.

    Args:
        moves: As they are known now.
        paid: What was paid for each cause in this year.
        year: Its days.
        number: Which payment, from 1; beyond the last part it only settles what was known late.
        due_days: How many days after the first of its month it falls due.
    """
    parts = parts_of(year)
    part = parts[min(number, len(parts)) - 1]
    due = _due(moves, year, number)
    known = {move.key: move for move in moves}
    lines = []
    for key in sorted(due.keys() | paid.keys(), key=lambda one: (one[2], one[0] != "opening", one)):
        pence = due.get(key, 0) - paid.get(key, 0)
        if pence:
            move = known.get(key) or Move(key[2], key[0], key[1], Fraction(0))  # type: ignore[arg-type]
            lines.append(_line(move, part, pence, is_first=key not in paid))
    starts = months_after(parts[0].start, number - 1)
    due_on = date.fromordinal(starts.toordinal() + due_days)
    return Payment(number, part, due_on, sum(due.values()), tuple(lines))


def payments(
    moves: Sequence[Move], paid: Sequence[Mapping[Key, int]], *, year: Period, due_days: int
) -> tuple[Payment, ...]:
    """Give the payments of a year that are still to come, as things are known now.

    Args:
        moves: As `levels.moves` gives them.
        paid: What each payment that was issued paid, by cause, from the first on.
        year: Its days.
        due_days: How many days after the first of its month a payment falls due.
    """
    so_far: dict[Key, int] = {}
    for one in paid:
        _add(so_far, one)
    found = []
    for number in range(len(paid) + 1, len(parts_of(year)) + 1):
        payment = next_payment(moves, so_far, year=year, number=number, due_days=due_days)
        _add(so_far, {line.key: line.pence for line in payment.lines})
        found.append(payment)
    return tuple(found)


def _line(move: Move, part: Period, pence: int, *, is_first: bool) -> PaymentLine:
    """Write a line: of a change from its own day, of what goes on from the first of the month."""
    opens = move.on if is_first and move.cause != "opening" else part.start
    end = part.end or part.start
    return PaymentLine(move.cause, move.whom, move.on, opens, end, pence, move.before, move.after)


def _due(moves: Sequence[Move], year: Period, number: int) -> dict[Key, int]:
    parts = parts_of(year)
    taken = min(number, len(parts))
    end = parts[taken - 1].end or year.start
    days = (parts[-1].end or year.start).toordinal() - year.start.toordinal()
    opening = [move for move in moves if move.cause == "opening"]
    exact = sum((move.pence_a_year for move in opening), start=Fraction(0))
    whole = round(exact)
    begun = sum(divided(whole, [1] * len(parts))[:taken])
    shares = divided(begun, [move.pence_a_year for move in opening]) if opening else ()
    found = {move.key: pence for move, pence in zip(opening, shares, strict=True)}
    given = whole
    for move in moves:
        if move.cause != "opening":
            exact += move.pence_a_year * Fraction(max((end - move.on).days, 0), days)
            found[move.key] = found.get(move.key, 0) + round(exact) - given
            given = round(exact)
    return found


def _add(so_far: dict[Key, int], more: Mapping[Key, int]) -> None:
    for key, pence in more.items():
        so_far[key] = so_far.get(key, 0) + pence


def check_whole_pence(pence: object) -> int:
    """Refuse an amount that is no whole number of pence.

    Raises:
        NotWholePence: Whatever else it is.
    """
    if not isinstance(pence, int) or isinstance(pence, bool):
        raise NotWholePence(f"{pence!r} is not in whole pence.", remedy="Write £12.34 as 1234.")
    return pence
