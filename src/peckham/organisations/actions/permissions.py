"""What a role may do: the deployment's table for the database, and the choices made over it."""

from datetime import datetime
from uuid import UUID, uuid4

from django.db import connection, transaction

from peckham.infra import audit
from peckham.kernel import Actor
from peckham.organisations.actions.refusing import refusals
from peckham.organisations.roles import catalogue

_KEEP = """
INSERT INTO organisations_permission (name, roles, widest) VALUES (%s, %s, %s)
ON CONFLICT (name) DO UPDATE SET roles = EXCLUDED.roles, widest = EXCLUDED.widest
"""


@transaction.atomic
def keep_in_step() -> None:
    """Write data/permissions.toml and data/roles.toml into the table that the database asks.

    As the owner of the books, at every start: a deployer who changes the files changes the law.
    """
    known = catalogue()
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, roles, widest FROM organisations_permission")
        kept = {name: (frozenset(has), frozenset(at_most)) for name, has, at_most in cursor}
        if kept == {p.name: (p.roles, p.widest) for p in known.values()}:
            return
        cursor.executemany(
            _KEEP, [[p.name, sorted(p.roles), sorted(p.widest)] for p in known.values()]
        )
        cursor.execute("DELETE FROM organisations_permission WHERE name <> ALL (%s)", [[*known]])


@transaction.atomic
def choose(
    *,
    team_id: int | None,
    role: str,
    permission: str,
    allowed: bool | None,
    reason: str,
    by: Actor,
    at: datetime,
) -> UUID:
    """Narrow or widen what a role may do, in one's organisation or one of its teams, from now on.

    Args:
        team_id: The team, or None for the whole organisation acted for.
        role: Whose permission.
        permission: Which.
        allowed: Whether; None goes back to the deployment's own table.
        reason: Why, for governance to read.
        by: Who chooses.
        at: Now.

    Returns:
        The act, as the list of changes names it.

    Raises:
        NotYours: If the actor is no administrator of the organisation.
        BeyondWidest: If the role may not be given it here at all.
    """
    act = uuid4()
    with refusals(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT peckham.choose_permission(%s, %s, %s, %s, %s, %s)",
            [act, team_id, role, permission, allowed, reason],
        )
    audit.record(
        action="organisations.choose_permission",
        subject_kind="permission",
        subject_id=permission,
        by=by,
        at=at,
        detail={"role": role, "team_id": team_id, "allowed": allowed},
    )
    return act
