"""What is due and what is paid, in the books of both sides: one journal in each."""

from dataclasses import dataclass
from datetime import date, datetime

from peckham.kernel import Actor
from peckham.kernel.london import day_of
from peckham.ledger import api as ledger


@dataclass(frozen=True, slots=True)
class Due:
    """A payer's part of a payment.

    Args:
        key: What it is for; one journal in each book for each key.
        contract: Reference of the contract.
        words: What it is for, for a reader.
        payer_id: Who pays; None where it keeps no books here.
        payer: Its name.
        payee_id: Who is paid.
        payee: Its name.
        pence: How much; below zero where it is given back.
        earned_pence: How much of it was earned by results.
        is_subcontract: Whether it is for work that the payer was given itself.
    """

    key: str
    contract: str
    words: str
    payer_id: int | None
    payer: str
    payee_id: int
    payee: str
    pence: int
    earned_pence: int = 0
    is_subcontract: bool = False


def post_due(due: Due, *, by: Actor, at: datetime) -> None:
    """Post that something is due: the payer's expense, the payee's income."""
    care = due.pence - due.earned_pence
    on = day_of(at)
    spent_on = "5200" if due.is_subcontract else "5000"
    if due.payer_id is not None:
        sides = (spent_on, care), ("5010", due.earned_pence), ("2000", -due.pence)
        _post(due, due.payer_id, "commissioner", due.payee, sides, on=on, by=by, at=at)
    sides = ("1100", due.pence), ("4000", -care), ("4010", -due.earned_pence)
    _post(due, due.payee_id, "provider", due.payer, sides, on=on, by=by, at=at)


def post_paid(due: Due, *, on: date, by: Actor, at: datetime) -> None:
    """Post that it was paid: out of one bank, into the other."""
    if due.payer_id is not None:
        sides = ("2000", due.pence), ("1000", -due.pence)
        _post(due, due.payer_id, "commissioner", due.payee, sides, on=on, by=by, at=at)
    sides = ("1000", due.pence), ("1100", -due.pence)
    _post(due, due.payee_id, "provider", due.payer, sides, on=on, by=by, at=at)


def _post(
    due: Due,
    books_id: int,
    origin: str,
    other: str,
    sides: tuple[tuple[str, int], ...],
    *,
    on: date,
    by: Actor,
    at: datetime,
) -> None:
    lines = tuple(
        ledger.Line(account, pence, contract=due.contract, recipient=other)
        for account, pence in sides
        if pence
    )
    if not lines:
        return
    entry = ledger.Entry(
        books_id=books_id,
        key=due.key,
        origin="provider" if due.is_subcontract else origin,  # type: ignore[arg-type]
        occurred_on=on,
        words=f"{due.words}: {due.payer} to {due.payee}",
        lines=lines,
    )
    ledger.post(entry, by=by, at=at)
