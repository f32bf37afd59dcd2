"""A trust's contract with two commissioners, practices with patients, and who acts for each."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from uuid import UUID

from tests.databases import as_app
from tests.employing import employed
from tests.integration.people import world as testham

from peckham.contracts.models import CommissionerShare, Contract, HolderStep, Provision
from peckham.infra.scope import Scope, open_scope, system_scope
from peckham.kernel import Actor, NhsNumber
from peckham.organisations import api as organisations
from peckham.people import api as people

START = date(2026, 11, 23)
BY = testham.BY
JOINING, SECOND = "Z99001", "Z99002"


def at(day, *, hour=12):
    """Give a moment of a day."""
    return datetime.combine(day, time(hour), tzinfo=UTC)


@dataclass(frozen=True)
class Parties:
    """Keys of what stands: practices by code, the contract, and the list of the first practice."""

    world: testham.World
    contract: int
    board: int
    teams: dict[str, int]
    patients: dict[str, UUID]
    numbers: dict[str, str]

    def practice(self, code=JOINING):
        """Give the key of a practice."""
        return self.world.practices[code]

    def signatory(self, day=START, code=JOINING):
        """Give the scope of who signs for a practice."""
        organisation = organisations.organisation_by_ods(code).id
        team = self.world.practice_teams[code]
        key = 70 + int(code[-1])
        return _scope(key, "practice_signatory", organisation, team, day, "navigation")

    def commissioner(self, day=START):
        """Give the scope of the board's contract team."""
        return _scope(81, "commissioner", self.board, self.teams["board"], day)

    def manager(self, day=START):
        """Give the scope of the trust's contract manager."""
        trust = self.world.hub_organisation
        return _scope(82, "contract_manager", trust, self.world.team, day)

    def other_manager(self, day=START):
        """Give the scope of the contract manager of a charity."""
        charity = self.world.other_organisation
        return _scope(83, "contract_manager", charity, self.world.other_team, day)


def _scope(account, role, organisation, team, day, purpose="operations"):
    actor = Actor("staff", f"{role}-{account}", f"{role} {account}")
    return employed(Scope(actor, purpose, at(day), account, role, organisation, team, (team,)))


def acting(scope):
    """Act as the web process: `with acting(scope)`."""
    return as_app(scope)


def make_parties(*, patients=3, without_address=1, kind="icp_full"):
    """Write the place, the contract that stands, and a list of patients, as the owner."""
    world = testham.make_world()
    board = organisations.create_organisation(
        ods_code="QTEST", name="Test board", kind="icb", is_synthetic=True, by=BY, at=testham.AT
    )
    team = organisations.create_team(
        organisation_id=board.id if hasattr(board, "id") else board,
        name="Contracts",
        by=BY,
        at=testham.AT,
    )
    listed = {
        f"p{n}": a_patient(
            n, world.practices[JOINING], address="" if n < without_address else "1 Quay"
        )
        for n in range(patients)
    }
    return Parties(
        world,
        a_contract(world.hub_organisation, board, kind=kind),
        board,
        {"board": team},
        {name: key for name, (key, _) in listed.items()},
        {name: number for name, (_, number) in listed.items()},
    )


def a_contract(holder, board, *, kind="icp_full", reference="TEST-ICP"):
    """Write down a contract with its holder and commissioner, as the owner: no gate is asked."""
    said = {"recorded_at": testham.FOUNDED, "recorded_by": "test"}
    contract = Contract.objects.create(
        reference=reference,
        title="Care of Testham",
        kind_id=kind,
        kept_by_id=board,
        author="test",
        **said,
    )
    day = testham.FOUNDED.date()
    HolderStep.objects.create(
        contract=contract, on_day=day, event="award", organisation_id=holder, name="The trust",
        kind="nhs_trust", controlled_by="nhs_trust", **said,
    )  # fmt: skip
    provision = Provision.objects.create(contract=contract, part="commissioners", number=1, **said)
    CommissionerShare.objects.create(
        provision=provision, organisation_id=board, name="Test board", kind="icb", numerator=1,
        denominator=1, co_ordinates=True,
    )  # fmt: skip
    return contract.pk


@cache
def _numbers():
    """Give numbers of the range that no person is given; some have no check digit."""
    nines = (f"99900{n:04}" for n in range(1, 60))
    return [
        f"{nine}{NhsNumber.check_digit(nine)}"
        for nine in nines
        if NhsNumber.check_digit(nine) is not None
    ]


def a_patient(number, practice, *, address):
    nhs_number = _numbers()[number]
    key = people.register_person(
        given_name="Patient",
        family_name=f"Number {number}",
        birth_date=date(1960, 5, 6),
        nhs_number=nhs_number,
        postcode="TS1 1AA",
        address_lines=address,
        arrived_on=date(2020, 1, 1),
        is_synthetic=True,
        by=BY,
        at=testham.AT,
    )
    with open_scope(system_scope("test", purpose="direct care", at=testham.AT)):
        people.register_with_practice(
            person_id=key.id, practice_id=practice, on=date(2025, 1, 1), by=BY, at=testham.AT
        )
    return key.public_id, nhs_number
