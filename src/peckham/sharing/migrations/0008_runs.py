"""Runs on many people without their names, and who may learn who one of them is."""

import uuid
from typing import ClassVar

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from peckham.infra.migration_sql import sql_file


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("organisations", "0005_permissions"),
        ("sharing", "0007_objections_and_marks"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Run",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, unique=True)),
                ("purpose", models.TextField()),
                (
                    "categories",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField()),
                ),
                ("basis", models.TextField()),
                ("section_251_reference", models.TextField(default="")),
                ("section_251_expires_on", models.DateField(null=True)),
                ("what_for", models.TextField()),
                ("actor_kind", models.TextField()),
                ("asked_by", models.TextField()),
                ("account_id", models.BigIntegerField(null=True)),
                ("at", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "receiver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "purpose__in",
                                ("population planning", "evaluation", "payment", "safety"),
                            )
                        ),
                        name="run_purpose_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "categories__contained_by",
                                [
                                    "identity",
                                    "requests",
                                    "health_record",
                                    "care_plan",
                                    "sexual_health",
                                    "domestic_abuse",
                                    "adoption",
                                    "staff_as_patient",
                                ],
                            ),
                            ("categories__len__gte", 1),
                        ),
                        name="run_categories_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until__gt", models.F("at"))), name="run_ends"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("what_for__regex", "\\S.{8,}\\S")), name="run_says_why"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("basis__in", ("section 251", "pseudonymised")),
                            models.Q(
                                models.Q(
                                    ("basis", "section 251"),
                                    ("section_251_expires_on__isnull", False),
                                    models.Q(("section_251_reference", ""), _negated=True),
                                ),
                                models.Q(
                                    ("basis", "pseudonymised"),
                                    ("section_251_expires_on__isnull", True),
                                    ("section_251_reference", ""),
                                ),
                                _connector="OR",
                            ),
                        ),
                        name="run_basis_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reidentification",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("person_id", models.BigIntegerField()),
                ("account_id", models.BigIntegerField()),
                ("actor", models.TextField()),
                ("role", models.TextField()),
                ("team_id", models.BigIntegerField()),
                ("organisation_id", models.BigIntegerField()),
                ("reason", models.TextField()),
                ("at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField()),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sharing.run",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["person_id"], name="reidentification_by_person")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason__regex", "\\S.{8,}\\S")),
                        name="reidentification_says_why",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RunSecret",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("inner_key", models.BinaryField()),
                ("outer_key", models.BinaryField()),
                (
                    "run",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="sharing.run",
                    ),
                ),
            ],
        ),
        sql_file(__file__, "runs.sql"),
    ]
