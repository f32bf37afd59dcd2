"""Two employers with an administrator each, and somebody who works for both."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from peckham.kernel import Actor
from peckham.organisations import api as organisations

BY = Actor.system("test")
BUILT = datetime(2026, 1, 5, 9, tzinfo=UTC)
AT = datetime(2026, 11, 23, 10, tzinfo=UTC)


@dataclass(frozen=True)
class Employers:
    """Keys of what was made."""

    trust: int
    council: int
    therapy: int
    nursing: int
    social: int
    accounts: dict[str, int]

    def scope(self, who: str, *, team: int | None = None, at: datetime = AT):
        """Describe somebody, acting in one of their teams."""
        account = self.accounts[who]
        held = organisations.memberships(account, at=at)
        chosen = next((m for m in held if m.team.id == team), None)
        return organisations.scopes.staff_scope(
            account_id=account,
            membership_public_id=str(chosen.public_id) if chosen else None,
            at=at,
        )


def build() -> Employers:
    """Make them, as the owner."""
    make = {"by": BY, "at": BUILT}
    trust = organisations.create_organisation(
        ods_code="ZTT", name="Trust", kind="nhs_trust", **make
    )
    council = organisations.create_organisation(
        ods_code="ZTC", name="Council", kind="local_authority", **make
    )
    team = partial(organisations.create_team, **make)
    therapy, nursing = (team(organisation_id=trust, name=name) for name in ("Therapy", "Nursing"))
    social = team(organisation_id=council, name="Social work")
    accounts = {}
    for who, memberships in (
        ("admin", ((therapy, "administrator"),)),
        ("second", ((nursing, "administrator"),)),
        ("lead", ((therapy, "governance_lead"),)),
        ("theirs", ((social, "administrator"),)),
        ("nurse", ((nursing, "clinician"),)),
        ("navigator", ((therapy, "navigator"),)),
        ("both", ((therapy, "service_member"), (social, "service_member"))),
    ):
        accounts[who] = organisations.create_account(username=who, name=who.title(), **make)
        for team_id, role in memberships:
            organisations.add_member(account_id=accounts[who], team_id=team_id, role=role, **make)
    return Employers(trust, council, therapy, nursing, social, accounts)
