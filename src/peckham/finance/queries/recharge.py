"""Reads of staff lent to hubs: hours that stand, rates, statements by month."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import models

from peckham.finance.domain.recharge import AgreedRate, Lent, RechargeLine
from peckham.finance.models import LentHours, LentRate, RechargeStatement
from peckham.finance.models import RechargeLine as StoredLine
from peckham.kernel import Refused
from peckham.organisations import api as organisations
from peckham.places import api as places


class NoSuchRecharge(Refused):
    """No statement of lent staff has that key, or it is between others."""


class NotRunByAnother(Refused):
    """Staff are lent to a hub that another organisation runs."""


@dataclass(frozen=True, slots=True)
class RechargeView:
    """A version of a month's statement.

    Args:
        public_id: Its key in addresses.
        lender_id: Who lent.
        lender: Its name.
        borrower_id: Who runs the hub.
        borrower: Its name.
        month: Its first day.
        version: From 1.
        pence: What it comes to.
        is_last: Whether no later version was drawn.
        is_agreed: Whether the borrower agreed.
        is_posted: Whether it came into both books, or took an earlier version out.
        lines: By hub, role and rate.
    """

    public_id: UUID
    lender_id: int
    lender: str
    borrower_id: int
    borrower: str
    month: date
    version: int
    pence: int
    is_last: bool
    is_agreed: bool
    is_posted: bool
    lines: tuple[RechargeLine, ...]


def borrower_of(hub_id: int, *, not_: int | None = None) -> int:
    """Give the organisation that runs a hub: that of its reception team.

    Raises:
        UnknownHub: If there is no such hub.
        NotRunByAnother: If it is the one that lends.
    """
    team = places.hub(hub_id).reception_team_id
    runs = organisations.team(team).organisation_id
    if runs == not_:
        raise NotRunByAnother(
            "Your organisation runs that hub itself.", remedy="Choose a hub that another runs."
        )
    return int(runs)


def lent_in(lender_id: int, borrower_id: int, month: date) -> tuple[Lent, ...]:
    """Give the hours of a month that stand."""
    rows = LentHours.objects.filter(
        lender_id=lender_id, borrower_id=borrower_id, replaced_by=None,
        on_day__year=month.year, on_day__month=month.month,
    )  # fmt: skip
    return tuple(
        Lent(*row) for row in rows.values_list("hub_id", "role", "on_day", "minutes").order_by("pk")
    )


def rates_between(lender_id: int, borrower_id: int) -> tuple[AgreedRate, ...]:
    """Give the rates agreed, in the order in which they were written down."""
    rows = LentRate.objects.filter(lender_id=lender_id, borrower_id=borrower_id).order_by("pk")
    return tuple(
        AgreedRate(*row) for row in rows.values_list("hub_id", "role", "from_on", "pence_an_hour")
    )


def latest(lender_id: int, borrower_id: int, month: date) -> RechargeStatement | None:
    """Give the last version of a month, or None."""
    rows = RechargeStatement.objects.filter(
        lender_id=lender_id, borrower_id=borrower_id, month=month
    )
    return rows.order_by("-version").first()


def statement_row(public_id: UUID) -> RechargeStatement:
    """Give a statement's row.

    Raises:
        NoSuchRecharge: If the reader's organisation has no such statement.
    """
    rows = RechargeStatement.objects.select_related("lender", "borrower")
    row = rows.filter(public_id=public_id).first()
    if row is None:
        raise NoSuchRecharge("There is no such statement between your organisation and another.")
    return row


def lines_of(statement_id: int) -> tuple[RechargeLine, ...]:
    """Give a statement's lines, in order."""
    rows = StoredLine.objects.filter(statement_id=statement_id).order_by("number")
    return tuple(
        RechargeLine(*row)
        for row in rows.values_list("hub_id", "role", "pence_an_hour", "minutes", "pence")
    )


def versions(public_id: UUID) -> tuple[RechargeView, ...]:
    """Give every version of the month that a statement is of, the last first.

    Raises:
        NoSuchRecharge: As `statement_row`.
    """
    row = statement_row(public_id)
    rows = RechargeStatement.objects.filter(
        lender_id=row.lender_id, borrower_id=row.borrower_id, month=row.month
    )
    return _views(rows)


def recharges() -> tuple[RechargeView, ...]:
    """List the last version of each month that the reader's organisation lent or borrowed in."""
    return tuple(one for one in _views(RechargeStatement.objects.all()) if one.is_last)


def _views(rows: models.QuerySet[RechargeStatement]) -> tuple[RechargeView, ...]:
    found = rows.select_related("lender", "borrower", "agreement").prefetch_related("journals")
    last: set[tuple[int, int, date]] = set()
    views = []
    for row in found.order_by("-month", "lender_id", "borrower_id", "-version"):
        key = (row.lender_id, row.borrower_id, row.month)
        views.append(
            RechargeView(
                public_id=row.public_id,
                lender_id=row.lender_id,
                lender=row.lender.name,
                borrower_id=row.borrower_id,
                borrower=row.borrower.name,
                month=row.month,
                version=row.version,
                pence=row.pence,
                is_last=key not in last,
                is_agreed=hasattr(row, "agreement"),
                is_posted=bool(row.journals.all()),
                lines=lines_of(row.pk),
            )
        )
        last.add(key)
    return tuple(views)
