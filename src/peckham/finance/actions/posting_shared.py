"""Posting what a settled year shares: each side in its own books, apart from everything else."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from peckham.finance import models as m
from peckham.finance.actions.refusing import refusals
from peckham.finance.actions.settling import acts_for, side_of
from peckham.finance.queries.settlements import settlement_row
from peckham.infra import audit
from peckham.kernel import Actor, Refused
from peckham.kernel.london import day_of
from peckham.ledger import api as ledger

# Shared gains and losses, of whoever commissions and of whoever provides.
_SHARED = {"commissioner": "5900", "provider": "4900"}
_OWED_TO_US, _OWED_BY_US = "1100", "2000"


class NothingShared(Refused):
    """The year's result lies within the dead band, or nobody bears a part of the other's."""


@transaction.atomic
def post(settlement: UUID, *, by: Actor, at: datetime) -> UUID:
    """Post what a settled year shares to the books of the side that the actor acts for.

    What was posted for an earlier settlement of the year is reversed in the same transaction. Asked
    twice, it is the same journal.

    Returns:
        The journal's public key.

    Raises:
        NotForASide: If the actor's organisation neither keeps the contract nor holds it.
        NotAgreedYet: If a side has not agreed, or both agreed to a later settlement.
        NothingShared: If there is nothing to post.
    """
    row = settlement_row(settlement)
    side = side_of(row.contract_id)
    done = m.SettlementPosting.objects.filter(settlement=row, side=side).select_related("journal")
    if found := done.first():
        return UUID(str(found.journal.public_id))
    with refusals():
        _take_back(row, side, by=by, at=at)
        if not row.shared_pence:
            raise NothingShared(
                "Nothing is shared for this year.",
                why="The result lies within the dead band, or its part is nothing.",
            )
        journal = ledger.post(_entry(row, side, at=at), by=by, at=at)
        m.SettlementPosting.objects.create(
            settlement=row,
            side=side,
            posted_for_id=acts_for(),
            journal_id=ledger.stored(journal).id,
            recorded_at=at,
            recorded_by=by.identifier,
        )
    audit.record(
        action="finance.post_settlement",
        subject_kind="settlement",
        subject_id=settlement,
        by=by,
        at=at,
    )
    return journal


def _entry(row: m.Settlement, side: str, *, at: datetime) -> ledger.Entry:
    """Make the journal of one side: an expense or an income beside what is owed for it."""
    shared, reference = row.shared_pence, row.contract.reference
    moved = shared if side == "commissioner" else -shared
    owed = _OWED_BY_US if moved > 0 else _OWED_TO_US
    return ledger.Entry(
        books_id=acts_for(),
        key=_key(row),
        origin="commissioner" if side == "commissioner" else "provider",
        occurred_on=day_of(at),
        words=f"Shared for the year from {row.year.lower:%-d %B %Y}, settlement {row.number}",
        lines=(
            ledger.Line(_SHARED[side], moved, contract=reference),
            ledger.Line(owed, -moved, contract=reference),
        ),
        voucher=f"settlement {row.public_id}",
    )


def _take_back(row: m.Settlement, side: str, *, by: Actor, at: datetime) -> None:
    """Reverse what this side posted for earlier settlements of the year and did not take back."""
    earlier = m.SettlementPosting.objects.filter(
        settlement__contract_id=row.contract_id,
        settlement__year=row.year,
        settlement__number__lt=row.number,
        side=side,
        journal__reversed_by=None,
    )
    for posted in earlier.select_related("journal", "settlement").order_by("id"):
        ledger.reverse(
            UUID(str(posted.journal.public_id)),
            key=f"{_key(posted.settlement)}/reversed",
            occurred_on=day_of(at),
            words=f"Taken back: the year was settled anew, settlement {row.number}",
            by=by,
            at=at,
        )


def _key(row: m.Settlement) -> str:
    return f"settlement/{row.contract.reference}/{row.year.lower}/{row.number}"
