"""Lists as counts, the payments of a population, and what is paid by results."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from peckham.infra.migration_sql import sql_file


class Migration(migrations.Migration):
    dependencies = [
        ("contracts", "0006_clauses"),
        ("finance", "0001_parties"),
    ]

    operations = [
        migrations.CreateModel(
            name="ListSnapshot",
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
                ("on_day", models.DateField()),
                ("people", models.IntegerField()),
                ("registered", models.IntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("transaction_id", models.BigIntegerField()),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contracts.contract",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("contract", "on_day"), name="finance_list_once_a_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("people__gte", 0), ("registered__gte", 0)),
                        name="finance_list_counts",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ListCell",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("band", models.TextField()),
                ("practice_code", models.TextField()),
                ("patients", models.IntegerField()),
                (
                    "snapshot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cells",
                        to="finance.listsnapshot",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("snapshot", "band", "practice_code"), name="finance_cell_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("patients__gte", 1),
                            models.Q(("band", ""), _negated=True),
                            models.Q(("practice_code", ""), _negated=True),
                        ),
                        name="finance_cell_counts_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlannedPeople",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                ("year", models.SmallIntegerField()),
                ("people", models.IntegerField()),
                ("source", models.TextField()),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contracts.contract",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("people__gte", 0), models.Q(("source", ""), _negated=True)
                        ),
                        name="finance_planned_with_source",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PaymentTerms",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                ("from_on", models.DateField()),
                ("cut_off", models.TextField()),
                ("due_days", models.SmallIntegerField()),
                ("at_risk_basis_points", models.IntegerField()),
                ("source", models.TextField()),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contracts.contract",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("contract", "from_on"), name="finance_terms_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("cut_off__in", ("monthly", "quarterly")),
                            ("due_days__gte", 0),
                            ("due_days__lte", 27),
                            ("at_risk_basis_points__gte", 0),
                            ("at_risk_basis_points__lte", 10000),
                            models.Q(("source", ""), _negated=True),
                        ),
                        name="finance_terms_are_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SubcontractPrice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                ("from_on", models.DateField()),
                ("pence_a_year", models.BigIntegerField()),
                ("source", models.TextField()),
                (
                    "subcontract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contracts.subcontract",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("subcontract", "from_on"), name="finance_subcontract_price_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("pence_a_year__gte", 0), models.Q(("source", ""), _negated=True)
                        ),
                        name="finance_subcontract_price_with_source",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Instalment",
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
                ("year_on", models.DateField()),
                ("number", models.SmallIntegerField()),
                ("of", models.SmallIntegerField()),
                ("month_on", models.DateField()),
                ("due_on", models.DateField()),
                ("pence", models.BigIntegerField()),
                ("through_pence", models.BigIntegerField()),
                ("year_pence", models.BigIntegerField()),
                ("baseline", models.TextField(default="")),
                ("uplift_basis_points", models.IntegerField()),
                ("held_back_basis_points", models.IntegerField()),
                ("transaction_id", models.BigIntegerField()),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contracts.contract",
                    ),
                ),
                (
                    "payee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "subcontract",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contracts.subcontract",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("contract", "subcontract", "year_on", "number"),
                        name="finance_instalment_once",
                        nulls_distinct=False,
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("number__lte", models.F("of"))),
                        fields=("contract", "subcontract", "month_on"),
                        name="finance_one_payment_a_month",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("number__gte", 1),
                            ("of__gte", 1),
                            ("due_on__gte", models.F("month_on")),
                        ),
                        name="finance_instalment_in_its_year",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("number__lt", models.F("of")),
                            ("through_pence", models.F("year_pence")),
                            _connector="OR",
                        ),
                        name="finance_instalments_come_to_the_year",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InstalmentLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.SmallIntegerField()),
                ("cause", models.TextField()),
                ("whom", models.TextField()),
                ("on_day", models.DateField()),
                ("from_on", models.DateField()),
                ("until_on", models.DateField()),
                ("before", models.IntegerField()),
                ("after", models.IntegerField()),
                ("pence", models.BigIntegerField()),
                ("why", models.TextField()),
                (
                    "instalment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="finance.instalment",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("instalment", "number"), name="finance_line_number"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "cause__in",
                                (
                                    "opening",
                                    "joined",
                                    "left",
                                    "list",
                                    "price",
                                    "variation",
                                    "incentive",
                                ),
                            ),
                            models.Q(("why", ""), _negated=True),
                            models.Q(("pence", 0), _negated=True),
                        ),
                        name="finance_line_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InstalmentPart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.TextField()),
                ("numerator", models.IntegerField()),
                ("denominator", models.IntegerField()),
                ("pence", models.BigIntegerField()),
                (
                    "instalment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="finance.instalment",
                    ),
                ),
                (
                    "payer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("instalment", "name"), name="finance_part_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("denominator__gte", models.F("numerator")),
                            ("numerator__gte", 1),
                            models.Q(("name", ""), _negated=True),
                        ),
                        name="finance_part_is_a_share",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PartPaid",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                ("paid_on", models.DateField()),
                ("reference", models.TextField()),
                (
                    "part",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="paid",
                        to="finance.instalmentpart",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reference", ""), _negated=True),
                        name="finance_paid_by_reference",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PaymentWork",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("what", models.TextField()),
                ("on_day", models.DateField()),
                ("number", models.SmallIntegerField(null=True)),
                ("words", models.TextField(blank=True, default="")),
                ("state", models.TextField(default="waiting")),
                ("steps_done", models.SmallIntegerField(default=0)),
                ("steps_all", models.SmallIntegerField(default=1)),
                ("asked_at", models.DateTimeField()),
                ("asked_by", models.TextField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("refusal", models.TextField(blank=True, default="")),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contracts.contract",
                    ),
                ),
                (
                    "part",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="finance.instalmentpart",
                    ),
                ),
                (
                    "subcontract",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contracts.subcontract",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("what__in", ("list", "issue", "pay")),
                            ("state__in", ("waiting", "working", "done", "failed")),
                        ),
                        name="finance_work_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_at__isnull", True), ("state__in", ("waiting", "working"))
                            ),
                            models.Q(
                                ("ended_at__isnull", False), ("state__in", ("done", "failed"))
                            ),
                            _connector="OR",
                        ),
                        name="finance_work_ends",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("part__isnull", False),
                                ("what", "pay"),
                                models.Q(("words", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("what", "pay"), _negated=True), ("part__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="finance_work_of_a_part",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("number__gte", 1), ("what", "issue")),
                            models.Q(
                                models.Q(("what", "issue"), _negated=True),
                                ("number__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="finance_work_of_a_payment",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PopulationAllocation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                ("commissioner", models.TextField()),
                ("year_on", models.DateField()),
                ("pence", models.BigIntegerField()),
                ("source", models.TextField()),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contracts.contract",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("source", ""), _negated=True),
                            models.Q(("commissioner", ""), _negated=True),
                        ),
                        name="finance_allocation_with_source",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Indicator",
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
                ("year_on", models.DateField()),
                ("code", models.TextField()),
                ("name", models.TextField()),
                ("weight", models.IntegerField()),
                ("source", models.TextField()),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contracts.contract",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("contract", "year_on", "code"), name="finance_indicator_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("weight__gte", 1),
                            models.Q(("code", ""), _negated=True),
                            models.Q(("name", ""), _negated=True),
                            models.Q(("source", ""), _negated=True),
                        ),
                        name="finance_indicator_is_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IndicatorResult",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                ("numerator", models.IntegerField()),
                ("denominator", models.IntegerField()),
                ("on_day", models.DateField()),
                ("source", models.TextField()),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="results",
                        to="finance.indicator",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("denominator__gte", 1),
                            ("numerator__gte", 0),
                            ("denominator__gte", models.F("numerator")),
                            models.Q(("source", ""), _negated=True),
                        ),
                        name="finance_result_is_a_part",
                    )
                ],
            },
        ),
        sql_file(__file__, "payments_law.sql"),
        sql_file(__file__, "payments_access.sql"),
    ]
