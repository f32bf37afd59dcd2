"""Terms of sharing risk, settled years, and exposure before signature."""

import uuid

import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models

from peckham.infra.migration_sql import sql_file


class Migration(migrations.Migration):
    dependencies = [
        ("contracts", "0006_clauses"),
        ("finance", "0002_baselines"),
        ("ledger", "0001_initial"),
        ("organisations", "0007_contract_roles"),
    ]

    operations = [
        migrations.CreateModel(
            name="RiskTerms",
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
                ("number", models.PositiveSmallIntegerField()),
                ("from_on", models.DateField()),
                ("dead_band", models.DecimalField(decimal_places=6, max_digits=7)),
                ("dead_band_basis", models.TextField()),
                ("loss_share", models.DecimalField(decimal_places=6, max_digits=7)),
                ("gain_share", models.DecimalField(decimal_places=6, max_digits=7)),
                ("cap", models.DecimalField(decimal_places=6, max_digits=7)),
                ("gate", models.DecimalField(decimal_places=6, max_digits=7)),
                (
                    "proposed_for",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                ("source", models.TextField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("contract", "number"), name="finance_terms_number"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("dead_band__gte", 0), ("dead_band__lte", 1)),
                        name="finance_dead_band_is_a_part",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("loss_share__gte", 0), ("loss_share__lte", 1)),
                        name="finance_loss_share_is_a_part",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("gain_share__gte", 0), ("gain_share__lte", 1)),
                        name="finance_gain_share_is_a_part",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("cap__gte", 0), ("cap__lte", 1)),
                        name="finance_cap_is_a_part",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("gate__gte", 0), ("gate__lte", 1)),
                        name="finance_gate_is_a_part",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("cap__gte", models.F("dead_band"))),
                        name="finance_cap_beyond_the_band",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("dead_band_basis__in", ("agreed", "noise")),
                            models.Q(("source", ""), _negated=True),
                        ),
                        name="finance_terms_say_where_from",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RiskTerm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "terms",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="order",
                        to="finance.riskterms",
                    ),
                ),
                ("place", models.PositiveSmallIntegerField()),
                ("factor", models.TextField()),
                ("owner", models.TextField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("terms", "place"), name="finance_term_place"),
                    models.UniqueConstraint(fields=("terms", "factor"), name="finance_term_factor"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "factor__in",
                                (
                                    "size",
                                    "age_mix",
                                    "price_national",
                                    "rate",
                                    "pattern",
                                    "case_mix",
                                    "price_local",
                                    "efficiency",
                                    "quality",
                                ),
                            ),
                            ("owner__in", ("commissioner", "provider")),
                            ("place__gte", 1),
                            ("place__lte", 9),
                        ),
                        name="finance_term_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TermsAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                ("side", models.TextField()),
                (
                    "answered_for",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                ("agrees", models.BooleanField()),
                ("words", models.TextField(blank=True, default="")),
                (
                    "terms",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="finance.riskterms",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("side__in", ("commissioner", "provider")),
                            models.Q(
                                ("agrees", True),
                                models.Q(("words", ""), _negated=True),
                                _connector="OR",
                            ),
                        ),
                        name="finance_terms_answer_says_why",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Settlement",
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
                (
                    "terms",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="finance.riskterms",
                    ),
                ),
                ("year", django.contrib.postgres.fields.ranges.DateRangeField()),
                ("number", models.PositiveSmallIntegerField()),
                ("side", models.TextField()),
                (
                    "proposed_for",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                ("inputs", models.TextField()),
                ("inputs_sha256", models.CharField(max_length=64)),
                ("expected_pence", models.BigIntegerField()),
                ("actual_pence", models.BigIntegerField()),
                ("commissioner_pence", models.BigIntegerField()),
                ("paid_pence", models.BigIntegerField()),
                ("result_pence", models.BigIntegerField()),
                ("is_gate_reached", models.BooleanField()),
                ("shared_pence", models.BigIntegerField()),
                ("received_pence", models.BigIntegerField(null=True)),
                ("beside", models.JSONField()),
                ("transaction_id", models.BigIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("contract", "year", "number"), name="finance_settlement_number"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("side__in", ("commissioner", "provider")),
                            ("year__isempty", False),
                            ("year__upper_inf", False),
                        ),
                        name="finance_settlement_of_a_year",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "paid_pence",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("expected_pence"), "+", models.F("commissioner_pence")
                                ),
                            ),
                            (
                                "result_pence",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("paid_pence"), "-", models.F("actual_pence")
                                ),
                            ),
                        ),
                        name="finance_settlement_adds_up",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SettlementPart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "settlement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="finance.settlement",
                    ),
                ),
                ("place", models.PositiveSmallIntegerField()),
                ("factor", models.TextField()),
                ("owner", models.TextField()),
                ("pence", models.BigIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("settlement", "place"), name="finance_part_place"
                    ),
                    models.UniqueConstraint(
                        fields=("settlement", "factor"), name="finance_part_factor"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SettlementLocalPart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "part",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="local",
                        to="finance.settlementpart",
                    ),
                ),
                ("neighbourhood_code", models.TextField(blank=True, default="")),
                ("pence", models.BigIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("part", "neighbourhood_code"), name="finance_local_part_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SettlementAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                ("side", models.TextField()),
                (
                    "answered_for",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                ("agrees", models.BooleanField()),
                ("words", models.TextField(blank=True, default="")),
                (
                    "settlement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="finance.settlement",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("side__in", ("commissioner", "provider")),
                            models.Q(
                                ("agrees", True),
                                models.Q(("words", ""), _negated=True),
                                _connector="OR",
                            ),
                        ),
                        name="finance_settlement_answer_says_why",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SettlementPosting",
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
                    "settlement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="postings",
                        to="finance.settlement",
                    ),
                ),
                ("side", models.TextField()),
                (
                    "posted_for",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "journal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="ledger.journal",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("settlement", "side"), name="finance_posted_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ("commissioner", "provider"))),
                        name="finance_posted_by_a_side",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Exposure",
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
                ("number", models.PositiveSmallIntegerField()),
                ("year", django.contrib.postgres.fields.ranges.DateRangeField()),
                (
                    "kept_for",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                ("inputs", models.TextField()),
                ("inputs_sha256", models.CharField(max_length=64)),
                ("figures", models.JSONField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("contract", "number"), name="finance_exposure_number"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("year__isempty", False), ("year__upper_inf", False)),
                        name="finance_exposure_of_a_year",
                    ),
                ],
            },
        ),
        sql_file(__file__, "settlements.sql"),
        sql_file(__file__, "settlements_access.sql"),
    ]
