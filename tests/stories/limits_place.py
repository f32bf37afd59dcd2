"""Two people on the list of Quay Practice, its clinician, and the host's governance lead."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from hashlib import sha256
from uuid import UUID

from tests.agreeing import agree
from tests.stories import place

from peckham.infra.scope import open_scope, system_scope
from peckham.organisations import api as organisations
from peckham.people import api as people
from peckham.people.models import RecordEntry, SourceDocument
from peckham.places import api as places

MAKE = {"by": place.BY, "at": place.BUILT}
HANNAS_NUMBER = place.nhs_number("999000021")
HANNA_BORN = date(1949, 11, 2)
DIABETES = "Type 2 diabetes"
PLAN = "Walking again after a fall"


@dataclass(frozen=True)
class LimitsPlace:
    """Whom the stories of limits name."""

    hanna: UUID
    omar: UUID


def build() -> LimitsPlace:
    """Add them to Larkmoor, as the owner."""
    host = organisations.organisation_by_ods("LARK1").id
    practice = next(view for view in places.practices() if view.ods_code == "A00001")
    agree(host, practice.organisation_id, at=place.BUILT, categories=("identity", "requests"))
    member = partial(_member, teams=_teams(host))
    member("hublead", "Grace Lindqvist", "governance_lead", "Mill Reach reception")
    surgery = organisations.create_team(
        organisation_id=practice.organisation_id, name="Quay surgery", hours=place.ALWAYS, **MAKE
    )
    member("gp", "Dr Ruth Osei", "clinician", "Quay surgery", teams={"Quay surgery": surgery})
    return LimitsPlace(
        _patient("Hanna", "Frost", HANNAS_NUMBER, HANNA_BORN, practice.id),
        _patient("Omar", "Saleh", place.nhs_number("999000022"), date(1971, 4, 9), practice.id),
    )


def _teams(host: int) -> dict[str, int]:
    hub = next(hub for hub in places.hubs(place.BUILT.date()) if hub.name == "Mill Reach hub")
    return {"Mill Reach reception": hub.reception_team_id}


def _member(username: str, name: str, role: str, team: str, *, teams: dict[str, int]) -> None:
    account = organisations.create_account(
        username=username, name=name, password=place.PASSWORD, **MAKE
    )
    organisations.add_member(account_id=account, team_id=teams[team], role=role, **MAKE)


def _patient(given: str, family: str, number: str, born: date, practice_id: int) -> UUID:
    key = people.register_person(
        given_name=given,
        family_name=family,
        birth_date=born,
        nhs_number=number,
        postcode="QY1 1AA",
        arrived_on=date(2020, 1, 1),
        is_synthetic=True,
        **MAKE,
    )
    with open_scope(system_scope("story", purpose="direct care", at=place.BUILT)):
        people.register_with_practice(
            person_id=key.id, practice_id=practice_id, on=date(2025, 1, 1), **MAKE
        )
    _entry(key.id, "condition", DIABETES)
    _entry(key.id, "care_plan", PLAN)
    return key.public_id


def _entry(person_id: int, kind: str, words: str) -> None:
    content = f"{person_id} {words}".encode()
    document = SourceDocument.objects.create(
        sha256=sha256(content).hexdigest(),
        size_bytes=len(content),
        content=content,
        media_type="application/fhir+json",
        file_name="sent.json",
        received_at=place.BUILT,
        received_by=place.BY.identifier,
    )
    RecordEntry.objects.create(
        person_id=person_id,
        document=document,
        path="sent",
        sender_identity=f"story/{kind}/{person_id}",
        content_sha256=document.sha256,
        kind=kind,
        display=words,
        status="active",
        started="2026-02-01",
        components=[{"part": "activity", "display": "Stairs twice a day", "status": "in-progress"}]
        if kind == "care_plan"
        else [],
        recorded_at=place.BUILT,
    )
