"""Organisations, accounts, teams, hours, memberships and absences."""

from uuid import uuid4

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce

ORGANISATION_KINDS = (
    "practice",
    "pcn",
    "nhs_trust",
    "local_authority",
    "vcse",
    "icb",
    "pharmacy",
    "federation",
    "company",
)
ROLES = (
    "navigator",
    "clinician",
    "service_member",
    "manager",
    "administrator",
    "governance_lead",
    "planner",
    "commissioner",
    "contract_manager",
    "practice_signatory",
    "complaints_manager",
    "finance_officer",
)
STAFF_CHANGES = (
    "account opened",
    "joined",
    "left",
    "restored",
    "away",
    "back",
    "permission",
)


class Organisation(models.Model):
    """A body with an ODS code, or a named one that has none yet."""

    public_id = models.UUIDField(default=uuid4, unique=True)
    ods_code = models.TextField(unique=True)
    name = models.TextField()
    kind = models.TextField(choices=[(kind, kind) for kind in ORGANISATION_KINDS])
    is_synthetic = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=ORGANISATION_KINDS), name="organisation_kind_known"
            )
        ]


class Accounts(BaseUserManager["Account"]):
    """How Django finds an account at sign-in."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        """Find an account by the name that its holder types."""
        return self.get(username=(username or "").strip().lower())


class Account(AbstractBaseUser):
    """A member of staff's way in."""

    public_id = models.UUIDField(default=uuid4, unique=True)
    username = models.TextField(unique=True)
    name = models.TextField()
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]
    objects = Accounts()


class Team(models.Model):
    """Some people of one organisation who answer together."""

    public_id = models.UUIDField(default=uuid4, unique=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    name = models.TextField()
    telephone = models.TextField(default="")
    during = DateTimeRangeField()


class TeamHours(models.Model):
    """When, on one weekday (Monday is 0), a team has somebody in. London time."""

    team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    weekday = models.SmallIntegerField()
    opens_at = models.TimeField()
    closes_at = models.TimeField()
    open_on_bank_holidays = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(weekday__range=(0, 6)), name="weekday_known"),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")), name="hours_close_after_opening"
            ),
        ]
        indexes = [models.Index(fields=["team", "weekday"], name="team_hours_by_day")]


class Membership(models.Model):
    """An account's role in a team, while it lasts."""

    public_id = models.UUIDField(default=uuid4, unique=True)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, models.PROTECT, related_name="+")
    role = models.TextField(choices=[(role, role) for role in ROLES])
    during = DateTimeRangeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(role__in=ROLES), name="membership_role_known"),
            ExclusionConstraint(
                name="membership_once_at_a_time",
                expressions=[
                    ("account", RangeOperators.EQUAL),
                    ("team", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
            ),
        ]


class Absence(models.Model):
    """When a member of staff is away: leave, sickness, training."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    during = DateTimeRangeField()

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="absence_once_at_a_time",
                expressions=[
                    ("account", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
            )
        ]


class Permission(models.Model):
    """One thing that somebody may be allowed to do: data/permissions.toml, for the database."""

    name = models.TextField(primary_key=True)
    roles = ArrayField(models.TextField())
    widest = ArrayField(models.TextField())

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(roles__contained_by=F("widest")), name="permission_within_its_widest"
            )
        ]


class PermissionGrant(models.Model):
    """What an organisation or one of its teams chose about a permission of a role, while it holds.

    A row says allowed or not; where there is none, the deployment's own table stands.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="+")
    role = models.TextField(choices=[(role, role) for role in ROLES])
    permission = models.TextField()
    allowed = models.BooleanField()
    during = DateTimeRangeField()
    by_account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(role__in=ROLES), name="permission_role_known"),
            ExclusionConstraint(
                name="permission_chosen_once_at_a_time",
                expressions=[
                    ("organisation", RangeOperators.EQUAL),
                    (Coalesce("team_id", Value(0)), RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    ("permission", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
            ),
        ]


class StaffChange(models.Model):
    """Who changed who works where, or what a role may do: one row for each change, never edited.

    What one press of a button did carries one `act`, by which it can be taken back.
    """

    public_id = models.UUIDField(default=uuid4, unique=True)
    act = models.UUIDField()
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    kind = models.TextField(choices=[(kind, kind) for kind in STAFF_CHANGES])
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    membership = models.ForeignKey(Membership, models.PROTECT, null=True, related_name="+")
    from_at = models.DateTimeField()
    by_account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    reason = models.TextField(default="")
    detail = models.JSONField(default=dict)
    undoes = models.UUIDField(null=True)
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "-recorded_at"], name="staff_change_by_time"),
            models.Index(fields=["account", "organisation"], name="staff_change_by_account"),
            models.Index(fields=["act"], name="staff_change_by_act"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=STAFF_CHANGES), name="staff_change_known")
        ]


class Identity(models.Model):
    """Who an account's holder is at a provider of identity: never known by e-mail or by name."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    issuer = models.TextField()
    subject = models.TextField()
    linked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "subject"],
                condition=Q(ended_at__isnull=True),
                name="identity_names_one_account",
            )
        ]
