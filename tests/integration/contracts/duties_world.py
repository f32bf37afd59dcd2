"""A trust, a council, a board and a hub's host, with whoever handles complaints in each."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from uuid import UUID, uuid4

from tests.databases import as_app, check_laws
from tests.employing import employed

from peckham.contracts.api import complaints, travel
from peckham.infra.scope import Scope, public_scope
from peckham.kernel import Actor, london
from peckham.organisations import api as organisations

BY = Actor.system("test")
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
THURSDAY = date(2027, 3, 25)  # before Easter


def at_noon(day: date) -> datetime:
    return london.moment(day, time(12))


@dataclass
class World:
    """Bodies by a short name, the handler's scope of each, and what people do there."""

    ids: dict[str, int] = field(default_factory=dict)
    teams: dict[str, int] = field(default_factory=dict)

    def body(self, name: str, kind: str) -> None:
        number = len(self.ids)
        self.ids[name] = organisations.create_organisation(
            ods_code=f"QX{number}", name=f"the {name}", kind=kind, by=BY, at=LONG_AGO
        )
        self.teams[name] = organisations.create_team(
            organisation_id=self.ids[name], name=f"{name} office", by=BY, at=LONG_AGO, hours=()
        )

    def of(self, name: str, day: date = THURSDAY, role: str = "complaints_manager") -> Scope:
        """Give the scope of somebody of a body, on a day."""
        team, number = self.teams[name], list(self.ids).index(name)
        offset = 0 if role == "complaints_manager" else 50
        return employed(
            Scope(
                Actor("staff", f"{name} {role}", f"{name.title()} Handler"),
                "operations",
                at_noon(day),
                account_id=200 + number + offset,
                role=role,
                organisation_id=self.ids[name],
                team_id=team,
                teams=(team,),
            )
        )

    def complain(self, to: str, day: date = THURSDAY, **changes: object) -> complaints.DutyReceipt:
        """Complain online, as somebody of the public."""
        said = {
            "body_id": self.ids[to],
            "channel": "online",
            "about": "the clinic",
            "words": "Nobody came.",
            "wanted": "To hear why.",
            "limb": "health",
            "contact_mode": "post",
            "person": complaints.Person("Ada Bright", contact="1 High Street"),
        }
        scope = public_scope(at=at_noon(day))
        with as_app(scope):
            receipt = complaints.take_complaint(
                complaints.Complained(**said | changes), key=uuid4(), by=scope.actor, at=scope.at
            )
            check_laws()
        return receipt

    def handle(
        self, name: str, kind: str, public_id: UUID, day: date = THURSDAY, **given: object
    ) -> str:
        """Do something with a complaint, for a body."""
        scope = self.of(name, day)
        with as_app(scope):
            version = complaints.complaint(public_id, on=day).version
            done = complaints.handle(
                kind,
                public_id,
                complaints.Given(**given),
                version=version,
                by=scope.actor,
                at=scope.at,
            )
            check_laws()
        return done

    def story(self, name: str, public_id: UUID, day: date = THURSDAY) -> complaints.ComplaintStory:
        """Read a complaint as a body's handler."""
        with as_app(self.of(name, day)):
            return complaints.complaint(public_id, on=day)

    def claim(self, to: str, day: date = THURSDAY, **visit: object) -> complaints.DutyReceipt:
        """Claim travel costs online, as somebody of the public."""
        scope = public_scope(at=at_noon(day))
        said = {"service_group": "secondary_care", "referred_by": "doctor", "is_separate": True,
            "entitlement": "income_support", "means": "public_transport", "fare_pence": 350,
            "cheapest_pence": 350}  # fmt: skip
        with as_app(scope):
            receipt = travel.take_claim(
                travel.Claimed(
                    body_id=self.ids[to],
                    hub_id=None,
                    channel="online",
                    contact_mode="post",
                    appointment_on=day,
                    person=travel.Person("Ada Bright"),
                    visit=said | visit,
                ),
                key=uuid4(),
                by=scope.actor,
                at=scope.at,
            )
            check_laws()
        return receipt

    def decide(
        self, name: str, kind: str, public_id: UUID, day: date = THURSDAY, **said: object
    ) -> None:
        """Do something with a claim, for a body."""
        scope = self.of(name, day)
        with as_app(scope):
            version = travel.claim(public_id, on=day).version
            travel.handle(
                kind, public_id, travel.Decided(**said), version=version,
                by=scope.actor, at=scope.at,
            )  # fmt: skip
            check_laws()


def build() -> World:
    """Make the bodies."""
    world = World()
    for name, kind in (
        ("trust", "nhs_trust"),
        ("council", "local_authority"),
        ("board", "icb"),
        ("host", "federation"),
    ):
        world.body(name, kind)
    return world
