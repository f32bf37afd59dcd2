"""Issuing a payment of a year: what it is for, who pays which part, and both sides' books."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from peckham.contracts import api as contracts
from peckham.finance.actions.lists import take_list
from peckham.finance.actions.posting import Due, post_due
from peckham.finance.actions.refusing import OutOfOrder, refusals
from peckham.finance.actions.writing import Terms, write
from peckham.finance.domain.parts import divided
from peckham.finance.domain.schedule import Payment, PaymentLine, next_payment, parts_of
from peckham.finance.queries.agreed import Payer, assurance_of, check_assured, payers_of
from peckham.finance.queries.incentives import earned_in
from peckham.finance.queries.instalments import Issued, issued, paid_by_cause
from peckham.finance.queries.years import PricedYear, YearOfPayment, priced, year_of_payment
from peckham.kernel import Actor, Refused
from peckham.kernel.london import day_of


class NotDueYet(Refused):
    """The month that would be paid for has not begun."""


class NobodyHolds(Refused):
    """The contract has no holder here to whom it could be paid."""


class NothingToSettle(Refused):
    """Nothing has become known since the year's last payment, and nothing more was earned."""


def issue(
    *,
    contract: UUID,
    year_on: date,
    number: int,
    by: Actor,
    at: datetime,
) -> UUID:
    """Issue a payment, or give it where it was issued: a repeated run changes nothing.

    Lists that are missing are taken first. The payment is posted to the books of each payer and of
    the holder, where they keep books here, in the same transaction.

    Args:
        contract: Key of the contract in addresses.
        year_on: A day in the year.
        number: Which of its payments, from 1; the one after the last settles the year.
        by: Who has it issued; a job of the house.
        at: Now.

    Returns:
        Its key in addresses.

    Raises:
        OutOfOrder: If an earlier payment was not issued.
        NotDueYet: If its month has not begun.
        HolderNotAssured: If it is the contract's first, and VAT or guarantee are not recorded.
        Refused: Others, where the year cannot be priced; see `queries.years.priced`.
    """
    today = day_of(at)
    given = year_of_payment(contract, on=year_on, known_on=today)
    rows = issued(given.contract_id, given.year.start)
    if number <= len(rows):
        return rows[number - 1].public_id
    _check_turn(given, rows, number, today)
    if given.missing:
        for day in given.missing:
            take_list(contract_id=given.contract_id, on=day, by=by, at=at)
        given = year_of_payment(contract, on=year_on, known_on=today)
    if number == 1:
        check_assured(assurance_of(contract, on=today, at=at))
    year = priced(given, known_on=today)
    payment, year_pence = _payment(year, rows, number)
    return _written(year, payment, year_pence, by=by, at=at)


def _check_turn(given: YearOfPayment, rows: tuple[Issued, ...], number: int, today: date) -> None:
    if number > len(rows) + 1:
        raise OutOfOrder(
            f"Payment {len(rows) + 1} of the year was not issued yet.",
            rule=66,
            remedy="Issue the earlier month first.",
        )
    parts = parts_of(given.year)
    begins = parts[number - 1].start if number <= len(parts) else given.year.end or today
    if begins > today:
        raise NotDueYet(
            f"What is paid for begins on {begins:%-d %B %Y}.",
            why="What lies ahead is worked out anew until its month begins.",
            remedy="Issue it from that day on.",
        )


def _payment(year: PricedYear, rows: tuple[Issued, ...], number: int) -> tuple[Payment, int]:
    """Work the payment out; one that settles the year pays what was earned as well."""
    given = year.given
    parts = parts_of(given.year)
    paid = paid_by_cause(rows)
    care = {key: pence for key, pence in paid.items() if key[0] != "incentive"}
    payment = next_payment(
        year.moves, care, year=given.year, number=number, due_days=given.how.due_days
    )
    if number <= len(parts):
        return payment, year.pence
    earned = earned_in(given.contract_id, given.year.start, year.at_risk_pence)
    last = parts[-1]
    lines = [
        PaymentLine("incentive", name, given.year.start, last.start, last.end or last.start, pence)
        for name, due in earned.items()
        if (pence := due - paid.get(("incentive", name, given.year.start), 0))
    ]
    if not lines and not payment.lines:
        raise NothingToSettle(
            "Every change is paid, and nothing more was earned.", remedy="There is nothing to do."
        )
    due = sum(earned.values())
    whole = replace(
        payment, lines=(*payment.lines, *lines), through_pence=payment.through_pence + due
    )
    return whole, year.pence + due


@dataclass(frozen=True, slots=True)
class _Parties:
    payers: tuple[Payer, ...]
    payee_id: int
    payee: str


def _parties(given: YearOfPayment) -> _Parties:
    holder = contracts.subcontracting.giver_of(given.contract_id)
    if holder is None:
        raise NobodyHolds(
            "The contract has no holder here.",
            remedy="Write down who holds it, with its organisation.",
            who="whoever keeps the contract",
        )
    return _Parties(payers_of(given.view), holder, given.view.line.holder)


def _written(
    year: PricedYear, payment: Payment, year_pence: int, *, by: Actor, at: datetime
) -> UUID:
    given, parties = year.given, _parties(year.given)
    names = {one.code: one.name for one in given.lists.practices.values()}
    terms = Terms(
        contract_id=given.contract_id,
        subcontract_id=None,
        year_on=given.year.start,
        of=len(parts_of(given.year)),
        year_pence=year_pence,
        baseline=", ".join(str(one.of.number) for one in year.baselines),
        uplift_basis_points=round(year.baselines[-1].rise * 10_000),
        held_back_basis_points=given.how.at_risk_basis_points,
    )
    with refusals():
        row, parts = write(
            payment, terms, parties.payers, payee_id=parties.payee_id, names=names, by=by, at=at
        )
    earned = sum(line.pence for line in payment.lines if line.cause == "incentive")
    shares = divided(earned, [one.share for one in parties.payers])
    for (payer, part), part_earned in zip(parts, shares, strict=True):
        post_due(
            Due(
                key=f"payment {given.public_id} {given.year.start} {payment.number} {payer.name}",
                contract=given.view.line.reference,
                words=f"Payment {payment.number} for the year from {given.year.start}",
                payer_id=payer.organisation_id,
                payer=payer.name,
                payee_id=parties.payee_id,
                payee=parties.payee,
                pence=part,
                earned_pence=part_earned,
            ),
            by=by,
            at=at,
        )
    return row
