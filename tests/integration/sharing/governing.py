"""Three organisations with a governance lead each: what the tests of agreements act in."""

from dataclasses import dataclass
from datetime import UTC, datetime

from tests.agreeing import agree, terms
from tests.databases import as_app

from peckham.infra.scope import Scope
from peckham.kernel import Actor
from peckham.organisations import api as organisations
from peckham.sharing import api as sharing

BY = Actor.system("test")
AT = datetime(2026, 11, 23, 10, tzinfo=UTC)
NAMES = {"practice": "Mill Practice", "trust": "Mill Trust", "charity": "Mill Befrienders"}
KINDS = {"practice": "practice", "trust": "nhs_trust", "charity": "vcse"}


@dataclass(frozen=True)
class Bodies:
    """Keys of the organisations, and of the team and account of each one's governance lead."""

    organisations: dict[str, int]
    teams: dict[str, int]
    accounts: dict[str, int]

    def scope(self, body: str, *, role: str = "governance_lead", at: datetime = AT) -> Scope:
        """Describe somebody of an organisation to the database."""
        team = self.teams[body]
        return Scope(
            Actor("staff", f"lead-{body}", f"Lead of {body}"),
            "safety",
            at,
            self.accounts[body],
            role,
            self.organisations[body],
            team,
            (team,),
        )

    def draft(self, *bodies: str, at: datetime = AT, **changes: object):
        """Draft an agreement for the first of some organisations; nobody has signed it."""
        return agree(*(self.organisations[body] for body in bodies), at=at, signed=False, **changes)

    def terms(self, *bodies: str, at: datetime = AT, **changes: object) -> sharing.agreed.Terms:
        """Make terms between some organisations."""
        return terms(*(self.organisations[body] for body in bodies), at=at, **changes)

    def sign(self, drafted, body: str, *, at: datetime = AT) -> None:
        """Have an organisation's governance lead sign, as the web process."""
        scope = self.scope(body, at=at)
        with as_app(scope):
            sharing.agreements.sign(
                version_id=drafted.version_id,
                organisation_id=self.organisations[body],
                position="Caldicott Guardian",
                account_id=scope.account_id,
                by=scope.actor,
                at=at,
            )

    def leave(self, drafted, body: str, *, at: datetime, from_at: datetime | None = None) -> None:
        """Have an organisation's governance lead withdraw, as the web process."""
        scope = self.scope(body, at=at)
        with as_app(scope):
            sharing.agreements.withdraw(
                agreement_id=drafted.agreement_id,
                organisation_id=self.organisations[body],
                reason="We run it ourselves now.",
                from_at=from_at or at,
                account_id=scope.account_id,
                by=scope.actor,
                at=at,
            )


def build() -> Bodies:
    """Make them, as the owner."""
    make = {"by": BY, "at": AT}
    keys, teams, accounts = {}, {}, {}
    for number, (body, name) in enumerate(NAMES.items()):
        keys[body] = organisations.create_organisation(
            ods_code=f"GOV{number}0", name=name, kind=KINDS[body], is_synthetic=True, **make
        )
        teams[body] = organisations.create_team(
            organisation_id=keys[body], name=f"Governance of {name}", **make
        )
        accounts[body] = organisations.create_account(
            username=f"lead-{body}", name=f"Lead of {body}", **make
        )
        organisations.add_member(
            account_id=accounts[body], team_id=teams[body], role="governance_lead", **make
        )
    return Bodies(keys, teams, accounts)


def another(name: str) -> int:
    """Make one more organisation, without staff."""
    return organisations.create_organisation(
        ods_code="GOV90", name=name, kind="company", is_synthetic=True, by=BY, at=AT
    )
