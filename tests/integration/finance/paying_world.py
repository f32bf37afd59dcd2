"""A contract of two commissioners whose practices join on different days, and who pays for it."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tests.databases import as_app, as_worker, check_laws
from tests.employing import employed
from tests.integration.contracts.practices_world import (
    JOINING,
    SECOND,
    Parties,
    a_patient,
    at,
    make_parties,
)
from tests.integration.people import world as testham
from tests.unit.finance.valley import VALLEY, replace

from peckham.contracts.api import participating
from peckham.contracts.models import (
    CommissionerShare,
    Contract,
    HolderAssurance,
    Provision,
    Terms,
    YearValue,
)
from peckham.finance.api import baselines, payments
from peckham.finance.domain.baseline.inputs import Activity, Outturn, People
from peckham.finance.domain.expected import ExpectedCell
from peckham.infra.scope import Scope, current_scope, system_scope
from peckham.kernel import Actor, Period
from peckham.ledger import api as ledger
from peckham.organisations import api as organisations

BY = testham.BY
START, JOINED, NEXT = date(2026, 4, 1), date(2026, 6, 12), date(2027, 4, 1)
YEARS = ((START, 1_200_000_00), (NEXT, 1_300_000_00))


@dataclass(frozen=True)
class Paying:
    """The parties of the contract, its council, and who keeps whose books."""

    parties: Parties
    council: int
    teams: dict[str, int]

    @property
    def contract(self):
        """Give the key of the contract."""
        return self.parties.contract

    @property
    def public_id(self):
        """Give its key in addresses."""
        return Contract.objects.get(pk=self.contract).public_id

    @property
    def bodies(self):
        """Give whose books there are, by name."""
        return {
            "board": self.parties.board,
            "council": self.council,
            "trust": self.parties.world.hub_organisation,
            "charity": self.parties.world.other_organisation,
        }

    def officer(self, who="board", day=START):
        """Give the scope of who keeps the books of a party."""
        key = 91 + sorted(self.bodies).index(who)
        actor = Actor("staff", f"officer-{who}", f"Officer {who}")
        team = self.teams[who]
        return employed(
            Scope(
                actor, "payment", at(day), key, "finance_officer", self.bodies[who], team, (team,)
            )
        )

    def acting(self, who="board", day=START):
        """Act as that officer, in the web process."""
        return as_app(self.officer(who, day))

    def working(self, day=START):
        """Act as the worker."""
        return as_worker(system_scope("payments", purpose="payment", at=at(day)))


def make_paying():
    """Write it all, as the owner: one practice joined on the first day, another in June."""
    parties = make_parties(patients=5)
    council = organisations.create_organisation(
        ods_code="C0UNC", name="Test council", kind="local_authority", is_synthetic=True,
        by=BY, at=testham.AT,
    )  # fmt: skip
    said = {"recorded_at": testham.FOUNDED, "recorded_by": "test", "contract_id": parties.contract}
    shares = Provision.objects.create(part="commissioners", number=2, **said)
    for key, name, kind, of_three in (
        (parties.board, "Test board", "icb", 2),
        (council, "Test council", "local_authority", 1),
    ):
        CommissionerShare.objects.create(
            provision=shares, organisation_id=key, name=name, kind=kind, numerator=of_three,
            denominator=3, co_ordinates=of_three == 2,
        )  # fmt: skip
    provision = Provision.objects.create(part="terms", number=1, **said)
    terms = Terms.objects.create(
        provision=provision, starts_on=START, ends_on=date(2028, 4, 1),
        total_pence=sum(pence for _, pence in YEARS),
    )  # fmt: skip
    for day, pence in YEARS:
        YearValue.objects.create(terms=terms, from_on=day, pence=pence)
    found = Paying(parties, council, {})
    for who, key in found.bodies.items():
        found.teams[who] = organisations.create_team(
            organisation_id=key, name=f"Books of the {who}", by=BY, at=testham.FOUNDED
        )
        chart = "commissioner" if who in ("board", "council") else "provider"
        ledger.open_chart(key, chart=chart, by=BY, at=testham.FOUNDED)
    for number in (10, 11):
        a_patient(number, parties.practice(SECOND), address="1 Quay")
    join(parties, JOINING, START)
    join(parties, SECOND, JOINED)
    check_laws()
    return found


def join(parties, code, day):
    """A practice takes part partly, from its own day."""
    scope = parties.signatory(day, code)
    with as_app(scope):
        participating.take_part(
            practice_id=parties.practice(code),
            contract_id=parties.contract,
            kind="join partly",
            agreement="IA-1",
            by=scope.actor,
            at=scope.at,
        )


def assure(paying, *, vat="recoverable", guarantee="the board's reserve"):
    """Write down what is known of the holder."""
    HolderAssurance.objects.create(
        contract_id=paying.contract, on_day=START, vat=vat, guarantee=guarantee,
        reconciled=True, recorded_at=at(START), recorded_by="test",
    )  # fmt: skip


def adopt(paying, *, price_base=START):
    """The board proposes a baseline of seven people in one band, and a colleague adopts it."""
    board, day = paying.bodies["board"], START
    proposal = None
    for account, step in ((85, "propose"), (86, "decide")):
        team = paying.parties.teams["board"]
        actor = Actor("staff", f"commissioner-{account}", f"commissioner {account}")
        scope = employed(
            Scope(actor, "operations", at(day), account, "commissioner", board, team, (team,))
        )
        with as_app(scope):
            if step == "propose":
                proposal = baselines.propose(
                    contract_id=paying.contract, proposed_for=board, inputs=inputs(price_base),
                    services=["general_practice"], words="As drawn up", by=actor, at=scope.at,
                )  # fmt: skip
                baselines.explain_difference(
                    version=proposal, service="general_practice", pence=OUTTURN_PENCE,
                    reason="Paid before these books were opened", said_by="finance", by=actor,
                    at=scope.at,
                )  # fmt: skip
                baselines.record_allocation(
                    contract_id=paying.contract, year_from=START, pence=10**12, source="letter",
                    by=actor, at=scope.at,
                )  # fmt: skip
            else:
                baselines.decide(
                    proposal=proposal, outcome="adopted", reason="It stands", decided_on=day,
                    by=actor, at=scope.at,
                )  # fmt: skip
    return proposal


OUTTURN_PENCE = 100_000_007


def inputs(price_base=START):
    """Give a baseline of seven people of one band and one line."""
    band, cell = "65-79/unknown/1", ExpectedCell(Fraction(3), Fraction(1))
    return replace(
        VALLEY,
        price_base=price_base,
        outturn=Outturn(
            Period(date(2025, 4, 1), START), {"general_practice": OUTTURN_PENCE}, "a letter"
        ),
        one_offs=(),
        people=People({2025: {band: 7}}, "lists", {2025: 7, 2026: 7, 2027: 7}, "a path"),
        activity=Activity({"general_practice": {band: cell}}, {"general_practice": 5000}, "costs"),
        trends=VALLEY.trends[:1],
    )


def agree(paying, **changes):
    """The board writes down how the contract is paid."""
    said = {
        "from_on": START, "cut_off": "quarterly", "due_days": 14, "at_risk_basis_points": 500,
        "source": "schedule 4",
    }  # fmt: skip
    act(paying, payments.agreeing.agree_terms, contract_id=paying.contract, **said | changes)


def act(paying, what, *, who="board", day=START, **asked):
    """Do something as who keeps the books of a party."""
    with paying.acting(who, day):
        scope = current_scope()
        return what(**asked, by=scope.actor, at=scope.at)


def job(paying, what, day, **asked):
    """Do something as the worker."""
    with paying.working(day):
        scope = current_scope()
        return what(**asked, by=scope.actor, at=scope.at)


def balances(paying, who, day):
    """Give the balances of a party's accounts by code, without those of nothing."""
    with paying.acting(who, day):
        found = ledger.trial_balance(paying.bodies[who], on=day)
    return {one.code: one.pence for one in found if one.pence}
