"""Reads of who works where.

Memberships and teams are asked for by every page of staff, so they are plain statements: building
them anew from models took longer than answering them.
"""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from typing import Any

from django.db import connection

from peckham.infra import reference
from peckham.kernel import OdsCode
from peckham.organisations.domain.hours import Hours, is_open
from peckham.organisations.domain.unknown import UnknownOrganisation, UnknownTeam
from peckham.organisations.domain.views import (
    MembershipView,
    OrganisationView,
    Staffing,
    StaffView,
    TeamView,
)
from peckham.organisations.models import Organisation, TeamHours
from peckham.organisations.roles import answering, narrowed

_TEAMS = """
SELECT t.id, t.public_id, t.name, t.telephone, o.id, o.name
FROM organisations_team t JOIN organisations_organisation o ON o.id = t.organisation_id
WHERE t.id = ANY (%s::bigint[])
"""
# With each, what its organisation and then its team chose for the role: "+a" or "-a".
_MEMBERSHIPS = """
SELECT m.id, m.public_id, m.role, ARRAY(
    SELECT CASE WHEN g.allowed THEN '+' ELSE '-' END || g.permission
    FROM organisations_permissiongrant g
    WHERE g.organisation_id = t.organisation_id AND (g.team_id IS NULL OR g.team_id = t.id)
      AND g.role = m.role AND g.during @> %(at)s ORDER BY g.team_id NULLS FIRST),
    t.id, t.public_id, t.name, t.telephone, o.id, o.name
FROM organisations_membership m JOIN organisations_team t ON t.id = m.team_id
JOIN organisations_organisation o ON o.id = t.organisation_id
WHERE m.account_id = %(account)s AND m.during @> %(at)s ORDER BY t.name, m.role
"""
_MEMBERS = """
SELECT t.id, t.public_id, t.name, t.telephone, o.id, o.name, a.id, a.name, m.role, EXISTS (
    SELECT FROM organisations_absence b WHERE b.account_id = a.id AND b.during @> %(at)s)
FROM organisations_team t JOIN organisations_organisation o ON o.id = t.organisation_id
LEFT JOIN organisations_membership m ON m.team_id = t.id AND m.during @> %(at)s
    AND m.role = ANY (%(answering)s)
LEFT JOIN organisations_account a ON a.id = m.account_id
WHERE t.id = ANY (%(teams)s::bigint[]) ORDER BY t.id, a.name
"""


def team(team_id: int) -> TeamView:
    """Give one team.

    Raises:
        UnknownTeam: If there is none with this key.
    """
    found = teams([team_id])
    if team_id not in found:
        raise UnknownTeam("There is no such team.")
    return found[team_id]


def teams(team_ids: Iterable[int]) -> dict[int, TeamView]:
    """Give several teams by key, in one read."""
    wanted = sorted(set(team_ids))
    return {row[0]: TeamView(*row) for row in _rows(_TEAMS, [wanted])} if wanted else {}


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


def directory() -> tuple[OrganisationView, ...]:
    """List every organisation, by name."""
    rows = Organisation.objects.order_by("name", "ods_code")
    return tuple(
        OrganisationView(*row)
        for row in rows.values_list("pk", "public_id", "ods_code", "name", "kind")
    )


def memberships(account_id: int, *, at: datetime) -> tuple[MembershipView, ...]:
    """List the roles that an account may act in at a moment, by team name."""
    rows = _rows(_MEMBERSHIPS, {"account": account_id, "at": at})
    return tuple(
        MembershipView(key, public_id, role, TeamView(*team), narrowed(role, choices))
        for key, public_id, role, choices, *team in rows
    )


def staffing(team_ids: Iterable[int], *, at: datetime) -> dict[int, Staffing]:
    """Say for several teams whether each is open and who answers for it, in two reads.

    An administrator or a governance lead of a team takes nobody's request: they are not counted.

    Args:
        team_ids: The teams.
        at: The moment; aware.

    Returns:
        By key of the team; a key that is no team's is left out.
    """
    wanted = sorted(set(team_ids))
    hours = hours_of_teams(wanted)
    views: dict[int, TeamView] = {}
    members: dict[int, list[StaffView]] = {}
    for row in _rows(_MEMBERS, {"teams": wanted, "at": at, "answering": answering()}):
        views[row[0]] = TeamView(*row[:6])
        # A team without a member comes as one row without one.
        members.setdefault(row[0], []).extend([StaffView(*row[6:])] if row[6] else [])
    return {
        key: Staffing(
            team=view,
            is_open=is_open(at, hours=hours[key], bank_holidays=bank_holidays()),
            members=tuple(members[key]),
        )
        for key, view in views.items()
    }


@cache
def bank_holidays() -> frozenset[date]:
    """Give the bank holidays of England and Wales that data/bank_holidays.csv lists."""
    return frozenset(date.fromisoformat(row["day"]) for row in reference.rows("bank_holidays.csv"))


def hours_of_teams(team_ids: Iterable[int]) -> dict[int, tuple[Hours, ...]]:
    """List the weekly hours of several teams by key, in one read."""
    wanted = sorted(set(team_ids))
    rows = TeamHours.objects.filter(team_id__in=wanted).order_by("weekday", "opens_at")
    hours: dict[int, list[Hours]] = {key: [] for key in wanted}
    for team_id, weekday, opens_at, closes_at, on_holidays in rows.values_list(
        "team_id", "weekday", "opens_at", "closes_at", "open_on_bank_holidays"
    ):
        hours[team_id].append(Hours(weekday, opens_at, closes_at, on_holidays))
    return {key: tuple(entries) for key, entries in hours.items()}


def is_staffed(team_id: int, *, at: datetime) -> bool:
    """Say whether a team has somebody in: within its hours, and not everybody is away."""
    found = staffing([team_id], at=at).get(team_id)
    return found is not None and found.is_staffed


def _rows(statement: str, values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()
