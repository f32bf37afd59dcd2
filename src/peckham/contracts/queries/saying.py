"""What a contract says on a day, from its rows: the provision of each part that stands then."""

from collections.abc import Iterable
from datetime import date, datetime
from fractions import Fraction

from peckham.contracts import models as m
from peckham.contracts.domain import terms as t
from peckham.contracts.queries.rows import Rows
from peckham.kernel import Period
from peckham.kernel.london import day_of


def known(recorded_at: datetime, day: date) -> bool:
    """Say whether something was written down by the end of a day."""
    return day_of(recorded_at) <= day


def standing(rows: Rows, part: str, day: date) -> m.Provision | None:
    """Give the provision of a part that stands on a day, as it was known then; None before any.

    A draft's provisions stand as soon as they are written down; a variation's once it is agreed,
    from its first day on. Of several the latest first day stands, and then the latest number.
    """
    found = [
        one
        for one in rows.provisions
        if one.part == part and known(one.recorded_at, day) and _counts(one, day)
    ]
    return max(found, key=_order, default=None)


def _counts(provision: m.Provision, day: date) -> bool:
    variation = provision.variation
    if variation is None:
        return True
    return variation.from_on <= day and is_agreed(variation, day)


def is_agreed(variation: m.Variation, day: date) -> bool:
    """Say whether a variation was agreed by the end of a day."""
    outcome = getattr(variation, "outcome", None)
    return outcome is not None and outcome.is_agreed and known(outcome.recorded_at, day)


def _order(provision: m.Provision) -> tuple[date, int]:
    variation = provision.variation
    return (variation.from_on if variation else date.min, provision.number)


def terms_row(rows: Rows, day: date) -> m.Terms | None:
    """Give the terms that stand on a day."""
    found = standing(rows, "terms", day)
    return rows.terms.get(found.pk) if found else None


def lines(rows: Rows, provision: m.Provision | None) -> tuple[t.ScopeLine, ...]:
    """Give the scope of a provision as values: deliveries of the same way and days are one."""
    if provision is None:
        return ()
    return tuple(
        t.ScopeLine(row.service, row.group, row.status, _deliveries(row.deliveries.all()))  # type: ignore[arg-type]
        for row in rows.lines[provision.pk]
    )


def _deliveries(rows: Iterable[m.Delivery]) -> tuple[t.Delivery, ...]:
    grouped: dict[tuple[str, str, date, date | None], set[str]] = {}
    for row in rows:
        key = (row.mode, row.by, row.during.lower, row.during.upper)
        grouped.setdefault(key, set()).add(row.code)
    return tuple(
        t.Delivery(mode, by, frozenset(codes), Period(start, end))  # type: ignore[arg-type]
        for (mode, by, start, end), codes in grouped.items()
    )


def commissioners(rows: Rows, provision: m.Provision | None) -> tuple[t.Commissioner, ...]:
    """Give the commissioners of a provision as values."""
    if provision is None:
        return ()
    return tuple(
        t.Commissioner(
            row.name,
            row.kind,
            Fraction(row.numerator, row.denominator)
            if row.numerator is not None and row.denominator is not None
            else None,
            row.co_ordinates,
        )
        for row in rows.shares[provision.pk]
    )


def suspensions(rows: Rows, day: date) -> tuple[Period, ...]:
    """Give the periods of suspension that were decided by a day."""
    open_from: date | None = None
    found = []
    for change in rows.standing:
        if not known(change.recorded_at, day):
            continue
        if change.what == "suspended" and open_from is None:
            open_from = change.from_on
        elif change.what == "resumed" and open_from is not None:
            if change.from_on > open_from:
                found.append(Period(open_from, change.from_on))
            open_from = None
    return (*found, *([Period(open_from)] if open_from else []))


def ended_on(rows: Rows, day: date) -> date | None:
    """Give the day from which it is terminated, as known on a day, or None."""
    ends = [
        s.from_on for s in rows.standing if s.what == "terminated" and known(s.recorded_at, day)
    ]
    return min(ends, default=None)


def entered_on(rows: Rows, day: date) -> date | None:
    """Give the day on which the parties entered into it: the gate "signed", or as it was before."""
    if rows.contract.entered_on is not None:
        return rows.contract.entered_on
    signed = [p.on_day for p in rows.passages if p.gate == "signed" and known(p.recorded_at, day)]
    return signed[0] if signed else None


def contract_on(rows: Rows, day: date) -> t.Contract | None:
    """Give the contract as it says on a day; None while it has no terms, or none any more."""
    row = terms_row(rows, day)
    if row is None:
        return None
    ended = ended_on(rows, day)
    end = min((on for on in (row.ends_on, ended) if on is not None), default=None)
    if end is not None and end <= row.starts_on:
        return None
    covered = standing(rows, "people", day)
    people = rows.people[covered.pk] if covered else []
    return t.Contract(
        reference=rows.contract.reference,
        kind=rows.contract.kind_id,
        during=Period(row.starts_on, end),
        entered_on=entered_on(rows, day),
        commissioners=commissioners(rows, standing(rows, "commissioners", day)),
        holders=tuple(
            t.Holder(h.name, h.kind, h.controlled_by, h.event, h.on_day)  # type: ignore[arg-type]
            for h in sorted(rows.holders, key=lambda h: (h.on_day, h.pk))
            if known(h.recorded_at, day)
        ),
        people=frozenset(one.code for one in people),
        areas=frozenset(one.area for one in people),
        lines=lines(rows, standing(rows, "scope", day)),
        parent=row.parent.reference if row.parent else "",
        suspended=suspensions(rows, day),
        gp_votes_min=row.gp_votes_min,
    )
