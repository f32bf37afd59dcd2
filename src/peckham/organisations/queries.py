"""Reads of who works where."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from uuid import UUID

from peckham.infra import reference
from peckham.infra.scope import Scope
from peckham.kernel import Actor, OdsCode, Refused
from peckham.organisations.domain.hours import Hours, is_open
from peckham.organisations.models import Absence, Account, Membership, Organisation, Team, TeamHours


class UnknownOrganisation(Refused):
    """No organisation has this ODS code here."""


class UnknownTeam(Refused):
    """No team has this key here."""


@dataclass(frozen=True, slots=True)
class TeamView:
    """A team as other rooms see it."""

    id: int
    public_id: UUID
    name: str
    telephone: str
    organisation_id: int
    organisation_name: str


@dataclass(frozen=True, slots=True)
class MembershipView:
    """A role that somebody may act in now."""

    id: int
    public_id: UUID
    role: str
    team: TeamView


@dataclass(frozen=True, slots=True)
class StaffView:
    """A member of a team and whether they are away."""

    account_id: int
    name: str
    role: str
    is_absent: bool


@dataclass(frozen=True, slots=True)
class OrganisationView:
    """An organisation as other rooms see it."""

    id: int
    public_id: UUID
    ods_code: str
    name: str
    kind: str


def _team_view(team: Team) -> TeamView:
    return TeamView(
        id=team.pk,
        public_id=team.public_id,
        name=team.name,
        telephone=team.telephone,
        organisation_id=team.organisation_id,
        organisation_name=team.organisation.name,
    )


def team(team_id: int) -> TeamView:
    """Give one team.

    Raises:
        UnknownTeam: If there is none with this key.
    """
    found = teams([team_id])
    if team_id not in found:
        raise UnknownTeam("There is no such team.")
    return found[team_id]


def teams(team_ids: list[int]) -> dict[int, TeamView]:
    """Give several teams by key, in one read."""
    rows = Team.objects.select_related("organisation").filter(pk__in=team_ids)
    return {row.pk: _team_view(row) for row in rows}


def organisation_by_ods(code: str) -> OrganisationView:
    """Find an organisation by its ODS code.

    Raises:
        UnknownOrganisation: If none has it.
    """
    ods_code = OdsCode.parse(code).code
    row = Organisation.objects.filter(ods_code=ods_code).first()
    if row is None:
        raise UnknownOrganisation(
            f"No organisation with the ODS code {ods_code} is known here.",
            remedy="Import the published places data that names it, or check the code.",
            field="ods_code",
        )
    return OrganisationView(row.pk, row.public_id, row.ods_code, row.name, row.kind)


def memberships(account_id: int, *, at: datetime) -> tuple[MembershipView, ...]:
    """List the roles that an account may act in at a moment, by team name."""
    rows = (
        Membership.objects.filter(account_id=account_id, during__contains=at)
        .select_related("team__organisation")
        .order_by("team__name", "role")
    )
    return tuple(MembershipView(r.pk, r.public_id, r.role, _team_view(r.team)) for r in rows)


def staff_of(team_id: int, *, at: datetime) -> tuple[StaffView, ...]:
    """List a team's current members, saying who is away."""
    rows = list(
        Membership.objects.filter(team_id=team_id, during__contains=at)
        .select_related("account")
        .order_by("account__name")
    )
    away = set(
        Absence.objects.filter(
            account_id__in=[row.account_id for row in rows], during__contains=at
        ).values_list("account_id", flat=True)
    )
    return tuple(
        StaffView(row.account_id, row.account.name, row.role, row.account_id in away)
        for row in rows
    )


@cache
def bank_holidays() -> frozenset[date]:
    """Give the bank holidays of England and Wales that data/bank_holidays.csv lists."""
    return frozenset(date.fromisoformat(row["day"]) for row in reference.rows("bank_holidays.csv"))


def hours_of(team_id: int) -> tuple[Hours, ...]:
    """List a team's weekly hours."""
    rows = TeamHours.objects.filter(team_id=team_id).order_by("weekday", "opens_at")
    return tuple(
        Hours(row.weekday, row.opens_at, row.closes_at, row.open_on_bank_holidays) for row in rows
    )


def is_staffed(team_id: int, *, at: datetime) -> bool:
    """Say whether a team has somebody in: within its hours, and not everybody is away."""
    if not is_open(at, hours=hours_of(team_id), bank_holidays=bank_holidays()):
        return False
    return any(not member.is_absent for member in staff_of(team_id, at=at))


def staff_scope(
    *,
    account_id: int,
    membership_public_id: str | None,
    purpose: str,
    at: datetime,
    request_id: str = "",
) -> Scope:
    """Describe a signed-in member of staff to the database.

    The account acts in one membership: the one chosen, while it lasts, else its first. Its teams
    are those of the same organisation only, so that nobody sees a client's record while acting
    for another employer. With no current membership the scope names no team and opens no record.
    """
    account = Account.objects.only("pk", "public_id", "name").get(pk=account_id)
    actor = Actor("staff", str(account.public_id), account.name)
    current = memberships(account_id, at=at)
    chosen = next(
        (m for m in current if str(m.public_id) == membership_public_id),
        current[0] if current else None,
    )
    if chosen is None:
        return Scope(
            actor=actor, purpose=purpose, at=at, account_id=account_id, request_id=request_id
        )
    organisation_id = chosen.team.organisation_id
    return Scope(
        actor=actor,
        purpose=purpose,
        at=at,
        account_id=account_id,
        role=chosen.role,
        organisation_id=organisation_id,
        team_id=chosen.team.id,
        teams=tuple(
            sorted({m.team.id for m in current if m.team.organisation_id == organisation_id})
        ),
        request_id=request_id,
    )
