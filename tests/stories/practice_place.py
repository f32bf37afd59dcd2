"""Larkmoor's contract with the trust, two practices of two patients, and who signs and decides."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from tests.stories import place

from peckham.contracts.api import participating
from peckham.contracts.models import (
    CommissionerShare,
    Contract,
    HolderStep,
    ParticipationStep,
    Provision,
)
from peckham.infra import clock
from peckham.infra.scope import Scope, open_scope, system_scope
from peckham.kernel import Actor
from peckham.kernel.london import day_of
from peckham.kernel.months import months_after
from peckham.organisations import api as organisations
from peckham.organisations.models import Account
from peckham.people import api as people
from peckham.places.models import Practice

MAKE = {"by": place.BY, "at": place.BUILT}
AFTER_MONTHS = 25


@dataclass(frozen=True)
class PracticePlace:
    """What the stories of practices and subcontracts name."""

    contract: UUID
    practice: str
    other_practice: str
    board: str


def build() -> PracticePlace:
    """Add them to Larkmoor, as the owner; the second practice's own steps lie years ahead."""
    trust = organisations.organisation_by_ods("LARK2").id
    board = _organisation("LARK9", "Larkmoor Board", "icb")
    contract = _contract(trust, board)
    commissioner = _member("larkboard", "Priya Raman", "commissioner", board, "Contracts")
    _member("trustmanager", "Tom Hale", "contract_manager", trust, "Contracts of the trust")
    ferry, bridge = (
        _practice(code, name) for code, name in (("A00091", "Ferry"), ("A00092", "Bridge"))
    )
    for number, (practice, address) in enumerate(
        (
            (ferry, "1 Quay Street"),
            (ferry, ""),
            (bridge, "2 Quay Street"),
            (bridge, "3 Quay Street"),
        )
    ):
        _patient(number, practice, address)
    _signatory("ferrysignatory", "Dr Ines Okafor", ferry)
    signatory = _signatory("bridgesignatory", "Dr Alan Grieve", bridge)
    _leads_to_a_return(contract, bridge, signatory=signatory, commissioner=commissioner)
    return PracticePlace(contract.public_id, "Ferry Practice", "Bridge Practice", "Larkmoor Board")


def _organisation(code: str, name: str, kind: str) -> int:
    made = organisations.create_organisation(
        ods_code=code, name=name, kind=kind, is_synthetic=True, **MAKE
    )
    return int(getattr(made, "id", made))


def _contract(trust: int, board: int) -> Contract:
    """Write down a contract that stands, with its holder and commissioner."""
    said = {"recorded_at": place.BUILT, "recorded_by": "story"}
    contract = Contract.objects.create(
        reference="LARK-ICP",
        title="Care of Larkmoor",
        kind_id="icp_full",
        kept_by_id=board,
        author="story",
        **said,
    )
    HolderStep.objects.create(
        contract=contract,
        on_day=place.BUILT.date(),
        event="award",
        organisation_id=trust,
        name="Larkmoor Community Trust",
        kind="nhs_trust",
        controlled_by="nhs_trust",
        **said,
    )
    CommissionerShare.objects.create(
        provision=Provision.objects.create(
            contract=contract, part="commissioners", number=1, **said
        ),
        organisation_id=board,
        name="Larkmoor Board",
        kind="icb",
        numerator=1,
        denominator=1,
        co_ordinates=True,
    )
    return contract


def _practice(code: str, name: str) -> Practice:
    organisation = _organisation(code, f"{name} Practice", "practice")
    return Practice.objects.create(organisation_id=organisation)


def _member(username: str, name: str, role: str, organisation: int, team: str) -> Scope:
    team_id = organisations.create_team(
        organisation_id=organisation, name=team, hours=place.ALWAYS, **MAKE
    )
    account = organisations.create_account(
        username=username, name=name, password=place.PASSWORD, **MAKE
    )
    organisations.add_member(account_id=account, team_id=team_id, role=role, **MAKE)
    actor = Actor("staff", str(Account.objects.get(pk=account).public_id), name)
    return Scope(actor, "operations", place.BUILT, account, role, organisation, team_id, (team_id,))


def _signatory(username: str, name: str, practice: Practice) -> Scope:
    team = f"Partners of {username}"
    return _member(username, name, "practice_signatory", practice.organisation_id, team)


def _patient(number: int, practice: Practice, address: str) -> None:
    key = people.register_person(
        given_name=("Maud", "Olu", "Peter", "Ruth")[number],
        family_name="Harbour",
        birth_date=date(1960, 5, 6),
        nhs_number=place.nhs_number(f"99900008{number + 1}"),
        postcode="QY1 1AA",
        address_lines=address,
        arrived_on=date(2020, 1, 1),
        is_synthetic=True,
        **MAKE,
    )
    with open_scope(system_scope("story", purpose="direct care", at=place.BUILT)):
        people.register_with_practice(
            person_id=key.id, practice_id=practice.pk, on=date(2025, 1, 1), **MAKE
        )


def _leads_to_a_return(
    contract: Contract, practice: Practice, *, signatory: Scope, commissioner: Scope
) -> None:
    """Take the second practice through its years, up to the day before its return."""
    now = clock.now()
    tomorrow = now + timedelta(days=1)
    _step(contract, practice, signatory, now, "give notice", intended_on=day_of(tomorrow))
    notice = ParticipationStep.objects.get(practice=practice).public_id
    with open_scope(_at(signatory, now)):
        participating.write_to_patients(notice=notice, by=signatory.actor, at=now)
    _step(contract, practice, signatory, now, "write to patients")
    _step(contract, practice, commissioner, tomorrow, "suspend")
    _step(
        contract,
        practice,
        signatory,
        now + timedelta(days=365),
        "give notice of return",
        intended_on=months_after(day_of(tomorrow), AFTER_MONTHS),
    )


def _at(scope: Scope, at: datetime) -> Scope:
    return Scope(
        scope.actor,
        scope.purpose,
        at,
        scope.account_id,
        scope.role,
        scope.organisation_id,
        scope.team_id,
        scope.teams,
    )


def _step(
    contract: Contract, practice: Practice, scope: Scope, at: datetime, kind: str, **more: date
) -> None:
    with open_scope(_at(scope, at)):
        participating.take_part(
            practice_id=practice.pk,
            contract_id=contract.pk,
            kind=kind,
            by=scope.actor,
            at=at,
            **more,
        )
