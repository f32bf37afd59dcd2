"""Larkmoor's contract has a year that its board proposes to settle; the trust keeps books too."""

from dataclasses import replace
from uuid import UUID

from tests.stories import place
from tests.stories.baseline_place import BaselinePlace
from tests.unit.finance.settled_year import INPUTS

from peckham.contracts import api as contracts
from peckham.finance.api import settlements
from peckham.infra import clock
from peckham.infra.scope import Scope, open_scope
from peckham.kernel import Actor, Period
from peckham.kernel.months import years_after
from peckham.organisations import api as organisations
from peckham.organisations.models import Account, Membership

MAKE = {"by": place.BY, "at": place.BUILT}


def build(baselines: BaselinePlace) -> UUID:
    """Agree on terms and propose the worked year, as the two finance officers; give its key."""
    line = contracts.subcontracting.contract_line(baselines.contract)
    assert line is not None
    last = Period(years_after(baselines.year.start, -1), baselines.year.start)
    inputs = replace(INPUTS, contract=line.reference, year=last)
    board, trust = _scope("larkmoney"), _scope(_officer_of_the_trust())
    with open_scope(board):
        terms = settlements.propose_terms(
            line.id, from_on=last.start, order=inputs.order, sharing=inputs.sharing,
            source="Schedule 4", by=board.actor, at=board.at,
        )  # fmt: skip
    with open_scope(trust):
        settlements.answer_terms(terms, agrees=True, by=trust.actor, at=trust.at)
    with open_scope(board):
        return settlements.propose(line.id, inputs, terms=terms, by=board.actor, at=board.at)


def _officer_of_the_trust() -> str:
    trust = organisations.organisation_by_ods("LARK2").id
    team = organisations.create_team(organisation_id=trust, name="Money of the trust", **MAKE)
    account = organisations.create_account(
        username="trustmoney", name="Ada Lund", password=place.PASSWORD, **MAKE
    )
    organisations.add_member(account_id=account, team_id=team, role="finance_officer", **MAKE)
    return "trustmoney"


def _scope(username: str) -> Scope:
    account = Account.objects.get(username=username)
    held = Membership.objects.select_related("team").get(account=account, role="finance_officer")
    return Scope(
        Actor("staff", str(account.pk), account.name), "payment", clock.now(), account.pk,
        "finance_officer", held.team.organisation_id, held.team_id, (held.team_id,),
    )  # fmt: skip
