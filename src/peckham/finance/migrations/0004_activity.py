"""Activity under pseudonyms, its prices, and statements of providers' months."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from peckham.infra.migration_sql import sql_file


class Migration(migrations.Migration):
    dependencies = [
        ("care", "0006_counted"),
        ("contracts", "0006_clauses"),
        ("finance", "0005_settlements"),
        ("ledger", "0001_initial"),
        ("organisations", "0007_contract_roles"),
        ("people", "0008_lists"),
        ("services", "0002_grants"),
        ("sharing", "0010_run_readings"),
    ]

    operations = [
        migrations.CreateModel(
            name="PseudonymKey",
            fields=[
                (
                    "contract",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="contracts.contract",
                    ),
                ),
                ("inner_key", models.BinaryField()),
                ("outer_key", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="StagedEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("batch_id", models.BigIntegerField()),
                ("line", models.BigIntegerField()),
                ("source_event", models.TextField()),
                ("patient", models.TextField()),
                ("provider_id", models.BigIntegerField()),
                ("service_id", models.SmallIntegerField()),
                ("band_id", models.SmallIntegerField()),
                ("practice_id", models.SmallIntegerField()),
                ("neighbourhood_id", models.SmallIntegerField()),
                ("occurred_on", models.DateField()),
                ("weight_parts", models.IntegerField()),
                ("is_withdrawn", models.BooleanField()),
            ],
        ),
        migrations.CreateModel(
            name="ActivityCode",
            fields=[
                ("id", models.SmallAutoField(primary_key=True, serialize=False)),
                ("kind", models.TextField()),
                ("code", models.TextField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "code"), name="finance_code_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                ("service", "band", "practice", "neighbourhood", "source"),
                            ),
                            models.Q(("code", ""), _negated=True),
                        ),
                        name="finance_code_kind_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ActivityBatch",
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
                ("name", models.TextField()),
                ("sha256", models.CharField(default="", max_length=64)),
                ("state", models.TextField(default="waiting")),
                ("steps_done", models.BigIntegerField(default=0)),
                ("steps_all", models.BigIntegerField(default=0)),
                ("events_new", models.BigIntegerField(default=0)),
                ("events_corrected", models.BigIntegerField(default=0)),
                ("events_same", models.BigIntegerField(default=0)),
                ("errors", models.JSONField(default=list)),
                ("month", models.DateField(null=True)),
                ("not_taken", models.JSONField(default=list)),
                ("ended_at", models.DateTimeField(null=True)),
                ("taken_in_at", models.DateTimeField(null=True)),
                ("transaction_id", models.BigIntegerField(null=True)),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contracts.contract",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="finance.activitycode",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["contract", "id"], name="finance_batches_of_contract")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_at", None),
                                ("state__in", ("waiting", "working")),
                                ("taken_in_at", None),
                            ),
                            models.Q(
                                ("ended_at__isnull", False),
                                ("errors", []),
                                ("state", "done"),
                                ("taken_in_at__isnull", False),
                            ),
                            models.Q(
                                ("ended_at__isnull", False),
                                ("state", "failed"),
                                ("taken_in_at", None),
                            ),
                            _connector="OR",
                        ),
                        name="finance_batch_state_matches_end",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ActivityFile",
            fields=[
                (
                    "batch",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="finance.activitybatch",
                    ),
                ),
                ("content", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="ActivityEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("pseudonym", models.UUIDField()),
                ("known_at", models.DateTimeField()),
                ("occurred_on", models.DateField()),
                ("weight_parts", models.IntegerField()),
                ("version", models.SmallIntegerField(default=1)),
                ("is_withdrawn", models.BooleanField(default=False)),
                ("source_event", models.TextField()),
                (
                    "band",
                    models.ForeignKey(
                        db_column="band_id",
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="finance.activitycode",
                    ),
                ),
                (
                    "batch",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="finance.activitybatch",
                    ),
                ),
                (
                    "contract",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contracts.contract",
                    ),
                ),
                (
                    "neighbourhood",
                    models.ForeignKey(
                        db_column="neighbourhood_id",
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="finance.activitycode",
                    ),
                ),
                (
                    "practice",
                    models.ForeignKey(
                        db_column="practice_id",
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="finance.activitycode",
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        db_column="service_id",
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="finance.activitycode",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        db_column="source_id",
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="finance.activitycode",
                    ),
                ),
                (
                    "supersedes",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="finance.activityevent",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["contract", "occurred_on"], name="finance_events_by_day")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("contract", "source", "source_event", "version"),
                        name="finance_event_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("supersedes__isnull", False)),
                        fields=("supersedes",),
                        name="finance_event_superseded_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("weight_parts__gte", 0)),
                        name="finance_event_weight_not_below_zero",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("supersedes", None), ("version", 1)),
                            models.Q(("supersedes__isnull", False), ("version__gt", 1)),
                            _connector="OR",
                        ),
                        name="finance_event_versions_in_a_row",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PriceList",
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
                ("number", models.IntegerField()),
                ("from_on", models.DateField()),
                ("source", models.TextField()),
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
                        fields=("contract", "number"), name="finance_prices_numbered"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("number__gte", 1), models.Q(("source", ""), _negated=True)
                        ),
                        name="finance_prices_have_a_source",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StatementRun",
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
                ("month", models.DateField()),
                ("state", models.TextField(default="waiting")),
                ("steps_done", models.IntegerField(default=0)),
                ("steps_all", models.IntegerField(default=0)),
                ("refusal", models.TextField(default="")),
                ("ended_at", models.DateTimeField(null=True)),
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
                            models.Q(("ended_at", None), ("state__in", ("waiting", "working"))),
                            models.Q(
                                ("ended_at__isnull", False), ("state__in", ("done", "failed"))
                            ),
                            _connector="OR",
                        ),
                        name="finance_run_state_matches_end",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("month__day", 1)),
                        name="finance_run_month_begins_on_the_first",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Statement",
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
                ("month", models.DateField()),
                ("version", models.IntegerField()),
                ("transaction_id", models.BigIntegerField()),
                ("events", models.BigIntegerField()),
                ("weight_parts", models.BigIntegerField()),
                ("pence", models.BigIntegerField()),
                ("payable_pence", models.BigIntegerField()),
                ("unpriced", models.BigIntegerField()),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contracts.contract",
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="finance.statementrun",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("contract", "month", "provider", "version"),
                        name="finance_statement_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("events__gte", models.F("unpriced")),
                            ("month__day", 1),
                            ("payable_pence__gte", 0),
                            ("pence__gte", models.F("payable_pence")),
                            ("unpriced__gte", 0),
                            ("version__gte", 1),
                        ),
                        name="finance_statement_figures",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StatementJournal",
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
                    "books",
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
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="journals",
                        to="finance.statement",
                    ),
                ),
                (
                    "takes_back",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="finance.statementjournal",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("takes_back", None),
                            models.Q(("takes_back", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="finance_statement_journal_takes_back_another",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="StatementLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.IntegerField()),
                ("standing", models.TextField()),
                ("from_on", models.DateField()),
                ("until_on", models.DateField()),
                ("unit_price_pence", models.BigIntegerField(null=True)),
                ("events", models.BigIntegerField()),
                ("weight_parts", models.BigIntegerField()),
                ("pence", models.BigIntegerField(null=True)),
                (
                    "payer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "prices",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="finance.pricelist",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="finance.activitycode",
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="finance.statement",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("statement", "number"), name="finance_statement_line_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("events__gte", 1),
                            ("standing__in", ("payable", "counted", "not permitted")),
                            ("until_on__gt", models.F("from_on")),
                        ),
                        name="finance_statement_line_counts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("pence", None), ("prices", None), ("unit_price_pence", None)),
                            models.Q(
                                ("pence__gte", 0),
                                ("prices__isnull", False),
                                ("unit_price_pence__gt", 0),
                            ),
                            _connector="OR",
                        ),
                        name="finance_statement_line_priced_or_not",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("standing", "payable"), _negated=True),
                            ("payer__isnull", False),
                            _connector="OR",
                        ),
                        name="finance_statement_line_has_a_payer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="UnitPrice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("pence", models.BigIntegerField()),
                (
                    "prices",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="finance.pricelist",
                    ),
                ),
                (
                    "service",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="finance.activitycode",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("prices", "service"), name="finance_price_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("pence__gt", 0)), name="finance_price_above_nothing"
                    ),
                ],
            },
        ),
        sql_file(__file__, "activity_law.sql"),
        sql_file(__file__, "activity_taking.sql"),
        sql_file(__file__, "activity_needs.sql"),
        sql_file(__file__, "activity_reading.sql"),
        sql_file(__file__, "statements_law.sql"),
        sql_file(__file__, "statements_drawing.sql"),
    ]
