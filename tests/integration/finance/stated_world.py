"""A board's contract with a trust, which gave some of it on: activity, prices, and who acts."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from tests.databases import as_app, as_worker, check_laws
from tests.employing import employed

from peckham.contracts import models as c
from peckham.contracts.api import subcontracting as s
from peckham.finance.actions.activity import take_in_file
from peckham.finance.api import activity, statements
from peckham.infra import clock
from peckham.infra.scope import Scope
from peckham.kernel import Actor
from peckham.ledger import api as ledger
from peckham.organisations import api as organisations

BY = Actor.system("test")
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
MONTH = date(2026, 9, 1)
SERVICES = ("community_nursing", "outpatients", "social_prescribing")
BODIES = {
    "board": ("QB1", "The board", "icb"),
    "trust": ("RT1", "The trust", "nhs_trust"),
    "charity": ("VC1", "The charity", "vcse"),
}
HEADER = ",".join(activity.COLUMNS)


@dataclass(frozen=True)
class World:
    """Keys of bodies and teams by name, and the contract's."""

    organisations: dict[str, int]
    teams: dict[str, int]
    contract: int

    def scope(self, who="board", role="finance_officer", purpose="payment", at=None):
        """Give the scope of somebody of a body, now or then."""
        key = 10 * (1 + list(BODIES).index(who)) + len(role) % 10
        team = self.teams[who]
        actor = Actor("staff", f"{role}-{who}", f"{role} of {who}")
        return employed(
            Scope(actor, purpose, at or clock.now(), key, role, self.organisations[who], team,
                (team,))
        )  # fmt: skip

    def acting(self, who="board", **more):
        """Act as the web process for a finance officer: `with world.acting() as cursor`."""
        return as_app(self.scope(who, **more))

    def bring_in(self, *rows, content=None, source="RT1 reports", who="board"):
        """Bring a file in as a finance officer, let the job read it, and give the batch."""
        told = content if content is not None else "\n".join((HEADER, *rows)).encode()
        scope = self.scope(who)
        with as_app(scope):
            key, public_id = activity.bring_in(
                contract_id=self.contract, name="rows.csv", content=told, source=source,
                by=scope.actor, at=scope.at,
            )  # fmt: skip
        with as_worker(None):
            take_in_file(key)
        with self.acting():
            return activity.batch(public_id)

    def price(self, pence, *, from_on=date(2026, 4, 1), subcontract=None):
        """Write a price list as the board's finance officer."""
        scope = self.scope()
        with as_app(scope):
            statements.write_prices(
                contract_id=self.contract, from_on=from_on, pence=pence, source="Schedule 3",
                subcontract=subcontract, by=scope.actor, at=scope.at,
            )  # fmt: skip

    def state(self, month=MONTH):
        """Have a month stated, and give the run."""
        scope = self.scope()
        with as_app(scope):
            key, public_id = statements.ask_statements(
                contract_id=self.contract, month=month, by=scope.actor, at=scope.at
            )
        with as_worker(None):
            statements.draw(key)
        check_laws()
        with self.acting():
            return statements.run(public_id)

    def of(self, who, month=MONTH):
        """Give the last version of a provider's month."""
        with self.acting():
            found = statements.months(self.contract)
            view = next(
                one
                for one in found
                if one.month == month and one.provider_id == self.organisations[who]
            )
            return statements.statement(view.public_id)

    def subcontract(self, *, starts_on=date(2026, 6, 1), permitted=True, reference="SUB-1"):
        """Let the trust give social prescribing to the charity, permitted and begun or not."""
        manager = {"role": "contract_manager", "purpose": "operations"}
        scope = self.scope("trust", **manager, at=LONG_AGO.replace(month=5))
        with as_app(scope):
            proposal = s.Proposal(
                reference, self.organisations["charity"], ("social_prescribing",), "1 Quay",
                "At home", starts_on,
            )  # fmt: skip
            key = s.propose(
                contract_id=self.contract, proposal=proposal, by=scope.actor, at=scope.at
            )
        if permitted:
            board = {"role": "commissioner", "purpose": "operations"}
            began = datetime(starts_on.year, starts_on.month, starts_on.day, 12, tzinfo=UTC)
            for who, more, kind, at in (
                ("trust", manager, "ask", scope.at),
                ("board", board, "permit", scope.at),
                ("trust", manager, "start", began),
            ):
                acting = self.scope(who, **more, at=at)
                with as_app(acting):
                    said = s.Asked(kind, decision="Minute 4" if kind == "permit" else "")
                    s.step(subcontract=key, asked=said, by=acting.actor, at=acting.at)
        return key

    def balances(self, who):
        """Give what accounts of a body come to, without those that are empty."""
        with self.acting(who):
            found = ledger.trial_balance(self.organisations[who], on=clock.now().date())
        return {one.code: one.pence for one in found if one.pence}


def make_world(known=None, services=SERVICES):
    """Write bodies with books, and a contract with its days and services, as the owner.

    Args:
        known: Keys of bodies that there are already, by who they are here.
        services: What is in the contract's scope.
    """
    keys, teams = {}, {}
    for who, (code, name, kind) in BODIES.items():
        keys[who] = (known or {}).get(who) or organisations.create_organisation(
            ods_code=code, name=name, kind=kind, is_synthetic=True, by=BY, at=LONG_AGO
        )
        teams[who] = organisations.create_team(
            organisation_id=keys[who], name=f"Finance of {name}", by=BY, at=LONG_AGO
        )
        chart = "commissioner" if who == "board" else "provider"
        ledger.open_chart(keys[who], chart=chart, by=BY, at=LONG_AGO)
    world = World(keys, teams, _contract(keys, services))
    check_laws()
    return world


def _contract(keys, services):
    said = {"recorded_at": LONG_AGO, "recorded_by": "test"}
    contract = c.Contract.objects.create(
        reference="ICP-1", title="Care of Testham", kind_id="icp_full", kept_by_id=keys["board"],
        author="test", **said,
    )  # fmt: skip
    c.HolderStep.objects.create(
        contract=contract, on_day=LONG_AGO.date(), event="award", organisation_id=keys["trust"],
        name="The trust", kind="nhs_trust", controlled_by="nhs_trust", **said,
    )  # fmt: skip

    def part(name):
        return c.Provision.objects.create(contract=contract, part=name, number=1, **said)

    c.CommissionerShare.objects.create(
        provision=part("commissioners"), organisation_id=keys["board"], name="The board",
        kind="icb", numerator=1, denominator=1, co_ordinates=True,
    )  # fmt: skip
    c.Terms.objects.create(
        provision=part("terms"), starts_on=date(2026, 4, 1), ends_on=date(2036, 4, 1)
    )
    scope = part("scope")
    for service in services:
        c.ScopeLine.objects.create(provision=scope, service=service, group="x", status="in")
    return contract.pk


def row(event, day="2026-09-10", provider="VC1", service="social_prescribing", patient="p1",
        band="18-64/female/1", practice="A11111", neighbourhood="N1", weight="1",
        status=""):  # fmt: skip
    """Write a row of a file."""
    return ",".join(
        (event, day, provider, service, patient, band, practice, neighbourhood, weight, status)
    )
