"""Contracts as they are published and set on paper: their rows as records, and the releases."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from peckham.contracts import models as m
from peckham.contracts import reading
from peckham.contracts.domain.document.contract import long_day
from peckham.contracts.domain.publication.record import (
    Aim,
    Body,
    Change,
    Ended,
    Record,
    Worth,
    events,
)
from peckham.contracts.domain.publication.release import release
from peckham.contracts.domain.publication.shapes import Shape
from peckham.contracts.queries.cases import NoTermsYet, contract_row, covered, stands
from peckham.contracts.queries.gathering import facts_on
from peckham.contracts.queries.rows import Rows
from peckham.contracts.queries.saying import contract_on, is_agreed, known, standing, terms_row
from peckham.contracts.queries.taking_part import partners_of
from peckham.kernel.london import day_of

# The list that identifiers of organisations of the health service are from.
_SCHEME = "GB-NHS"


@dataclass(frozen=True, slots=True)
class PublishedLine:
    """A contract that anybody may read: it stands, or stood."""

    public_id: UUID
    reference: str
    title: str
    kind: str


def published(*, at: datetime) -> tuple[PublishedLine, ...]:
    """List the contracts that are published, by reference: drafts are not."""
    found = m.Contract.objects.order_by("reference")
    kinds = reading.kinds()
    return tuple(
        PublishedLine(row.public_id, row.reference, row.title, kinds.kind(row.kind_id).name)
        for row in found
        if stands(Rows(row), day_of(at))
    )


def record_of(public_id: UUID, *, on: date, at: datetime) -> Record:
    """Give a contract, published or still a draft, as it was known on a day.

    Raises:
        UnknownContract: If there is none.
        NoTermsYet: If it says nothing yet on that day.
    """
    return _record(Rows(contract_row(public_id)), on, at)


def releases_of(public_id: UUID, *, prefix: str, at: datetime) -> tuple[Shape, ...]:
    """Give every release of a contract, oldest first; none of a draft.

    Raises:
        UnknownContract: If there is none.
    """
    rows = Rows(contract_row(public_id))
    if not stands(rows, day_of(at)):
        return ()
    # What stood before it was written down here is known from the day on which it was.
    first = day_of(rows.contract.recorded_at)
    return tuple(
        release(_record(rows, max(event.on, first), at), event, prefix=prefix)
        for event in events(_record(rows, day_of(at), at))
    )


def _record(rows: Rows, day: date, at: datetime) -> Record:
    row, said = rows.contract, contract_on(rows, day)
    if said is None:
        raise NoTermsYet(
            f"{row.reference} has no terms on {long_day(day)}.",
            remedy=f"Choose a day from {long_day(day_of(row.recorded_at))} on.",
            field="on",
        )
    partners = partners_of(row, day, areas=covered(rows, day))
    return Record(
        title=row.title,
        kind=reading.kinds().kind(row.kind_id).name,
        facts=facts_on(rows, said, day, others=(), partners=partners, at=at),
        worth=_worth(terms_row(rows, day)),
        passed=tuple((p.gate, p.on_day) for p in rows.passages if known(p.recorded_at, day)),
        changes=tuple(_changes(rows, day)),
        ended=_ended(rows, day),
        bodies=_bodies(rows, day),
        services={code: service.words for code, service in reading.services().items()},
        aims=_aims(rows, day),
    )


def _worth(terms: m.Terms | None) -> Worth:
    if terms is None:
        return Worth()
    return Worth(
        terms.total_pence,
        tuple(sorted((year.from_on, year.pence) for year in terms.years.all())),
        tuple(sorted((one.breaks_on, one.notice_by) for one in terms.breaks.all())),
    )


def _changes(rows: Rows, day: date) -> Iterator[Change]:
    for row in rows.variations:
        if is_agreed(row, day):
            yield Change(row.number, row.what, row.why, row.from_on, row.outcome.on_day)


def _ended(rows: Rows, day: date) -> Ended | None:
    for row in rows.standing:
        if row.what == "terminated" and known(row.recorded_at, day):
            return Ended(row.from_on, row.reason, row.on_day)
    return None


def _bodies(rows: Rows, day: date) -> dict[str, Body]:
    """Give each organisation's identifier; an invented organisation is given none."""
    shares = standing(rows, "commissioners", day)
    named: list[Any] = [*rows.holders, *(rows.shares[shares.pk] if shares else ())]
    return {
        one.name: Body(one.name, _SCHEME, one.organisation.ods_code)
        for one in named
        if one.organisation is not None and not one.organisation.is_synthetic
    }


def _aims(rows: Rows, day: date) -> tuple[Aim, ...]:
    provision = standing(rows, "outcomes", day)
    return tuple(
        Aim(
            one.name,
            one.measure,
            one.source,
            _measured(one.baseline, one.unit, one.baseline_on),
            _measured(one.target, one.unit, one.target_on),
        )
        for one in (rows.outcomes[provision.pk] if provision else ())
    )


def _measured(figure: Decimal, unit: str, on: date) -> str:
    return f"{figure.normalize():f} {unit} on {long_day(on)}"
