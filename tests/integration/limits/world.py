"""A resident on a practice's list, with a record, and staff of three organisations."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db import connection
from tests.employing import employed
from tests.integration.people.world import AREAS, AT, BY, World, make_world
from tests.relating import relate

from peckham.infra.scope import open_scope, system_scope
from peckham.kernel import Actor
from peckham.organisations import api as organisations
from peckham.people import api as people
from peckham.people.models import RecordEntry, SourceDocument

NUMBER = "9990000018"
BORN = date(1951, 3, 14)
WHO = {"by": BY, "at": AT}


@dataclass(frozen=True)
class Limited:
    """The world, its resident, and scopes of who may want to see her."""

    world: World
    id: int
    public_id: UUID
    practice: int
    other_practice: int

    def clinician(self, account=7, role="clinician", purpose="direct care", at=AT, **changes):
        """Somebody of the hub, which has an agreement with the practice and no relationship."""
        actor = Actor("staff", f"a-{account}", f"Clinician {account}")
        base = self.world.staff(role=role, at=at)
        return employed(replace(base, actor=actor, account_id=account, purpose=purpose, **changes))

    def keeper(self, account=31, role="clinician", purpose="direct care", at=AT):
        """Somebody of the practice on whose list she is."""
        return self.clinician(account, role, purpose, at, **self.working_at(self.practice))

    def governance(self, account=90, at=AT, organisation_id=None):
        """The information governance lead of the hub's organisation, or of another."""
        at_work = {} if organisation_id is None else self.working_at(organisation_id)
        return self.clinician(account, "governance_lead", "safety", at, **at_work)

    def working_at(self, organisation_id):
        """The part of a scope that says where somebody of another organisation works."""
        teams = {
            self.practice: self.world.practice_teams["Z99001"],
            self.other_practice: self.world.practice_teams["Z99002"],
            self.world.other_organisation: self.world.other_team,
        }
        team = teams[organisation_id]
        return {"organisation_id": organisation_id, "team_id": team, "teams": (team,)}

    def met_by(self, scope):
        """Let the team of a scope have to do with her today, as a contact at the door does."""
        relate(self.id, team_id=scope.team_id, from_at=scope.at)


def write_entry(person_id, kind="condition", sensitivity="", display="Type 2 diabetes"):
    """Put one entry into a record, as an import does."""
    document, _ = SourceDocument.objects.get_or_create(
        sha256="0" * 64,
        defaults={"size_bytes": 1, "content": b"x", "media_type": "x", "file_name": "x",
                  "received_at": AT, "received_by": "test"},
    )  # fmt: skip
    return RecordEntry.objects.create(
        person_id=person_id, document=document, path="x", kind=kind, display=display,
        sender_identity=f"{kind}-{sensitivity}-{display}-{person_id}", content_sha256="0" * 64,
        sensitivity=sensitivity, recorded_at=AT,
    ).pk  # fmt: skip


def make_resident():
    """Make her; relationships may stand without a fact, to look at what narrows them alone."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE sharing_relationship DISABLE TRIGGER has_its_fact")
    world = make_world()
    with open_scope(system_scope("test", purpose="testing", at=AT)):
        key = people.register_person(
            family_name="Cali", given_name="Faadumo", nhs_number=NUMBER, birth_date=BORN,
            area_code=AREAS[0], arrived_on=date(2020, 1, 1), **WHO,
        )  # fmt: skip
        people.register_with_practice(
            person_id=key.id, practice_id=world.practices["Z99001"], on=date(2020, 1, 1), **WHO
        )
    write_entry(key.id)
    write_entry(key.id, kind="care_plan", display="Asthma self management")
    return Limited(
        world,
        key.id,
        key.public_id,
        organisations.organisation_by_ods("Z99001").id,
        organisations.organisation_by_ods("Z99002").id,
    )
