"""A contract of a board and a trust whose first year is over, and who acts for each of them."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from fractions import Fraction
from uuid import UUID

from tests.databases import as_app, check_laws
from tests.employing import employed
from tests.integration.contracts import bodies
from tests.integration.contracts import world as contracts
from tests.unit.finance.example import ORDER, told

from peckham.finance.api import attributing, settlements, sharing
from peckham.infra.scope import Scope
from peckham.kernel import Actor, Period
from peckham.ledger import api as ledger

YEAR = Period(date(2026, 9, 1), date(2027, 9, 1))
AGREED = datetime(2026, 6, 1, 12, tzinfo=UTC)
SETTLED = datetime(2027, 10, 1, 12, tzinfo=UTC)
CHARTS = {"board": "commissioner", "trust": "provider"}
SHARING = sharing.Sharing(Fraction(1, 100), Fraction(1, 2), Fraction(1, 2), Fraction(3, 100))


@dataclass(frozen=True)
class Settling:
    """The contract, and the keys of its bodies."""

    world: bodies.World
    public_id: UUID
    contract_id: int

    def scope(self, body, at=SETTLED, role="finance_officer"):
        """Give the scope of a body's finance officer."""
        team = self.world.teams[body]
        actor = Actor("staff", f"{body}-{role}", f"{role} of {body}")
        account = self.world.accounts[body]
        organisation = self.world.organisations[body]
        return Scope(actor, "payment", at, account, role, organisation, team, (team,))

    def act(self, body, what, *given, at=SETTLED, **asked):
        """Do something as a body's finance officer."""
        scope = self.scope(body, at)
        with as_app(scope):
            found = what(*given, **asked, by=scope.actor, at=at)
        check_laws()
        return found

    def read(self, body, what, *given, role="finance_officer"):
        """Read something as somebody of a body."""
        with as_app(self.scope(body, role=role)):
            return what(*given)

    def agree_terms(self, *bodies, terms=SHARING):
        """Propose terms as the board, and agree to them as others."""
        made = self.act(
            "board", settlements.propose_terms, self.contract_id, from_on=YEAR.start, order=ORDER,
            sharing=terms, source="Schedule 4", at=AGREED,
        )  # fmt: skip
        for body in bodies:
            self.act(body, settlements.answer_terms, made, agrees=True, at=AGREED)
        return made

    def propose(self, terms, **changes):
        """Propose a settlement of the worked year, as the board."""
        return self.act(
            "board", settlements.propose, self.contract_id, inputs(**changes), terms=terms
        )


def inputs(**changes):
    """Give the inputs of the worked year."""
    position = attributing.read_position(told())
    whole = settlements.Inputs(
        "RIVER-1", YEAR, position, ORDER, SHARING, None, None, None,
        (settlements.Origin("baseline", "version 1"),),
    )  # fmt: skip
    return replace(whole, **changes)


def build():
    """Make the bodies, their books and the contract that the trust is to hold."""
    world = contracts.build()
    public_id = contracts.draft(world)
    contracts.reach(world, public_id, "bid")
    made = Settling(world, public_id, contracts.key_of(public_id))
    for body in ("board", "trust", "council", "mill"):
        scope = employed(made.scope(body, AGREED))
        if body in CHARTS:
            with as_app(scope):
                ledger.open_chart(
                    books_id=world.organisations[body], chart=CHARTS[body], by=scope.actor,
                    at=AGREED,
                )  # fmt: skip
    check_laws()
    return made
