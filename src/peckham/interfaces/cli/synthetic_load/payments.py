"""The running contract's payments: lists by quarter, part of the year issued, most of it paid."""

from datetime import date
from fractions import Fraction
from typing import Any, Final

from peckham.contracts import api as contracts
from peckham.finance import api as finance
from peckham.infra import clock
from peckham.infra.scope import Scope, open_scope, system_scope
from peckham.interfaces.cli.synthetic_load.baseline import SOURCE
from peckham.interfaces.cli.synthetic_load.finance_officers import Officer
from peckham.interfaces.cli.synthetic_load.running_contract import Running
from peckham.kernel import london
from peckham.kernel.parameters import NoValueYet

payments = finance.payments
_INDICATORS: Final = (
    ("HOME", "People seen at home within two days", 3, Fraction(9, 10)),
    ("PLAN", "Plans of care written with the person", 2, None),
)


def keep_payments(running: Running, officers: dict[str, Officer]) -> None:
    """Agree how it is paid, say who guarantees, and issue what has fallen due."""
    today = london.day_of(clock.now())
    with open_scope(running.holder.scope()) as scope:
        contracts.heads.facts.record_assurance(
            contract_id=running.contract_id,
            vat="recoverable",
            guarantee="A reserve of the board (synthetic)",
            reconciled=True,
            known_on=today,
            by=scope.actor,
            at=scope.at,
        )
    with open_scope(_officer(officers["finance"])) as scope:
        _agree(running, scope, today)
    parts = payments.schedule.parts_of(running.year)
    begun = sum(part.start <= today for part in parts)
    try:
        for number in range(1, begun + 1):
            _issue(running, number, is_paid=number < begun, on=today)
    except NoValueYet:
        # Nobody has published national prices of this year: the page says so.
        return


def _officer(officer: Officer) -> Scope:
    team = officer.team_id
    return Scope(
        officer.actor, "payment", clock.now(), officer.account_id, "finance_officer",
        officer.organisation_id, team, (team,),
    )  # fmt: skip


def _agree(running: Running, scope: Scope, today: date) -> None:
    told: dict[str, Any] = {"contract_id": running.contract_id, "by": scope.actor, "at": scope.at}
    start = running.year.start
    payments.agreeing.agree_terms(
        from_on=start, cut_off="quarterly", due_days=14, at_risk_basis_points=500, source=SOURCE,
        **told,
    )  # fmt: skip
    for code, name, weight, reached in _INDICATORS:
        payments.agreeing.set_indicator(
            year_on=start, code=code, name=name, weight=weight, source=SOURCE, **told
        )
        if reached is not None:
            payments.agreeing.record_result(
                year_on=start, code=code, reached=reached, on=today, source=SOURCE, **told
            )
    payments.agreeing.record_received(
        commissioner="The board (synthetic)", year_on=start, pence=4_200_000, source=SOURCE, **told
    )


def _issue(running: Running, number: int, *, is_paid: bool, on: date) -> None:
    """Issue a payment as the worker does, and mark it as paid."""
    line = contracts.subcontracting.line_of(running.contract_id)
    with open_scope(system_scope("payments", purpose="payment", at=clock.now())) as scope:
        key = payments.issue(
            contract=line.public_id,
            year_on=running.year.start,
            number=number,
            by=scope.actor,
            at=scope.at,
        )
        for part in payments.instalments.issued_one(key).parts if is_paid else ():
            payments.mark_paid(
                of_part=part.public_id,
                paid_on=on,
                reference=f"BACS {number} (synthetic)",
                by=scope.actor,
                at=scope.at,
            )
