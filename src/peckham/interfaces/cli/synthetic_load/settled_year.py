"""The running contract's last year, settled and posted, and what its next year may bring."""

from dataclasses import replace
from fractions import Fraction
from typing import Any, Final

from peckham.contracts import api as contracts
from peckham.finance import api as finance
from peckham.infra import clock
from peckham.infra.scope import Scope, open_scope
from peckham.interfaces.cli.synthetic_load.baseline import SOURCE
from peckham.interfaces.cli.synthetic_load.finance_officers import Officer
from peckham.interfaces.cli.synthetic_load.running_contract import Running
from peckham.kernel import Period, london
from peckham.kernel.months import years_after

settlements, attributing = finance.settlements, finance.attributing
_SIDES: Final = ("finance", "partner-finance")
_TERMS: Final = finance.sharing.Sharing(
    Fraction(1, 200), Fraction(1, 2), Fraction(1, 2), Fraction(3, 100), gate=Fraction(1, 2)
)
# How much of each service was used, beside what was expected; and what an activity weighed.
_USED: Final = {"community_nursing": Fraction(109, 100), "care_navigation": Fraction(96, 100)}
_WEIGHED: Final = {"community_nursing": Fraction(102, 100)}
_FEWER: Final = Fraction(99, 100)


def keep_settled_year(running: Running, officers: dict[str, Officer]) -> None:
    """Agree on the terms, settle last year by them, post what is shared; look at this year."""
    board, partner = (officers[name] for name in _SIDES)
    last = Period(years_after(running.year.start, -1), running.year.start)
    with open_scope(_scope(board)) as scope:
        terms = settlements.propose_terms(
            running.contract_id, from_on=last.start, order=attributing.usual_order(),
            sharing=_TERMS, source=SOURCE, **_by(scope),
        )  # fmt: skip
    with open_scope(_scope(partner)) as scope:
        settlements.answer_terms(terms, agrees=True, **_by(scope))
    with open_scope(_scope(board)) as scope:
        settled = settlements.propose(
            running.contract_id, _inputs(running, last), terms=terms, **_by(scope)
        )
        looked = finance.exposure.look(running.contract_id, running.year, changed={}, seed=1)
        finance.exposure.keep(running.contract_id, looked, **_by(scope))
    with open_scope(_scope(partner)) as scope:
        settlements.answer(settled, agrees=True, **_by(scope))
        settlements.post(settled, **_by(scope))
    with open_scope(_scope(board)) as scope:
        settlements.post(settled, **_by(scope))


def _inputs(running: Running, last: Period) -> settlements.Inputs:
    """Invent what last year was, about what this year's baseline expects."""
    today = london.day_of(clock.now())
    adopted = finance.baselines.adopted(running.contract_id, on=running.year.start)
    lists = settlements.lists_over(running.contract_id, [today])
    people = settlements.people_of(lists, settlements.homes_of_practices(today))
    happened = settlements.Happened(
        people=people,
        counts=_counts(adopted.expected, people),
        national_uplift=Fraction(1, 40),
        local_drift=Fraction(4, 1000),
        efficiency=Fraction(4, 1000),
        quality_pence=150_000,
    )
    fewer = replace(adopted.expected, people=round(adopted.expected.people * _FEWER), year=last)
    return settlements.Inputs(
        contract=contracts.subcontracting.line_of(running.contract_id).reference,
        year=last,
        position=settlements.position_of(fewer, happened),
        order=attributing.usual_order(),
        sharing=_TERMS,
        gate_reached=Fraction(4, 5),
        received_pence=None,
        coded_need=attributing.Pair(Fraction(1), Fraction(1015, 1000)),
        origins=(settlements.Origin("invented", SOURCE),),
    )


def _counts(
    expected: finance.baselines.ContractSide, people: dict[tuple[str, str], Fraction]
) -> dict[tuple[str, str, str], finance.activity.Counted]:
    """Give whole numbers of activities near what each cell's people would use."""
    found = {}
    for service, line in expected.lines.items():
        for (home, band), count in people.items():
            if band not in line.cells:
                continue
            cell = line.cells[band]
            events = round(cell.rate * count * _USED.get(service, Fraction(1)))
            if events:
                weight = events * cell.case_mix * _WEIGHED.get(service, Fraction(1))
                found[service, home, band] = finance.activity.Counted(events, weight)
    return found


def _scope(officer: Officer) -> Scope:
    team = officer.team_id
    return Scope(
        officer.actor, "payment", clock.now(), officer.account_id, "finance_officer",
        officer.organisation_id, team, (team,),
    )  # fmt: skip


def _by(scope: Scope) -> dict[str, Any]:
    return {"by": scope.actor, "at": scope.at}
