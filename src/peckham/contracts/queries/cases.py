"""Why not yet? The rules of the pack, asked of a contract as its rows have it on a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from peckham.contracts import models as m
from peckham.contracts import reading
from peckham.contracts.domain import facts as f
from peckham.contracts.domain.terms import Contract
from peckham.contracts.domain.why_not_yet import Finding, why_not_yet
from peckham.contracts.queries.gathering import facts_on
from peckham.contracts.queries.rows import Rows, rows_of
from peckham.contracts.queries.saying import contract_on, known, standing, terms_row
from peckham.contracts.queries.taking_part import partners_of
from peckham.kernel import Refused
from peckham.kernel.london import day_of


class UnknownContract(Refused):
    """No contract has this key here."""


class NoTermsYet(Refused):
    """The contract has no terms on that day: nothing can be asked of it."""


@dataclass(frozen=True, slots=True)
class CaseOnDay:
    """A contract's facts on a day, and what every rule says of them."""

    day: date
    facts: f.Facts
    findings: tuple[Finding, ...]


def contract_row(public_id: UUID) -> m.Contract:
    """Give a contract's row.

    Raises:
        UnknownContract: If there is none.
    """
    found = m.Contract.objects.select_related("kept_by", "place").filter(public_id=public_id)
    row = found.first()
    if row is None:
        raise UnknownContract("There is no such contract.", remedy="Choose one from the list.")
    return row


def case_on(contract: m.Contract, *, on: date, at: datetime) -> CaseOnDay:
    """Answer every rule of a contract as on a day.

    Args:
        contract: Its row.
        on: The day; what was written down later is left out.
        at: Now.

    Raises:
        NoTermsYet: If it says nothing yet on that day.
    """
    return case_of(Rows(contract), on=on, at=at)


def case_of(rows: Rows, *, on: date, at: datetime) -> CaseOnDay:
    """Answer every rule of a contract whose rows are read already; see `case_on`."""
    contract, said = rows.contract, contract_on(rows, on)
    if said is None:
        raise NoTermsYet(
            f"{contract.reference} has no terms on {on:%-d %B %Y}.",
            remedy=f"Choose a day from {day_of(contract.recorded_at):%-d %B %Y} on.",
            field="on",
        )
    facts = facts_on(
        rows,
        said,
        on,
        others=others(rows, on),
        partners=partners_of(contract, on, areas=covered(rows, on)),
        at=at,
    )
    found = why_not_yet(reading.case(facts, on=on), reading.rules())
    return CaseOnDay(on, facts, found)


def others(rows: Rows, day: date) -> tuple[Contract, ...]:
    """Give the contracts that stood on a day and cover some of the same codes, and the parent."""
    codes = list(covered(rows, day))
    terms = terms_row(rows, day)
    near = m.CoveredPeople.objects.filter(code__in=codes).values("provision__contract_id")
    kept = m.Contract.objects.filter(
        Q(pk__in=near) | Q(pk=terms.parent_id if terms else None)
    ).exclude(pk=rows.contract.pk)
    found = []
    for other in rows_of(list(kept)):
        if (terms and other.contract.pk == terms.parent_id) or stands(other, day):
            found.append(contract_on(other, day))
    return tuple(one for one in found if one is not None)


def covered(rows: Rows, day: date) -> dict[str, str]:
    """Give the codes that a contract covers on a day, with the larger area of each."""
    found = standing(rows, "people", day)
    return {one.code: one.area for one in rows.people[found.pk]} if found else {}


def stands(rows: Rows, day: date) -> bool:
    """Say whether a contract stood on a day: a gate passed, or before it was written down here."""
    if rows.contract.entered_on is not None:
        return known(rows.contract.recorded_at, day)
    return any(known(one.recorded_at, day) for one in rows.passages)


def days_of_change(rows: Rows, *, until: date) -> tuple[date, ...]:
    """Give the days on which something about a contract was written down or took effect."""
    stamped: Iterable[datetime] = (
        row.recorded_at
        for kind in (
            rows.provisions,
            rows.passages,
            rows.standing,
            rows.holders,
            rows.decisions,
            rows.assessments,
            rows.reviews,
            rows.checkpoints,
            rows.options,
            rows.assurances,
            rows.statements,
            rows.runs,
            rows.leadership,
            rows.notices,
        )
        for row in kind
    )
    days = {day_of(moment) for moment in stamped}
    days |= {one.from_on for one in rows.variations}
    return tuple(sorted(day for day in days if day <= until))
