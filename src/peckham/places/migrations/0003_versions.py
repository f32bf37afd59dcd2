"""What a neighbourhood plan rests on: assessment, involvement, answers, decision; design runs."""

import uuid

import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models

from peckham.infra.migration_sql import sql_file


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0006_planner"),
        ("places", "0002_law"),
    ]

    operations = [
        migrations.AddField(
            model_name="neighbourhoodplan",
            name="came_with_place",
            # Every plan that is here already was read or made with its place.
            field=models.BooleanField(default=True),
        ),
        migrations.AlterField(
            model_name="neighbourhoodplan",
            name="came_with_place",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="neighbourhoodplan",
            name="drafted_from",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="places.neighbourhoodplan",
            ),
        ),
        migrations.CreateModel(
            name="NetworkStatement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "fate",
                    models.CharField(
                        choices=[("kept", "Kept"), ("merged", "Merged"), ("mapped", "Mapped")],
                        max_length=8,
                    ),
                ),
                ("detail", models.TextField(blank=True)),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                (
                    "pcn",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="network_statements",
                        to="places.neighbourhoodplan",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PlanDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("body", models.TextField()),
                ("decided_on", models.DateField()),
                ("reference", models.TextField()),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                (
                    "plan",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decision",
                        to="places.neighbourhoodplan",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PlanQuestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("question", models.TextField()),
                ("asked_on", models.DateField()),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="places.neighbourhoodplan",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PlanAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("answer", models.TextField()),
                ("published_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="places.planquestion",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DesignRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.TextField()),
                ("asked", models.JSONField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("working", "Working"),
                            ("done", "Done"),
                            ("stopped", "Stopped"),
                            ("failed", "Failed"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("steps_done", models.BigIntegerField(default=0)),
                ("steps_all", models.BigIntegerField()),
                ("best_value", models.FloatField(null=True)),
                ("asked_at", models.DateTimeField()),
                ("asked_by", models.TextField()),
                ("stop_asked_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("refusal", models.TextField(blank=True)),
                (
                    "begun_from",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.neighbourhoodplan",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.place",
                    ),
                ),
                (
                    "result",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.neighbourhoodplan",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_at__isnull", True),
                                ("result__isnull", True),
                                ("state__in", ("waiting", "working")),
                            ),
                            models.Q(
                                ("ended_at__isnull", False),
                                ("result__isnull", False),
                                ("state", "done"),
                            ),
                            models.Q(
                                ("ended_at__isnull", False), ("state__in", ("stopped", "failed"))
                            ),
                            _connector="OR",
                        ),
                        name="places_design_run_state_matches_end",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Involvement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("who", models.TextField()),
                ("how", models.TextField()),
                ("from_on", models.DateField()),
                ("until_on", models.DateField()),
                ("said", models.TextField()),
                ("change", models.TextField()),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="involvements",
                        to="places.neighbourhoodplan",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until_on__gte", models.F("from_on"))),
                        name="places_involvement_days_in_order",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanAssessment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("method", models.TextField()),
                ("version", models.TextField()),
                ("inputs_sha256", models.CharField(max_length=64)),
                ("seed", models.BigIntegerField(null=True)),
                ("asked", models.JSONField(default=dict)),
                ("measures", models.JSONField(default=dict)),
                ("certificate", models.JSONField(null=True)),
                ("value", models.FloatField(null=True)),
                ("bound", models.FloatField(null=True)),
                ("recorded_at", models.DateTimeField()),
                (
                    "plan",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessment",
                        to="places.neighbourhoodplan",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("value__isnull", True),
                            ("bound__isnull", True),
                            (
                                "value__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("bound"), "+", models.Value(1e-09)
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="places_assessment_value_within_bound",
                    )
                ],
            },
        ),
        sql_file(__file__, "decision_law.sql"),
    ]
