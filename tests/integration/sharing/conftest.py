"""A hub, its staff, two residents, and the governance leads of two bodies."""

from dataclasses import dataclass

import pytest
from tests.integration.care import world as worlds

from peckham.infra.scope import Scope, resident_scope
from peckham.organisations import api as organisations
from peckham.people.models import Person


@dataclass(frozen=True)
class Sharing:
    """The world, and who looks at its log."""

    care: worlds.World
    leads: dict[str, int]
    public_ids: dict[str, str]

    def staff(self, who, *, at=worlds.AT) -> Scope:
        return self.care.scope(who, at=at)

    def lead(self, of="host", *, at=worlds.AT) -> Scope:
        return organisations.scopes.staff_scope(
            account_id=self.leads[of], membership_public_id=None, at=at
        )

    def resident(self, who="ada", *, at=worlds.AT, acting_as=None) -> Scope:
        """The scope of somebody signed in to their own record, or to that of somebody else."""
        key = {"ada": self.care.person_id, "ben": self.care.other_person_id}[who]
        public_id = self.public_ids[acting_as or who]
        return resident_scope(person_id=key, public_id=public_id, name=who.title(), at=at)


@pytest.fixture
def world(db, monkeypatch) -> Sharing:
    return build()


def build() -> Sharing:
    built = worlds.build()
    make = {"by": worlds.BY, "at": worlds.BUILT}
    leads = {}
    for of, team in (("host", built.reception), ("trust", built.therapy)):
        leads[of] = organisations.create_account(
            username=f"lead-{of}", name=f"Lead of {of}", **make
        )
        organisations.add_member(account_id=leads[of], team_id=team, role="governance_lead", **make)
    public_ids = {
        name: str(Person.objects.get(pk=key).public_id)
        for name, key in (("ada", built.person_id), ("ben", built.other_person_id))
    }
    return Sharing(built, leads, public_ids)
