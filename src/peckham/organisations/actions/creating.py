"""Writes of who works where: each one transaction, with its line of the trail inside."""

from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction
from psycopg.types.range import TimestamptzRange

from peckham.infra import audit
from peckham.kernel import Actor, OdsCode
from peckham.organisations.domain.hours import Hours
from peckham.organisations.domain.unknown import UnknownKind, UnknownRole
from peckham.organisations.models import (
    ORGANISATION_KINDS,
    ROLES,
    Absence,
    Account,
    Membership,
    Organisation,
    Team,
    TeamHours,
)


@transaction.atomic
def create_organisation(
    *, ods_code: str, name: str, kind: str, is_synthetic: bool = False, by: Actor, at: datetime
) -> int:
    """Add an organisation, or give the key of the one that has this ODS code already.

    Raises:
        UnknownKind: If `kind` is not one of ORGANISATION_KINDS.
    """
    if kind not in ORGANISATION_KINDS:
        raise UnknownKind(f"“{kind}” is not a kind of organisation.", field="kind")
    code = OdsCode.parse(ods_code).code
    row, created = Organisation.objects.get_or_create(
        ods_code=code, defaults={"name": name, "kind": kind, "is_synthetic": is_synthetic}
    )
    if created:
        audit.record(
            action="organisations.create_organisation",
            subject_kind="organisation",
            subject_id=row.pk,
            by=by,
            at=at,
            detail={"ods_code": code},
        )
    return row.pk


@transaction.atomic
def create_team(
    *,
    organisation_id: int,
    name: str,
    telephone: str = "",
    hours: tuple[Hours, ...] = (),
    by: Actor,
    at: datetime,
) -> int:
    """Add a team from `at` on, with its weekly hours."""
    row = Team.objects.create(
        organisation_id=organisation_id,
        name=name,
        telephone=telephone,
        during=TimestamptzRange(at, None),
    )
    TeamHours.objects.bulk_create(
        [
            TeamHours(
                team=row,
                weekday=entry.weekday,
                opens_at=entry.opens_at,
                closes_at=entry.closes_at,
                open_on_bank_holidays=entry.open_on_bank_holidays,
            )
            for entry in hours
        ]
    )
    audit.record(
        action="organisations.create_team", subject_kind="team", subject_id=row.pk, by=by, at=at
    )
    return row.pk


@transaction.atomic
def create_account(
    *, username: str, name: str, password: str | None = None, by: Actor, at: datetime
) -> int:
    """Add an account; without a password it cannot sign in by one."""
    row = Account.objects.create(
        username=username.strip().lower(), name=name, password=make_password(password)
    )
    audit.record(
        action="organisations.create_account",
        subject_kind="account",
        subject_id=row.pk,
        by=by,
        at=at,
    )
    return row.pk


@transaction.atomic
def add_member(
    *,
    account_id: int,
    team_id: int,
    role: str,
    until: datetime | None = None,
    by: Actor,
    at: datetime,
) -> int:
    """Make an account a member of a team in a role, from `at` on.

    Raises:
        UnknownRole: If `role` is not one of ROLES.
    """
    if role not in ROLES:
        raise UnknownRole(f"“{role}” is not a role.", field="role")
    row = Membership.objects.create(
        account_id=account_id, team_id=team_id, role=role, during=TimestamptzRange(at, until)
    )
    audit.record(
        action="organisations.add_member",
        subject_kind="membership",
        subject_id=row.pk,
        by=by,
        at=at,
        detail={"role": role, "team_id": team_id},
    )
    return row.pk


@transaction.atomic
def record_absence(*, account_id: int, until: datetime, by: Actor, at: datetime) -> int:
    """Record that a member of staff is away from `at` until a moment."""
    row = Absence.objects.create(account_id=account_id, during=TimestamptzRange(at, until))
    audit.record(
        action="organisations.record_absence",
        subject_kind="account",
        subject_id=account_id,
        by=by,
        at=at,
    )
    return row.pk
