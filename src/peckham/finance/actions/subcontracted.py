"""Issuing a payment under a subcontract: from its permitted start, by whoever gives the work."""

from datetime import date, datetime
from fractions import Fraction
from uuid import UUID

from peckham.contracts import api as contracts
from peckham.finance.actions.issuing import NotDueYet
from peckham.finance.actions.posting import Due, post_due
from peckham.finance.actions.refusing import NotPermittedYet, OutOfOrder, refusals
from peckham.finance.actions.writing import Terms, write
from peckham.finance.domain.schedule import next_payment, parts_of, worth_of
from peckham.finance.domain.subcontracted import subcontract_moves
from peckham.finance.models import SubcontractPrice
from peckham.finance.queries.agreed import Payer, how_paid, year_on
from peckham.finance.queries.instalments import issued, paid_by_cause
from peckham.kernel import Actor, Period
from peckham.kernel.london import day_of

SubcontractView = contracts.subcontracting.SubcontractView


def issue(*, subcontract: UUID, year_on: date, number: int, by: Actor, at: datetime) -> UUID:
    """Issue a payment, or give it where it was issued; as `issuing.issue` does for a contract.

    Raises:
        NotPermittedYet: If it has not begun with the commissioner's permission (rule 64).
        OutOfOrder: If an earlier payment was not issued.
        NotDueYet: If its month has not begun.
        NoPriceYet: If nobody said what it is worth.
    """
    today = day_of(at)
    view = checked(subcontract, today)
    line = contracts.subcontracting.line_of(view.contract_id)
    year = year_of(line.public_id, year_on, today)
    rows = issued(view.contract_id, year.start, subcontract_id=view.id)
    if number <= len(rows):
        return rows[number - 1].public_id
    parts = parts_of(year)
    if number > min(len(rows) + 1, len(parts)):
        raise OutOfOrder(
            f"Payment {len(rows) + 1} of the year comes next.", remedy="Issue the earlier first."
        )
    if parts[number - 1].start > today:
        raise NotDueYet("Its month has not begun.", remedy="Issue it from its first day on.")
    moves = subcontract_moves(
        prices_of(view.id),
        reference=view.reference,
        begins_on=view.standing.active_on or today,
        ends_on=view.ends_on,
        year=year,
    )
    how = how_paid(view.contract_id, year.start)
    paid = paid_by_cause(rows)
    payment = next_payment(moves, paid, year=year, number=number, due_days=how.due_days)
    terms = Terms(
        view.contract_id, view.id, year.start, len(parts), worth_of(moves, year), "", 0, 0
    )
    payer = Payer(view.giver, Fraction(1), view.giver_id)
    with refusals():
        key, _ = write(
            payment, terms, [payer], payee_id=view.subcontractor_id, names={}, by=by, at=at
        )
    due = Due(
        key=f"payment {view.public_id} {year.start} {number}",
        contract=line.reference,
        words=f"Payment {number} under {view.reference} for the year from {year.start}",
        payer_id=view.giver_id,
        payer=view.giver,
        payee_id=view.subcontractor_id,
        payee=view.subcontractor,
        pence=payment.pence,
        is_subcontract=True,
    )
    post_due(due, by=by, at=at)
    return key


def checked(subcontract: UUID, on: date) -> SubcontractView:
    """Give a subcontract that is paid on a day.

    Raises:
        NotPermittedYet: If it is not.
    """
    view = contracts.subcontracting.subcontract(subcontract, on=on)
    if view is None or view.standing.active_on is None:
        raise NotPermittedYet(
            "The subcontract has not begun with the commissioner's permission.",
            why="A service is subcontracted only with the commissioner's permission.",
            rule=64,
            remedy="Ask for permission; once it is given, start it, and it is paid from that day.",
            who="the commissioner",
        )
    return view


def year_of(contract: UUID, on: date, known_on: date) -> Period:
    """Give the year of the contract that a day lies in."""
    return year_on(contracts.heads.views.contract(contract, on=known_on), on)


def prices_of(subcontract_id: int) -> tuple[tuple[date, int], ...]:
    """Give what a subcontract is worth by the year, from which day."""
    rows = SubcontractPrice.objects.filter(subcontract_id=subcontract_id).order_by("from_on")
    return tuple(rows.values_list("from_on", "pence_a_year"))
