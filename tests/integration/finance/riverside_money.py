"""Riverside's money: the board commissions, the trust holds, and the board's books have a year."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tests.databases import as_app, check_laws
from tests.employing import employed
from tests.integration.contracts.bodies import START, World, build, draft, key_of, noon, take
from tests.unit.finance.valley import BANDS, VALLEY, replace

from peckham.contracts.api import heads
from peckham.finance.api import baselines
from peckham.finance.domain.baseline.inputs import Activity, Inputs, Outturn
from peckham.infra.scope import Scope
from peckham.kernel import Actor, Period
from peckham.kernel.months import years_after
from peckham.ledger import api as ledger

NOW = noon(9, 20)
YEAR = Period(START, years_after(START, 1))
LAST_YEAR = Period(years_after(START, -1), START)
SERVICES = ("general_practice", "home_care")
COST_PENCE = {"general_practice": 150_000_000, "home_care": 90_000_000}
ALLOCATION_PENCE = 400_000_000


def inputs(**changes) -> Inputs:
    """Give inputs of the year, whose outturn is what the board's books say."""
    cells = VALLEY.activity.cells["general_practice"]
    told = replace(
        VALLEY,
        year=YEAR,
        price_base=YEAR.start,
        outturn=Outturn(LAST_YEAR, dict(COST_PENCE), "the board's books"),
        one_offs=(),
        activity=Activity(
            dict.fromkeys(SERVICES, cells),
            {"general_practice": 4_000, "home_care": 2_500},
            "reference costs",
        ),
        trends=VALLEY.trends[:1],
    )
    return replace(told, **changes)


@dataclass(frozen=True)
class Money:
    """The contract, and who acts for each party."""

    world: World
    public_id: UUID
    contract_id: int

    def scope(self, who="board", role=None, at=NOW, person=1) -> Scope:
        """Give the scope of a member of a body; `person` 2 is a colleague in the same role."""
        scope = self.world.scope(who, at, role)
        if person == 1 and role != "finance_officer":
            return scope
        key = 100 * person + self.world.accounts[who]
        actor = Actor("staff", f"{who}-{person}-{scope.role}", f"{who} {person}")
        return employed(replace(scope, actor=actor, account_id=key))

    def propose(self, told=None, *, who="trust", at=NOW, **asked) -> UUID:
        """Propose a version as a party."""
        scope = self.scope(who, at=at)
        given = {
            "contract_id": self.contract_id,
            "proposed_for": self.world.organisations[who],
            "inputs": told or inputs(),
            "services": SERVICES,
            "words": "The year as we see it",
        }
        with as_app(scope):
            return baselines.propose(**given | asked, by=scope.actor, at=at)

    def decide(self, proposal, outcome="adopted", *, who="board", at=NOW, person=1, **asked):
        """Decide on a proposal, as the board unless another tries."""
        scope = self.scope(who, at=at, person=person)
        given = {"reason": "It is what we can stand by", "decided_on": at.date()}
        with as_app(scope):
            baselines.decide(
                proposal=proposal, outcome=outcome, **given | asked, by=scope.actor, at=at
            )

    def allocate(self, pence=ALLOCATION_PENCE, at=NOW):
        """Record the board's allocation of the year."""
        self.act(
            baselines.record_allocation, at=at, year_from=YEAR.start, pence=pence, source="letter"
        )

    def act(self, what, *, who="board", at=NOW, **asked):
        """Do something about the contract as a party."""
        scope = self.scope(who, at=at)
        with as_app(scope):
            return what(contract_id=self.contract_id, **asked, by=scope.actor, at=at)

    def spend(self, service, pence, on=date(2026, 3, 1)):
        """Post what a line cost in the board's books."""
        scope, key = self.scope("board", "finance_officer"), self.world.organisations["board"]
        with as_app(scope):
            entry = ledger.Entry(
                books_id=key,
                key=f"{service} {on} {pence}",
                origin="commissioner",
                occurred_on=on,
                words="a year of care",
                lines=(
                    ledger.Line("5000", pence, service_line=service),
                    ledger.Line("1000", -pence),
                ),
            )
            return ledger.post(entry, by=scope.actor, at=scope.at)


def riverside() -> Money:
    """Draft the contract, name its holder, and post a year in the board's books."""
    world = build()
    public_id = draft(world)
    take(
        world, public_id, heads.holding.record_holder, noon(2, 2), event="pre_qualification",
        name="the trust", kind="nhs_trust", controlled_by="nhs_trust", from_on=date(2026, 2, 2),
        organisation_id=world.organisations["trust"],
    )  # fmt: skip
    money = Money(world, public_id, key_of(public_id))
    scope = money.scope("board", "finance_officer")
    with as_app(scope):
        ledger.open_chart(
            world.organisations["board"], chart="commissioner", by=scope.actor, at=scope.at
        )
    for service, pence in COST_PENCE.items():
        money.spend(service, pence)
    check_laws()
    return money


__all__ = ["BANDS", "COST_PENCE", "NOW", "SERVICES", "YEAR", "Money", "inputs", "riverside"]
