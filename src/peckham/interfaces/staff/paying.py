"""A year of payments as its page shows it: twelve lines, their sums, and a small chart."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from peckham.finance import api as finance
from peckham.kernel import Period, Refused

_WIDTH, _HEIGHT, _GAP = 600, 120, 6
years = finance.payments.years


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """One payment of the year; `state` is paid, part, issued or ahead."""

    number: int
    during: Period
    due_on: date
    pence: int
    state: str
    public_id: UUID | None
    causes: int


@dataclass(frozen=True, slots=True)
class Bar:
    """A payment in the drawing, from its upper left corner."""

    x: float
    y: float
    width: float
    height: float
    state: str
    number: int


@dataclass(frozen=True, slots=True)
class YearShown:
    """A year at a glance.

    Args:
        year: Its days.
        priced: What it is worth; None where something is missing.
        refusal: What is missing, or None.
        missing: Days whose lists were not taken yet.
        rows: Its payments, those to come as things are known now.
        bars: The same, drawn.
        next_number: The payment that is issued next; None where its month has not begun.
    """

    year: Period
    priced: years.PricedYear | None
    refusal: Refused | None
    missing: tuple[date, ...]
    rows: tuple[PaymentRow, ...]
    bars: tuple[Bar, ...]
    next_number: int | None

    @property
    def paid_pence(self) -> int:
        """What was paid of payments whose every payer has paid."""
        return self._sum("paid")

    @property
    def due_pence(self) -> int:
        """What was issued and is not paid by everybody."""
        return self._sum("issued", "part")

    @property
    def ahead_pence(self) -> int:
        """What is to come, as things are known now."""
        return self._sum("ahead")

    def _sum(self, *states: str) -> int:
        return sum(row.pence for row in self.rows if row.state in states)


def year_shown(public_id: UUID, year: Period, contract_id: int, *, today: date) -> YearShown:
    """Give a year at a glance; where it cannot be priced, what was issued and why it cannot."""
    issued = finance.payments.instalments.issued(contract_id, year.start)
    rows = [_issued(one) for one in issued]
    priced: years.PricedYear | None = None
    refusal: Refused | None = None
    missing: tuple[date, ...] = ()
    try:
        given = years.year_of_payment(public_id, on=year.start, known_on=today)
        missing = given.missing
        priced = years.priced(years.as_far_as_taken(given), known_on=today)
        rows += _ahead(priced, issued)
    except Refused as found:
        refusal = found
    return YearShown(
        year, priced, refusal, missing, tuple(rows), _bars(rows), _next(year, len(issued), today)
    )


def _next(year: Period, issued: int, today: date) -> int | None:
    parts = finance.payments.schedule.parts_of(year)
    if issued < len(parts):
        return issued + 1 if parts[issued].start <= today else None
    return issued + 1 if year.end is not None and year.end <= today else None


def _issued(one: finance.payments.instalments.Issued) -> PaymentRow:
    paid = [part.paid_on is not None for part in one.parts]
    state = "paid" if all(paid) else "part" if any(paid) else "issued"
    parts = [line.of for line in one.lines]
    end = max((line.until_on for line in parts), default=one.due_on)
    return PaymentRow(
        one.number,
        Period(one.month_on, max(end, date.fromordinal(one.month_on.toordinal() + 1))),
        one.due_on,
        one.pence,
        state,
        one.public_id,
        len(parts),
    )


def _ahead(
    priced: years.PricedYear, issued: Iterable[finance.payments.instalments.Issued]
) -> list[PaymentRow]:
    paid = [
        {key: pence for key, pence in one.by_key.items() if key[0] != "incentive"} for one in issued
    ]
    found = finance.payments.schedule.payments(
        priced.moves, paid, year=priced.given.year, due_days=priced.given.how.due_days
    )
    return [
        PaymentRow(one.number, one.during, one.due_on, one.pence, "ahead", None, len(one.lines))
        for one in found
    ]


def _bars(rows: Iterable[PaymentRow]) -> tuple[Bar, ...]:
    listed = list(rows)
    most = max((abs(row.pence) for row in listed), default=0) or 1
    step = _WIDTH / max(len(listed), 1)
    return tuple(
        Bar(
            round(n * step, 1),
            round(_HEIGHT * (1 - abs(row.pence) / most), 1),
            round(step - _GAP, 1),
            round(_HEIGHT * abs(row.pence) / most, 1),
            row.state,
            row.number,
        )
        for n, row in enumerate(listed)
    )


def chosen(found: tuple[Period, ...], said: str, today: date) -> Period | None:
    """Choose a year: the one that is named by its first day, else today's, else the last."""
    named = next((one for one in found if one.start.isoformat() == said), None)
    current = next((one for one in found if one.contains(today)), None)
    return named or current or (found[-1] if found else None)
