"""Larkmoor's fund: the trust holds it for the integrator, the partnership is a partner in it."""

from dataclasses import dataclass
from uuid import UUID

from tests.stories import place

from peckham.infra import clock
from peckham.infra.scope import open_scope, system_scope
from peckham.kernel import Actor
from peckham.kernel.london import day_of
from peckham.ledger import api as ledger
from peckham.organisations import api as organisations

MAKE = {"by": place.BY, "at": place.BUILT}
GRANT_PENCE = 25_000_000


@dataclass(frozen=True)
class MoneyPlace:
    """What the story names: the fund."""

    fund: UUID


def build() -> MoneyPlace:
    """Open the books of both, and receive the grant."""
    trust = organisations.organisation_by_ods("LARK2").id
    partner = organisations.create_organisation(
        ods_code="LARK8", name="Larkmoor Federation", kind="federation", is_synthetic=True, **MAKE
    )
    _officer("larkhost", "Rosa Ainsley", trust)
    _officer("larkpartner", "Gil Petrov", partner)
    ledger.open_chart(trust, chart="provider", **MAKE)
    fund = ledger.open_fund(
        code="LARK",
        name="Developing Larkmoor's integrator",
        purpose="Early development and implementation",
        holder_id=trust,
        beneficial_owner="Larkmoor integrator",
        is_restricted=True,
        party_ids=(partner,),
        ratified_by_min=2,
        **MAKE,
    )
    now = clock.now()
    sides = (
        ledger.Line("1200", GRANT_PENCE, fund="LARK"),
        ledger.Line("2200", -GRANT_PENCE, fund="LARK"),
    )
    entry = ledger.Entry(trust, "grant", "integrator", day_of(now), "The grant", sides)
    with open_scope(system_scope("story", purpose="operations", at=now)):
        ledger.post(entry, by=Actor.system("story"), at=now)
    return MoneyPlace(fund)


def _officer(username: str, name: str, organisation: int) -> None:
    team = organisations.create_team(
        organisation_id=organisation, name=f"Finance of {username}", hours=place.ALWAYS, **MAKE
    )
    account = organisations.create_account(
        username=username, name=name, password=place.PASSWORD, **MAKE
    )
    organisations.add_member(account_id=account, team_id=team, role="finance_officer", **MAKE)
