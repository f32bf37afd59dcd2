"""Staff lent to a hub: the lender writes rates, hours and statements, the borrower agrees."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from peckham.finance.actions.refusing import NotYourPayment, refusals
from peckham.finance.domain.lent_rows import LentRow
from peckham.finance.domain.recharge import recharge
from peckham.finance.models import (
    LentHours,
    LentRate,
    RechargeAgreement,
    RechargeLine,
    RechargeStatement,
)
from peckham.finance.queries.recharge import (
    borrower_of,
    latest,
    lent_in,
    lines_of,
    rates_between,
    statement_row,
)
from peckham.infra import audit
from peckham.infra.scope import current_scope
from peckham.kernel import Actor, Refused
from peckham.kernel.london import day_of


class NothingLent(Refused):
    """No hours were lent in that month, so that there is nothing to state."""


class Kept(NamedTuple):
    """How many rows of a file were new, how many corrected earlier ones, how many were known."""

    new: int
    corrected: int
    known: int


def agree_rate(
    *,
    hub_id: int,
    role: str,
    from_on: date,
    pence_an_hour: int,
    source: str,
    by: Actor,
    at: datetime,
) -> int:
    """Write down, as the lender, what an hour of a role at a hub costs from a day on.

    A later row from the same day supersedes. Give its key.

    Raises:
        NotYourPayment: If the actor is no finance officer.
        NotRunByAnother: If the lender runs the hub itself.
    """
    lender = _acts_for()
    borrower = borrower_of(hub_id, not_=lender)
    with refusals():
        row = LentRate.objects.create(
            lender_id=lender, borrower_id=borrower, hub_id=hub_id, role=role, from_on=from_on,
            pence_an_hour=pence_an_hour, source=source, recorded_at=at, recorded_by=by.identifier,
        )  # fmt: skip
    _say("agree_rate", "lent_rate", row.pk, by=by, at=at)
    return int(row.pk)


@transaction.atomic
def record_hours(*, hub_id: int, rows: Sequence[LentRow], by: Actor, at: datetime) -> Kept:
    """Write down a file of hours as the lender: all of it or nothing.

    A row whose reference is known corrects what stands under it, or is known already.

    Raises:
        NotYourPayment: If the actor is no finance officer.
        NotTheirHub: If the borrower does not run the hub on one of the days.
        CorrectsAnother: If a reference is of another hub.
    """
    lender = _acts_for()
    borrower = borrower_of(hub_id, not_=lender)
    standing = {
        one.reference: one
        for one in LentHours.objects.filter(
            lender_id=lender, reference__in=[row.reference for row in rows], replaced_by=None
        )
    }
    kept = {"new": 0, "corrected": 0, "known": 0}
    for row in rows:
        old = standing.get(row.reference)
        same = old and (old.hub_id, old.on_day, old.role, old.minutes) == (
            hub_id, row.day, row.role, row.minutes,
        )  # fmt: skip
        kept["known" if same else "corrected" if old else "new"] += 1
        if not same:
            with refusals():
                LentHours.objects.create(
                    lender_id=lender, borrower_id=borrower, hub_id=hub_id, role=row.role,
                    on_day=row.day, minutes=row.minutes, reference=row.reference, replaces=old,
                    recorded_at=at, recorded_by=by.identifier,
                )  # fmt: skip
    _say("record_lent_hours", "hub", hub_id, by=by, at=at)
    return Kept(**kept)


@transaction.atomic
def draw(*, borrower_id: int, month: date, by: Actor, at: datetime) -> UUID:
    """Draw a month's statement as the lender; where nothing changed it is the one that is there.

    Raises:
        NothingLent: If there are no hours and no earlier version.
        NoRateYet: If hours have no rate.
        MonthNotOver: If the month is not over.
        NotYourPayment: If the actor is no finance officer.
    """
    lender = _acts_for()
    priced = recharge(
        lent_in(lender, borrower_id, month), rates_between(lender, borrower_id),
        known_on=day_of(at),
    )  # fmt: skip
    before = latest(lender, borrower_id, month)
    if before is None and not priced:
        raise NothingLent("No hours were lent in that month.", remedy="Record them first.")
    if before is not None and lines_of(before.pk) == priced:
        return before.public_id
    with refusals():
        row = RechargeStatement.objects.create(
            lender_id=lender, borrower_id=borrower_id, month=month,
            version=before.version + 1 if before else 1, pence=sum(one.pence for one in priced),
            transaction_id=0, recorded_at=at, recorded_by=by.identifier,
        )  # fmt: skip
        RechargeLine.objects.bulk_create(
            RechargeLine(
                statement=row, number=number, hub_id=one.hub, role=one.role,
                pence_an_hour=one.pence_an_hour, minutes=one.minutes, pence=one.pence,
            )
            for number, one in enumerate(priced, start=1)
        )  # fmt: skip
    _say("draw_recharge", "recharge", row.public_id, by=by, at=at)
    return row.public_id


def agree(statement: UUID, *, by: Actor, at: datetime) -> None:
    """Agree to a statement as the borrower, so that the worker may post it; twice is harmless.

    Raises:
        NoSuchRecharge: If it is not between the actor's organisation and another.
        NotYourPayment: If the actor is no finance officer of the borrower.
        NotTheLastVersion: If a later version was drawn.
    """
    row = statement_row(statement)
    if RechargeAgreement.objects.filter(statement=row).exists():
        return
    with refusals():
        RechargeAgreement.objects.create(statement=row, recorded_at=at, recorded_by=by.identifier)
    _say("agree_recharge", "recharge", statement, by=by, at=at)


def _acts_for() -> int:
    organisation = current_scope().organisation_id
    if organisation is None:
        raise NotYourPayment("Staff are lent by an organisation.", who="a finance officer")
    return organisation


def _say(what: str, kind: str, key: int | UUID, *, by: Actor, at: datetime) -> None:
    audit.record(action=f"finance.{what}", subject_kind=kind, subject_id=key, by=by, at=at)
