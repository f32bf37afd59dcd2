"""Work that was left to the worker: how far it is, and what came of it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from peckham.finance.models import PaymentWork


@dataclass(frozen=True, slots=True)
class Work:
    """One piece of work; `what` is list, issue or pay, `state` waiting, working, done or failed."""

    public_id: UUID
    contract_id: int
    what: str
    on: date
    number: int | None
    state: str
    steps_done: int
    steps_all: int
    asked_at: datetime
    ended_at: datetime | None
    refusal: str

    @property
    def is_open(self) -> bool:
        """Say whether it goes on."""
        return self.state in ("waiting", "working")


def work_of(public_id: UUID) -> Work | None:
    """Give one piece of work, or None where the reader has none with that key."""
    row = PaymentWork.objects.filter(public_id=public_id).first()
    return None if row is None else _work(row)


def works(contract_id: int, *, at_most: int = 10) -> tuple[Work, ...]:
    """List the latest work for a contract, newest first."""
    rows = PaymentWork.objects.filter(contract_id=contract_id, subcontract__isnull=True)
    return tuple(map(_work, rows.order_by("-pk")[:at_most]))


def _work(row: PaymentWork) -> Work:
    return Work(
        row.public_id, row.contract_id, row.what, row.on_day, row.number, row.state,
        row.steps_done, row.steps_all, row.asked_at, row.ended_at, row.refusal,
    )  # fmt: skip
