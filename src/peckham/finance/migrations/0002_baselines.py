"""Baselines: what is proposed, what is decided, and all it rests on."""

import uuid

import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models

from peckham.infra.migration_sql import sql_file


class Migration(migrations.Migration):
    dependencies = [
        ("contracts", "0006_clauses"),
        ("finance", "0003_payments"),
        ("organisations", "0007_contract_roles"),
    ]

    operations = [
        migrations.CreateModel(
            name="Proposal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contracts.contract",
                    ),
                ),
                ("kind", models.TextField()),
                (
                    "proposed_for",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                ("words", models.TextField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ("baseline", "budgeting")),
                            models.Q(("words", ""), _negated=True),
                        ),
                        name="finance_proposal_says_what",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProposalDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                (
                    "proposal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decision",
                        to="finance.proposal",
                    ),
                ),
                ("outcome", models.TextField()),
                ("reason", models.TextField()),
                ("decided_on", models.DateField()),
                ("over_allocation", models.TextField(default="")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("outcome__in", ("adopted", "shadow", "refused")),
                            models.Q(("reason", ""), _negated=True),
                        ),
                        name="finance_decision_has_a_reason",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RebaseRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contracts.contract",
                    ),
                ),
                ("trigger", models.TextField()),
                ("asked_by", models.TextField()),
                ("from_on", models.DateField()),
                ("source", models.TextField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("asked_by__in", ("commissioner", "provider", "either")),
                            models.Q(("trigger", ""), _negated=True),
                            models.Q(("source", ""), _negated=True),
                        ),
                        name="finance_rebase_rule_is_whole",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Allocation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contracts.contract",
                    ),
                ),
                ("year_from", models.DateField()),
                ("pence", models.BigIntegerField()),
                ("source", models.TextField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("pence__gte", 0), models.Q(("source", ""), _negated=True)
                        ),
                        name="finance_allocation_is_sourced",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BaselineVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                (
                    "proposal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="version",
                        to="finance.proposal",
                    ),
                ),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contracts.contract",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("year", django.contrib.postgres.fields.ranges.DateRangeField()),
                ("counts_from", models.DateField()),
                (
                    "rebase",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="finance.rebaserule",
                    ),
                ),
                ("inputs", models.JSONField()),
                ("inputs_sha256", models.CharField(max_length=64)),
                ("value_pence", models.BigIntegerField()),
                ("transaction_id", models.BigIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("contract", "number"), name="finance_baseline_number"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("year__contains", models.F("counts_from")),
                            ("year__isempty", False),
                            ("year__upper_inf", False),
                        ),
                        name="finance_baseline_counts_in_its_year",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("value_pence__gte", 0)),
                        name="finance_baseline_not_below_zero",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BaselineFigure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="figures",
                        to="finance.baselineversion",
                    ),
                ),
                ("service", models.TextField()),
                ("basis", models.TextField()),
                ("pence", models.BigIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("version", "service", "basis"), name="finance_figure_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "basis__in",
                                (
                                    "outturn",
                                    "one_offs",
                                    "historical",
                                    "demographic",
                                    "benchmark",
                                    "value",
                                ),
                            ),
                            ("pence__gte", 0),
                        ),
                        name="finance_figure_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DifferenceExplained",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="explained",
                        to="finance.baselineversion",
                    ),
                ),
                ("service", models.TextField()),
                ("pence", models.BigIntegerField()),
                ("reason", models.TextField()),
                ("said_by", models.TextField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("pence", 0), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            models.Q(("said_by", ""), _negated=True),
                        ),
                        name="finance_difference_has_a_reason",
                    )
                ],
            },
        ),
        sql_file(__file__, "baselines.sql"),
    ]
