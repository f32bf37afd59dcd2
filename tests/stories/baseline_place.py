"""A contract of Larkmoor that stands, and what a year of it cost in its board's books."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from uuid import UUID

from tests.stories import place

from peckham.contracts import api as contracts
from peckham.infra import clock
from peckham.infra.scope import Scope, open_scope
from peckham.kernel import Actor, Period
from peckham.kernel.london import day_of
from peckham.kernel.months import years_after
from peckham.ledger import api as ledger
from peckham.organisations import api as organisations

MAKE = {"by": place.BY, "at": place.BUILT}
COST_PENCE = 50_000_000


@dataclass(frozen=True)
class BaselinePlace:
    """What the story names: the contract, and its present year."""

    contract: UUID
    year: Period


def build() -> BaselinePlace:
    """Write the contract down, held by the trust, and post the year before the present one."""
    trust, board = (organisations.organisation_by_ods(code).id for code in ("LARK2", "LARK9"))
    begun = day_of(clock.now()).replace(month=4, day=1)
    start = begun if begun <= day_of(clock.now()) else years_after(begun, -1)
    first, stated, terms = years_after(start, -1), contracts.heads.stated, contracts.terms
    own = terms.Delivery("own", "the trust", frozenset({"LARK"}), Period(first))
    public_id = contracts.heads.write_standing(
        reference="LARK-NET-1",
        title="Network services of Larkmoor",
        kind="pcn_des",
        kept_by=board,
        entered_on=date(2020, 4, 1),
        source="Invented with the story",
        parts=stated.Parts(
            terms=stated.StatedTerms(first, None),
            commissioners=(stated.StatedShare("Larkmoor Board", "icb", Fraction(1), True, board),),
            people={"LARK": "Larkmoor"},
            scope=(terms.ScopeLine("social_prescribing", "community_health", "in", (own,)),),
        ),
        **MAKE,
    )
    line = contracts.subcontracting.contract_line(public_id)
    assert line is not None
    contracts.heads.holding.record_holder(
        contract_id=line.id, event="pre_qualification", name="Larkmoor Community Trust",
        kind="nhs_trust", controlled_by="nhs_trust", from_on=place.BUILT.date(),
        organisation_id=trust, **MAKE,
    )  # fmt: skip
    _post(board, on=first)
    return BaselinePlace(public_id, Period(start, years_after(start, 1)))


def _post(board: int, *, on: date) -> None:
    ledger.open_chart(board, chart="commissioner", **MAKE)
    team = organisations.create_team(organisation_id=board, name="Money", **MAKE)
    account = organisations.create_account(
        username="larkmoney", name="Noor Haddad", password=place.PASSWORD, **MAKE
    )
    organisations.add_member(account_id=account, team_id=team, role="finance_officer", **MAKE)
    actor = Actor("staff", str(account), "Noor Haddad")
    now = clock.now()
    scope = Scope(actor, "payment", now, account, "finance_officer", board, team, (team,))
    entry = ledger.Entry(
        books_id=board,
        key="a year of social prescribing",
        origin="commissioner",
        occurred_on=on,
        words="A year of social prescribing",
        lines=(
            ledger.Line("5000", COST_PENCE, service_line="social_prescribing"),
            ledger.Line("1000", -COST_PENCE),
        ),
    )
    with open_scope(scope):
        ledger.post(entry, by=actor, at=now)
