"""Who works here: an organisation's people by team, one of them with their dates, and the changes.

Plain statements: each page is one read, or a few, however many people there are.
"""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from peckham.kernel import Refused
from peckham.organisations.domain.employment import Away, Change, StaffMember, StaffRow
from peckham.organisations.domain.views import TeamView
from peckham.organisations.models import Account
from peckham.organisations.roles import answering

LIMIT_MAX = 200

_COLUMNS = """
SELECT a.id, a.public_id, a.name, a.username, m.id, m.public_id, m.role, t.id, t.name,
    lower(m.during), upper(m.during),
    EXISTS (SELECT FROM organisations_absence b
            WHERE b.account_id = a.id AND b.during @> %(at)s)
FROM organisations_membership m JOIN organisations_account a ON a.id = m.account_id
JOIN organisations_team t ON t.id = m.team_id
WHERE t.organisation_id = %(organisation)s AND NOT isempty(m.during)
"""
_HERE = (
    _COLUMNS
    + """
AND (upper_inf(m.during) OR upper(m.during) > %(at)s) = NOT %(former)s
AND (%(team)s::bigint IS NULL OR t.id = %(team)s)
AND (%(q)s = '' OR a.name ILIKE %(like)s OR a.username ILIKE %(like)s)
AND (%(after_id)s::bigint IS NULL
    OR (t.name, a.name, m.id) > (%(after_team)s, %(after_name)s, %(after_id)s))
ORDER BY t.name, a.name, m.id LIMIT %(limit)s
"""
)
_OF_ONE = _COLUMNS + "AND a.public_id = %(account)s ORDER BY lower(m.during) DESC, m.id DESC"
_BY_KEY = _COLUMNS + "AND m.public_id = %(membership)s"
_ABSENCES = """
SELECT b.id, lower(b.during), upper(b.during) FROM organisations_absence b
WHERE b.account_id = %(account)s AND NOT isempty(b.during)
    AND (upper_inf(b.during) OR upper(b.during) > %(at)s - interval '90 days')
ORDER BY lower(b.during) DESC LIMIT 50
"""
_CHANGES = """
SELECT c.id, c.public_id, c.act, c.kind, a.name, a.public_id, c.by_account_id, w.name, c.from_at,
    c.recorded_at, c.reason, c.detail, t.name, c.undoes IS NOT NULL,
    EXISTS (SELECT FROM organisations_staffchange u WHERE u.undoes = c.act)
FROM organisations_staffchange c JOIN organisations_account w ON w.id = c.by_account_id
LEFT JOIN organisations_account a ON a.id = c.account_id
LEFT JOIN organisations_team t ON t.id = (c.detail ->> 'team_id')::bigint
WHERE c.organisation_id = %(organisation)s
    AND (%(account)s::bigint IS NULL OR c.account_id = %(account)s)
    AND (%(after)s::bigint IS NULL OR c.id < %(after)s)
ORDER BY c.id DESC LIMIT %(limit)s
"""
_TEAMS_HERE = """
SELECT t.id, t.public_id, t.name, t.telephone, o.id, o.name
FROM organisations_team t JOIN organisations_organisation o ON o.id = t.organisation_id
WHERE o.id = %s AND t.during @> %s ORDER BY t.name
"""
_LEFT_EMPTY = """
SELECT t.id FROM organisations_team t WHERE t.organisation_id = %(organisation)s
AND EXISTS (SELECT FROM organisations_membership m
    WHERE m.team_id = t.id AND m.account_id = %(account)s AND m.during @> %(at)s
      AND m.role = ANY (%(answering)s))
AND NOT EXISTS (SELECT FROM organisations_membership m
    WHERE m.team_id = t.id AND m.account_id <> %(account)s AND m.during @> %(at)s
      AND m.role = ANY (%(answering)s))
"""
_CHOICES = """
SELECT g.team_id, g.role, g.permission, g.allowed FROM organisations_permissiongrant g
WHERE g.organisation_id = %s AND g.during @> %s
"""


class NobodyHere(Refused):
    """Nobody of this organisation has this account."""


def people_here(
    organisation_id: int,
    *,
    at: datetime,
    q: str = "",
    team_id: int | None = None,
    former: bool = False,
    after: tuple[str, str, int] | None = None,
    limit: int = 50,
) -> tuple[StaffRow, ...]:
    """List who works in an organisation's teams, by team and then by name.

    Args:
        organisation_id: Whose people.
        at: The moment.
        q: A part of a name or user name.
        team_id: One team only, or None.
        former: Those who have left, instead of those who are here or are to come.
        after: Team, name and key of the last row of the page before.
        limit: At most this many, 1 to 200.
    """
    escaped = q.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    after_team, after_name, after_id = after or ("", "", None)
    return _staff_rows(
        _HERE,
        {
            "organisation": organisation_id,
            "at": at,
            "q": q,
            "like": f"%{escaped}%",
            "team": team_id,
            "former": former,
            "after_team": after_team,
            "after_name": after_name,
            "after_id": after_id,
            "limit": max(1, min(limit, LIMIT_MAX)),
        },
    )


def staff_member(public_id: UUID, organisation_id: int, *, at: datetime) -> StaffMember:
    """Give one of an organisation's people with all their dates there.

    Raises:
        NobodyHere: If the account never was a member of one of its teams.
    """
    facts = {"organisation": organisation_id, "at": at, "account": public_id}
    held = _staff_rows(_OF_ONE, facts)
    if not held:
        raise NobodyHere(
            "Nobody of your organisation has this account.",
            remedy="Look at the list of people who work here.",
        )
    first = held[0]
    absences = _rows(_ABSENCES, {"account": first.account_id, "at": at})
    return StaffMember(
        first.account_id,
        public_id,
        first.name,
        first.username,
        held,
        tuple(Away(*row) for row in absences),
    )


def membership_here(public_id: UUID, organisation_id: int, *, at: datetime) -> StaffRow | None:
    """Give one membership of an organisation, or None where it has no such one."""
    facts = {"organisation": organisation_id, "at": at, "membership": public_id}
    return next(iter(_staff_rows(_BY_KEY, facts)), None)


def account_named(username: str) -> Account | None:
    """Give the account that signs in by a user name, or None."""
    return Account.objects.filter(username=username.strip().lower()).first()


def changes(
    organisation_id: int,
    *,
    account_id: int | None = None,
    after: int | None = None,
    limit: int = 50,
) -> tuple[Change, ...]:
    """List who changed what in an organisation, the latest first; empty for who may not see it."""
    facts = {
        "organisation": organisation_id,
        "account": account_id,
        "after": after,
        "limit": max(1, min(limit, LIMIT_MAX)),
    }
    return tuple(_change(row) for row in _rows(_CHANGES, facts))


def teams_here(organisation_id: int, *, at: datetime) -> tuple[TeamView, ...]:
    """List an organisation's teams at a moment, by name."""
    return tuple(TeamView(*row) for row in _rows(_TEAMS_HERE, [organisation_id, at]))


def teams_left_empty(
    account_id: int, organisation_id: int, *, from_at: datetime
) -> tuple[int, ...]:
    """List the teams in which nobody would be left to answer if somebody went."""
    facts = {
        "account": account_id,
        "organisation": organisation_id,
        "at": from_at,
        "answering": answering(),
    }
    return tuple(row[0] for row in _rows(_LEFT_EMPTY, facts))


def choices(organisation_id: int, *, at: datetime) -> dict[tuple[int | None, str, str], bool]:
    """Give what an organisation chose, by (team or None, role, permission)."""
    rows = _rows(_CHOICES, [organisation_id, at])
    return {(team_id, role, name): allowed for team_id, role, name, allowed in rows}


def _change(row: tuple[Any, ...]) -> Change:
    (key, public_id, act, kind, about, about_public_id, by_account_id, by, from_at, recorded_at,
     reason, detail, team, is_undoing, is_undone) = row  # fmt: skip
    return Change(
        key,
        public_id,
        act,
        kind,
        about or "",
        about_public_id,
        by_account_id,
        by,
        from_at,
        recorded_at,
        reason,
        json.loads(detail) if isinstance(detail, str) else detail,
        team or "",
        is_undoing,
        is_undone,
    )


def _staff_rows(statement: str, values: dict[str, Any]) -> tuple[StaffRow, ...]:
    return tuple(StaffRow(*row) for row in _rows(statement, values))


def _rows(statement: str, values: dict[str, Any] | Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()
