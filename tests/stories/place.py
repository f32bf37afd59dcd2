"""Larkmoor, an invented place of two neighbourhoods that never closes: where the stories happen.

Everything goes through the rooms' own front doors, so that a story starts from what the product
itself can make. Teams answer at all hours, because a story runs whenever somebody runs it.
"""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import partial
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from tests.agreeing import agree, terms
from tests.integration.places import example
from tests.unit.places.growth.test_stored import report

from peckham.care import api as care
from peckham.contracts import api as contracts
from peckham.infra import clock
from peckham.infra.scope import Scope, open_scope, system_scope
from peckham.kernel import Actor, NhsNumber
from peckham.organisations import api as organisations
from peckham.people import api as people
from peckham.people.models import RecordEntry, SourceDocument
from peckham.places import api as places
from peckham.services import api as services
from peckham.sharing import api as sharing

BY = Actor.system("story")
BUILT = datetime(2026, 1, 5, 9, tzinfo=UTC)
PASSWORD = "a password for stories"
ALWAYS = tuple(
    organisations.hours.Hours(
        weekday=day, opens_at=time(0), closes_at=time(23, 59, 59), open_on_bank_holidays=True
    )
    for day in range(7)
)


@dataclass(frozen=True)
class Place:
    """Who and what the stories name."""

    hub: str
    reception: str
    duty: str
    on_call: str
    therapy: str
    faadumo: UUID
    ben: UUID
    postcode: str
    area_code: str
    # On the list of a practice whose governance lead has signed nothing yet.
    agreement: UUID
    iris: UUID
    jonas: UUID


def nhs_number(first_nine: str) -> str:
    """Complete a number of the range that no person is given."""
    return f"{first_nine}{NhsNumber.check_digit(first_nine)}"


def build() -> Place:
    """Make the place, as the owner."""
    land = places.copy_place(_land(), by=BY, at=BUILT)
    make = {"by": BY, "at": BUILT}
    host = organisations.create_organisation(
        ods_code="LARK1", name="Larkmoor Partnership", kind="federation", is_synthetic=True, **make
    )
    trust = organisations.create_organisation(
        ods_code="LARK2",
        name="Larkmoor Community Trust",
        kind="nhs_trust",
        is_synthetic=True,
        **make,
    )
    team = partial(organisations.create_team, hours=ALWAYS, **make)
    reception = team(organisation_id=host, name="Mill Reach reception", telephone="020 7946 0101")
    duty = team(organisation_id=host, name="Mill Reach duty team", telephone="020 7946 0102")
    on_call = team(organisation_id=host, name="Larkmoor on-call team", telephone="020 7946 0103")
    east = team(organisation_id=host, name="Quayside reception", telephone="020 7946 0201")
    therapy = team(organisation_id=trust, name="Community therapy", telephone="020 7946 0301")
    _hubs(
        land.place_id, trust, reception, east, therapy=therapy, duty_team_id=duty,
        on_call_team_id=on_call,
    )  # fmt: skip
    _projection()
    _partners(land.place_id)
    _staff(reception=reception, duty=duty, on_call=on_call, therapy=therapy)
    # Requests go between the two; no practice has signed anything here.
    agree(host, trust, at=BUILT)
    lone = next(view for view in places.practices() if view.ods_code == "A00002")
    return Place(
        agreement=_agreement_to_sign(host, trust, lone.organisation_id),
        iris=_patient("Iris", "Bell", "999000003", lone.id),
        jonas=_patient("Jonas", "Reed", "999000004", lone.id, at_the_door_of=therapy),
        hub="Mill Reach hub",
        reception="Mill Reach reception",
        duty="Mill Reach duty team",
        on_call="Larkmoor on-call team",
        therapy="Community therapy",
        faadumo=_faadumo(),
        ben=_ben(),
        postcode="QY1 1AA",
        area_code="E99000000",
    )


def _hubs(
    place_id: int, trust: int, reception: int, east: int, *, therapy: int, **stand_by: int
) -> None:
    make = {"by": BY, "at": BUILT}
    hub = partial(
        places.create_hub,
        place_id=place_id,
        **stand_by,
        from_on=BUILT.date(),
        **make,
    )
    hubs = (
        hub(
            neighbourhood_code="W",
            name="Mill Reach hub",
            reception_team_id=reception,
            telephone="020 7946 0100",
            is_default=True,
        ),
        hub(neighbourhood_code="E", name="Quayside hub", reception_team_id=east),
    )
    for each in hubs:
        services.create_core_services(
            hub_id=each.id,
            organisation_id=trust,
            hours=ALWAYS,
            team_ids={"community_health": therapy},
            **make,
        )


def _land() -> places.loading.PlaceToLoad:
    load = places.loading
    areas = [example.area(n, "Larkmoor") for n in range(6)]
    codes = [area.code for area in areas]
    return example.place(
        "Larkmoor",
        source="invented for the stories",
        plan=load.PlanToLoad(
            name="Larkmoor neighbourhoods",
            neighbourhoods=[
                load.NeighbourhoodToLoad("W", "Mill Reach", codes[:3]),
                load.NeighbourhoodToLoad("E", "Quayside", codes[3:]),
            ],
            adopted_from=date(2024, 4, 1),
            is_provisional=False,
            source="invented for the stories",
        ),
        areas=areas,
    )


def _grown() -> dict[str, object]:
    """An invented projection: one neighbourhood fills with new homes, the other stays as it is."""
    years = range(2025, 2046)
    neighbourhoods = {}
    for name, start, homes in (("Mill Reach", 71_000.0, 12_000.0), ("Quayside", 64_000.0, 0.0)):
        built = [homes * min(1, n / 15) for n in range(len(years))]
        planned = [start + 2.3 * count for count in built]
        neighbourhoods[name] = {
            "planned": planned,
            "p10": [start + 1.2 * count for count in built],
            "p50": [start + 1.8 * count for count in built],
            "p90": [start + 2.2 * count for count in built],
            "homes_finished": built,
            "homes_lived_in": [0.97 * count for count in built],
            "trigger": {
                "residents": 95_000,
                "planned": 2039 if homes else None,
                "early": 2040 if homes else None,
                "middle": None,
                "late": None,
            },
        }
    return report(years=list(years), neighbourhoods=neighbourhoods)


def _projection() -> None:
    with TemporaryDirectory() as directory:
        path = Path(directory) / "growth.json"
        path.write_text(json.dumps(_grown()), encoding="utf-8")
        places.projections.bring_in(
            path, place_name="Larkmoor", name="Homes of 2026", by=BY, at=BUILT
        )


def _partners(place_id: int) -> None:
    """Name the place for contracts, and keep what was published of real ones."""
    make = {"by": BY, "at": BUILT}
    contracts.partnerships.keep_published(**make)
    contracts.partnerships.forming.add_place(
        name="Larkmoor",
        board="Larkmoor Integrated Care Board",
        scheme="demonstration",
        place_id=place_id,
        told=contracts.partnerships.Told(BUILT.date(), "invented for the stories"),
        **make,
    )


def _staff(*, reception: int, duty: int, on_call: int, therapy: int) -> None:
    make = {"by": BY, "at": BUILT}
    for username, name, role, teams in (
        ("navigator", "Amina Yusuf", "navigator", (reception,)),
        ("clinician", "Tom Okafor", "clinician", (duty,)),
        ("service", "Joan Price", "service_member", (therapy,)),
        ("manager", "Priya Shah", "manager", (reception, duty)),
        ("oncall", "Sam Reid", "clinician", (on_call,)),
        ("administrator", "Adam Nwosu", "administrator", (on_call,)),
        ("reader", "Grace Lindqvist", "governance_lead", (on_call,)),
        ("governance", "Grace Lind", "governance_lead", (reception,)),
        ("planner", "Noor Haddad", "planner", (reception,)),
        ("commissioner", "Cora Blake", "commissioner", (reception,)),
        ("complaints", "Cleo Marsh", "complaints_manager", (reception,)),
        ("trustcomplaints", "Ines Ward", "complaints_manager", (therapy,)),
    ):
        account = organisations.create_account(
            username=username, name=name, password=PASSWORD, **make
        )
        for team_id in teams:
            organisations.add_member(account_id=account, team_id=team_id, role=role, **make)


def _faadumo() -> UUID:
    make = {"by": BY, "at": BUILT}
    key = people.register_person(
        family_name="Cali",
        given_name="Faadumo",
        birth_date=date(1951, 3, 14),
        sex="female",
        nhs_number=nhs_number("999000001"),
        first_language="so",
        postcode="QY1 1AA",
        address_lines="12 Mill Row",
        arrived_on=date(2020, 1, 1),
        is_synthetic=True,
        **make,
    )
    about = partial(people.support.record_communication_need, person_id=key.id, **make)
    about(code="interpreter", detail="Somali")
    about(code="large_print", detail="18 point")
    people.support.record_contact_point(
        person_id=key.id, mode="mobile", value="07700 900123", preferred=True, **make
    )
    people.support.add_proxy(
        person_id=key.id,
        name="Hodan Ali",
        relationship="daughter",
        authority="consent",
        may=("ask", "be_told"),
        telephone_number="07700 900456",
        **make,
    )
    return key.public_id


def _ben() -> UUID:
    make = {"by": BY, "at": BUILT}
    key = people.register_person(
        family_name="Carter",
        given_name="Ben",
        birth_date=date(1988, 7, 2),
        sex="male",
        nhs_number=nhs_number("999000002"),
        postcode="QY1 1AA",
        arrived_on=date(2020, 1, 1),
        is_synthetic=True,
        **make,
    )
    people.support.record_communication_need(person_id=key.id, code="deaf", **make)
    people.support.record_contact_point(
        person_id=key.id, mode="mobile", value="07700 900789", **make
    )
    return key.public_id


def _agreement_to_sign(host: int, trust: int, practice: int) -> UUID:
    """Draft what the host and the trust have signed, and a practice's governance lead has not."""
    make = {"by": BY, "at": BUILT}
    drafted = sharing.agreements.draft_agreement(
        reference="LARK-DSA-2",
        title="Care plans across Larkmoor",
        drafted_for=host,
        terms=terms(
            host,
            trust,
            practice,
            at=BUILT,
            summary="Whoever cares for you sees your care plan, whoever keeps it.",
        ),
        **make,
    )
    for organisation_id in (host, trust):
        sharing.agreements.sign(
            version_id=drafted.version_id,
            organisation_id=organisation_id,
            position="Caldicott Guardian",
            **make,
        )
    team = organisations.create_team(
        organisation_id=practice, name="Lone Practice office", hours=ALWAYS, **make
    )
    lead = organisations.create_account(
        username="lonelead", name="Ruth Adeyemi", password=PASSWORD, **make
    )
    organisations.add_member(account_id=lead, team_id=team, role="governance_lead", **make)
    return drafted.agreement_public_id


def _patient(
    given_name: str, family_name: str, number: str, practice_id: int, *, at_the_door_of: int = 0
) -> UUID:
    make = {"by": BY, "at": BUILT}
    key = people.register_person(
        given_name=given_name,
        family_name=family_name,
        birth_date=date(1960, 5, 6),
        nhs_number=nhs_number(number),
        postcode="QY1 1AA",
        arrived_on=date(2020, 1, 1),
        is_synthetic=True,
        **make,
    )
    with open_scope(system_scope("story", purpose="direct care", at=BUILT)):
        people.register_with_practice(
            person_id=key.id, practice_id=practice_id, on=date(2025, 1, 1), **make
        )
    if at_the_door_of:
        now = clock.now()
        with open_scope(Scope(BY, "direct care", now, team_id=at_the_door_of)):
            care.begin_contact(key.id, channel="desk", by=BY, at=now)
    _record_plan(key.id, f"Plan for {given_name}: stronger on the stairs")
    return key.public_id


def _record_plan(person_id: int, words: str) -> None:
    """Write a care plan as another system sent it."""
    content = words.encode()
    document = SourceDocument.objects.create(
        sha256=sha256(content).hexdigest(),
        size_bytes=len(content),
        content=content,
        media_type="application/fhir+json",
        file_name="plan.json",
        received_at=BUILT,
        received_by=BY.identifier,
    )
    RecordEntry.objects.create(
        person_id=person_id,
        document=document,
        path="CarePlan/1",
        sender_identity=f"story/CarePlan/{person_id}",
        content_sha256=document.sha256,
        kind="care_plan",
        display=words,
        status="active",
        started="2026-02-01",
        recorded_at=BUILT,
    )
