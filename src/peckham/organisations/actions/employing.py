"""Joining, moving, leaving, being away: what an administrator does for one's own organisation.

The database itself refuses everybody else, and writes each change down with who made it.
"""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction

from peckham.infra import audit
from peckham.kernel import Actor, Refused
from peckham.organisations.actions.creating import UnknownRole
from peckham.organisations.actions.refusing import refusals
from peckham.organisations.models import ROLES, Account, Membership


class NobodyOfThisName(Refused):
    """There is no such account, or nobody of your organisation has it."""


@transaction.atomic
def join(
    *,
    username: str,
    name: str,
    team_id: int,
    role: str,
    from_at: datetime,
    until: datetime | None = None,
    password: str | None = None,
    reason: str = "",
    by: Actor,
    at: datetime,
) -> UUID:
    """Let somebody work in a team from a moment on, with an account where they have none.

    Somebody who signs in already, for another employer, keeps that one account; what they see for
    one employer they do not see for another.

    Args:
        username: By which they sign in, or will.
        name: How colleagues call them; an account that is there keeps its own.
        team_id: Where.
        role: As what; of ROLES.
        from_at: Their first moment; not before now.
        until: The first moment at which they no longer do, or None.
        password: A first one, in the demonstration only.
        reason: For governance to read; may be empty.
        by: The administrator.
        at: Now.

    Returns:
        The act, by which it can be taken back.

    Raises:
        UnknownRole: If `role` is not one of ROLES.
        NotYours: If the actor is no administrator of the team's organisation.
        NotYourself: If it is the actor's own account.
        NotAtThisTime: If it would begin before now.
        HeldAlready: If they are a member in this role at that time.
    """
    _check_role(role)
    act, key = uuid4(), username.strip().lower()
    account_id = Account.objects.filter(username=key).values_list("pk", flat=True).first()
    if account_id is None:
        account_id = _call("open_account", act, key, name, make_password(password))
    _call("begin_membership", act, account_id, team_id, role, from_at, until, reason, None)
    _audit("join", account_id, by=by, at=at, role=role, team_id=team_id)
    return act


@transaction.atomic
def move(
    *,
    membership_public_id: UUID,
    team_id: int,
    role: str,
    from_at: datetime,
    reason: str = "",
    by: Actor,
    at: datetime,
) -> UUID:
    """End one membership and begin another at the same moment, or do neither.

    Raises:
        UnknownRole: If `role` is not one of ROLES.
        NobodyOfThisName: If there is no such membership.
        NotYours: If the actor is no administrator of both teams' organisation.
        NotYourself: If it is the actor's own account.
        NotAtThisTime: If it would be before now.
        HeldAlready: If they are a member in this role at that time.
    """
    _check_role(role)
    act, held = uuid4(), _membership(membership_public_id)
    _call("end_membership", act, held.pk, from_at, reason, None)
    _call("begin_membership", act, held.account_id, team_id, role, from_at, None, reason, None)
    _audit("move", held.account_id, by=by, at=at, role=role, team_id=team_id)
    return act


@transaction.atomic
def leave(
    *,
    account_id: int,
    organisation_id: int,
    from_at: datetime,
    reason: str = "",
    by: Actor,
    at: datetime,
) -> UUID:
    """End every membership of somebody in one organisation from a moment on.

    From then they act for it no more, whatever pages they have open: each page asks anew.

    Raises:
        NobodyOfThisName: If they work in none of its teams then.
        NotYours: If the actor is no administrator of the organisation.
        NotYourself: If it is the actor's own account.
        NotAtThisTime: If it would be before now.
    """
    act = uuid4()
    held = Membership.objects.filter(
        account_id=account_id, team__organisation_id=organisation_id, during__endswith=None
    ) | Membership.objects.filter(
        account_id=account_id,
        team__organisation_id=organisation_id,
        during__endswith__gt=from_at,
    )
    keys = list(held.exclude(during__isempty=True).order_by("pk").values_list("pk", flat=True))
    if not keys:
        raise _nobody()
    for key in keys:
        _call("end_membership", act, key, from_at, reason, None)
    _audit("leave", account_id, by=by, at=at, memberships=len(keys))
    return act


@transaction.atomic
def end(
    *, membership_public_id: UUID, from_at: datetime, reason: str = "", by: Actor, at: datetime
) -> UUID:
    """End one membership from a moment on; the others go on.

    Raises:
        NobodyOfThisName: If there is no such membership.
        NotYours: If the actor is no administrator of its organisation.
        NotYourself: If it is the actor's own.
        NotAtThisTime: If it has ended, or it would be before now.
    """
    act, held = uuid4(), _membership(membership_public_id)
    _call("end_membership", act, held.pk, from_at, reason, None)
    _audit("end_membership", held.account_id, by=by, at=at, team_id=held.team_id)
    return act


@transaction.atomic
def undo(*, act: UUID, reason: str = "", by: Actor, at: datetime) -> UUID:
    """Take back what one act began and ended, within an hour of it.

    What had begun ends now, and what had ended begins anew now: the time between stays as it was,
    because a look is judged by what was allowed then.

    Raises:
        NotYours: If the actor is no administrator of its organisation.
        NotAtThisTime: If it was taken back already, or is older than an hour.
    """
    undoing = uuid4()
    _call("undo_staff_act", undoing, act, reason)
    audit.record(
        action="organisations.undo",
        subject_kind="staff act",
        subject_id=act,
        by=by,
        at=at,
    )
    return undoing


@transaction.atomic
def record_away(
    *, account_id: int, from_at: datetime, until: datetime, by: Actor, at: datetime
) -> UUID:
    """Write down that somebody of one's organisation is away, from a moment until another.

    Raises:
        NotYours: If the actor may not write absences down here.
        NotAtThisTime: If it ends before it begins, or they do not work here then.
        HeldAlready: If they are away then by another entry.
    """
    act = uuid4()
    _call("record_absence", act, account_id, from_at, until)
    _audit("record_absence", account_id, by=by, at=at)
    return act


@transaction.atomic
def end_away(*, absence_id: int, from_at: datetime, by: Actor, at: datetime) -> UUID:
    """Write down that somebody is back sooner than was written.

    Raises:
        NotYours: If the actor may not write absences down here.
        NotAtThisTime: If nobody who works here has this absence.
    """
    act = uuid4()
    _call("end_absence", act, absence_id, from_at)
    audit.record(
        action="organisations.end_absence",
        subject_kind="absence",
        subject_id=absence_id,
        by=by,
        at=at,
    )
    return act


def _call(function: str, *values: Any) -> int:
    marks = ", ".join(["%s"] * len(values))
    with refusals(), connection.cursor() as cursor:
        # The name is one of those above; every value comes apart from the statement.
        cursor.execute(f"SELECT peckham.{function}({marks})", list(values))
        # One that gives nothing back gives "" for void.
        return int(cursor.fetchone()[0] or 0)


def _membership(public_id: UUID) -> Membership:
    held = Membership.objects.filter(public_id=public_id).first()
    if held is None:
        raise _nobody()
    return held


def _nobody() -> NobodyOfThisName:
    return NobodyOfThisName(
        "Nobody of this name works here then.",
        remedy="Look at the list of people who work here.",
    )


def _check_role(role: str) -> None:
    if role not in ROLES:
        raise UnknownRole(f"“{role}” is not a role.", field="role")


def _audit(verb: str, account_id: int, *, by: Actor, at: datetime, **detail: object) -> None:
    audit.record(
        action=f"organisations.{verb}",
        subject_kind="account",
        subject_id=account_id,
        by=by,
        at=at,
        detail=detail,
    )
