"""Permissions by role as rows that the database asks, choices over them, and who changed what."""

import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.comparison
from django.conf import settings
from django.db import migrations, models

from peckham.infra.migration_sql import sql_file

ROLES = (
    "navigator",
    "clinician",
    "service_member",
    "manager",
    "administrator",
    "governance_lead",
)
CHANGES = ("account opened", "joined", "left", "restored", "away", "back", "permission")


def fill(apps, schema_editor):
    """Write data/permissions.toml and data/roles.toml down; every start of the books does again."""
    from peckham.organisations.actions.permissions import keep_in_step

    keep_in_step()


class Migration(migrations.Migration):
    dependencies = [("organisations", "0004_identities")]

    operations = [
        migrations.CreateModel(
            name="Permission",
            fields=[
                ("name", models.TextField(primary_key=True, serialize=False)),
                (
                    "roles",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), size=None
                    ),
                ),
                (
                    "widest",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), size=None
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("roles__contained_by", models.F("widest"))),
                        name="permission_within_its_widest",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PermissionGrant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("role", models.TextField(choices=[(role, role) for role in ROLES])),
                ("permission", models.TextField()),
                ("allowed", models.BooleanField()),
                ("during", django.contrib.postgres.fields.ranges.DateTimeRangeField()),
                ("recorded_at", models.DateTimeField()),
                (
                    "by_account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.team",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("role__in", ROLES)), name="permission_role_known"
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("organisation", "="),
                            (
                                django.db.models.functions.comparison.Coalesce(
                                    "team_id", models.Value(0)
                                ),
                                "=",
                            ),
                            ("role", "="),
                            ("permission", "="),
                            ("during", "&&"),
                        ],
                        name="permission_chosen_once_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StaffChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, unique=True)),
                ("act", models.UUIDField()),
                ("kind", models.TextField(choices=[(kind, kind) for kind in CHANGES])),
                ("from_at", models.DateTimeField()),
                ("reason", models.TextField(default="")),
                ("detail", models.JSONField(default=dict)),
                ("undoes", models.UUIDField(null=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "account",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "by_account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "membership",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.membership",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["organisation", "-recorded_at"], name="staff_change_by_time"
                    ),
                    models.Index(
                        fields=["account", "organisation"], name="staff_change_by_account"
                    ),
                    models.Index(fields=["act"], name="staff_change_by_act"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", CHANGES)), name="staff_change_known"
                    )
                ],
            },
        ),
        sql_file(__file__, "permissions.sql"),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
