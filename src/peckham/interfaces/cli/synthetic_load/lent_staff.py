"""Staff whom the host lends to a hub that the partner runs: a month agreed and posted."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

from peckham.finance import api as finance
from peckham.infra import clock
from peckham.infra.scope import Scope, open_scope
from peckham.interfaces.cli.synthetic_load.finance_officers import Officer
from peckham.kernel import london
from peckham.kernel.months import months_after
from peckham.places import api as places

recharges = finance.recharges
SOURCE: Final = "A letter between the two (synthetic)"
_RATES: Final = (("navigator", 2150), ("pharmacist", 3475))
_MINUTES: Final = (240, 450, 225, 437)


def keep_lent_staff(officers: dict[str, Officer]) -> None:
    """Agree rates, record last month's hours, have it agreed and post it."""
    lender, borrower = officers["host-finance"], officers["partner-finance"]
    month = months_after(london.day_of(clock.now()).replace(day=1), -1)
    runs = {recharges.borrower_of(hub.id): hub.id for hub in places.hubs(month)}
    if (hub := runs.get(borrower.organisation_id)) is None:
        return
    for role, pence in _RATES:
        _do(lender, recharges.agree_rate, hub_id=hub, role=role, from_on=month,
            pence_an_hour=pence, source=SOURCE)  # fmt: skip
    rows = [
        recharges.LentRow(
            f"ROTA-{number}", month + timedelta(days=number), _RATES[number % 2][0], minutes
        )
        for number, minutes in enumerate(_MINUTES)
    ]
    _do(lender, recharges.record_hours, hub_id=hub, rows=rows)
    statement = _do(lender, recharges.draw, borrower_id=borrower.organisation_id, month=month)
    _do(borrower, recharges.agree, statement=statement)
    recharges.post_as_worker(statement)


def _do(officer: Officer, what: Callable[..., Any], **asked: Any) -> Any:
    """Do something as a finance officer, in a transaction of its own."""
    team = officer.team_id
    scope = Scope(
        officer.actor, "payment", clock.now(), officer.account_id, "finance_officer",
        officer.organisation_id, team, (team,),
    )  # fmt: skip
    with open_scope(scope):
        return what(**asked, by=scope.actor, at=scope.at)
