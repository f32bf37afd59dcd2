"""A hub with ten services, its staff, and one resident: what tests of care act in."""

from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import partial

from tests.agreeing import agree
from tests.integration.places import example

from peckham.care import api as care
from peckham.infra.scope import Scope, open_scope, public_scope, system_scope
from peckham.kernel import Actor
from peckham.organisations import api as organisations
from peckham.people import api as people
from peckham.places import api as places
from peckham.services import api as services

BY = Actor.system("test")
BUILT = datetime(2026, 1, 5, 9, tzinfo=UTC)
# A Monday in winter, so that London shows UTC.
AT = datetime(2026, 11, 23, 10, tzinfo=UTC)
WEEKDAYS = tuple(
    organisations.hours.Hours(weekday=day, opens_at=time(8), closes_at=time(18, 30))
    for day in range(5)
)
ALWAYS = tuple(
    organisations.hours.Hours(
        weekday=day, opens_at=time(0), closes_at=time(23, 59, 59), open_on_bank_holidays=True
    )
    for day in range(7)
)


@dataclass(frozen=True)
class World:
    """Keys of everything that was made."""

    hub_id: int
    other_hub_id: int
    reception: int
    duty: int
    on_call: int
    therapy: int
    dental: int
    accounts: dict[str, int]
    person_id: int
    other_person_id: int

    def scope(self, who: str, *, at: datetime = AT) -> Scope:
        """Describe one of the staff to the database."""
        return organisations.scopes.staff_scope(
            account_id=self.accounts[who], membership_public_id=None, at=at
        )


def public(*, at: datetime = AT) -> Scope:
    return public_scope(at=at)


def system(*, at: datetime = AT) -> Scope:
    return system_scope("offer lapse", purpose="direct care", at=at)


def build() -> World:
    """Make the world, as the owner."""
    place = example.loaded()
    make = {"by": BY, "at": BUILT}
    organisation = partial(organisations.create_organisation, **make)
    host = organisation(ods_code="HOSTA", name="Host", kind="nhs_trust")
    trust = organisation(ods_code="TRSTB", name="Trust", kind="vcse")
    practices = (view.organisation_id for view in places.practices())
    agree(host, trust, *practices, at=BUILT)
    team = partial(organisations.create_team, organisation_id=host, **make)
    reception = team(name="Reception", hours=WEEKDAYS)
    duty = team(name="Duty team", hours=WEEKDAYS)
    on_call = team(name="On-call team", hours=ALWAYS)
    other_reception = team(name="East reception", hours=WEEKDAYS)
    of_trust = partial(organisations.create_team, organisation_id=trust, hours=WEEKDAYS, **make)
    therapy, dental = of_trust(name="Community therapy"), of_trust(name="Dental and eye care")
    hub = partial(
        places.create_hub,
        place_id=place.place_id,
        duty_team_id=duty,
        on_call_team_id=on_call,
        from_on=BUILT.date(),
        **make,
    )
    west = hub(neighbourhood_code="W", name="West hub", reception_team_id=reception)
    east = hub(neighbourhood_code="E", name="East hub", reception_team_id=other_reception)
    for each in (west, east):
        services.create_core_services(
            hub_id=each.id,
            organisation_id=trust,
            hours=WEEKDAYS,
            team_ids={"community_health": therapy, "dentistry_optometry": dental},
            **make,
        )
    accounts = _staff(reception, duty, on_call, therapy, dental, other_reception)
    with open_scope(system_scope("test", purpose="testing", at=BUILT)):
        ada, ben = (
            people.register_person(
                family_name=name,
                given_name="Test",
                area_code=area,
                arrived_on=BUILT.date(),
                is_synthetic=True,
                **make,
            ).id
            for name, area in (("Ada", "E99000000"), ("Ben", "E99000003"))
        )
    return World(
        hub_id=west.id,
        other_hub_id=east.id,
        reception=reception,
        duty=duty,
        on_call=on_call,
        therapy=therapy,
        dental=dental,
        accounts=accounts,
        person_id=ada,
        other_person_id=ben,
    )


def _staff(reception, duty, on_call, therapy, dental, other_reception) -> dict[str, int]:
    make = {"by": BY, "at": BUILT}
    accounts = {}
    for username, teams, role in (
        ("navigator", (reception,), "navigator"),
        ("manager", (reception,), "manager"),
        ("clinician", (duty,), "clinician"),
        ("on_call", (on_call,), "clinician"),
        ("therapist", (therapy,), "service_member"),
        ("dentist", (dental,), "service_member"),
        ("stranger", (other_reception,), "navigator"),
    ):
        accounts[username] = organisations.create_account(
            username=username, name=username.replace("_", " ").title(), **make
        )
        for team_id in teams:
            organisations.add_member(
                account_id=accounts[username], team_id=team_id, role=role, **make
            )
    return accounts


def asked(**changes: object) -> care.Asked:
    """A request about moving and therapy by somebody not known yet."""
    facts: dict[str, object] = {
        "words": "My mother fell twice this week.",
        "category": "moving_and_therapy",
        "channel": "phone",
        "contact_mode": "phone",
        "claimed": care.Claimed(
            family_name="Ada", given_name="Test", postcode="QY1 1AA", telephone="020 7946 0000"
        ),
    }
    return care.Asked(**(facts | changes))  # type: ignore[arg-type]
