"""Staff lent to hubs: rates, hours, and statements of a month."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from peckham.infra.migration_sql import sql_file


class Migration(migrations.Migration):
    dependencies = [
        ("finance", "0004_activity"),
        ("ledger", "0003_chain"),
        ("organisations", "0007_contract_roles"),
        ("places", "0005_growth"),
    ]

    operations = [
        migrations.CreateModel(
            name="RechargeStatement",
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
                ("version", models.SmallIntegerField()),
                ("pence", models.BigIntegerField()),
                ("transaction_id", models.BigIntegerField()),
                (
                    "borrower",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "lender",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RechargeLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.SmallIntegerField()),
                ("role", models.TextField()),
                ("pence_an_hour", models.IntegerField()),
                ("minutes", models.BigIntegerField()),
                ("pence", models.BigIntegerField()),
                (
                    "hub",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.hub",
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="finance.rechargestatement",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RechargeJournal",
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
                    "takes_back",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="taken_by",
                        to="finance.rechargejournal",
                    ),
                ),
                (
                    "statement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="journals",
                        to="finance.rechargestatement",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RechargeAgreement",
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
                    "statement",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreement",
                        to="finance.rechargestatement",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="LentHours",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                ("role", models.TextField()),
                ("on_day", models.DateField()),
                ("minutes", models.IntegerField()),
                ("reference", models.TextField()),
                (
                    "borrower",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "hub",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.hub",
                    ),
                ),
                (
                    "lender",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="finance.lenthours",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("replaces", None)),
                        fields=("lender", "reference"),
                        name="finance_lent_hours_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("minutes__gte", 0),
                            ("minutes__lte", 1440),
                            models.Q(("role", ""), _negated=True),
                            models.Q(("reference", ""), _negated=True),
                            models.Q(("lender", models.F("borrower")), _negated=True),
                        ),
                        name="finance_lent_hours_of_a_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LentRate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                ("role", models.TextField()),
                ("from_on", models.DateField()),
                ("pence_an_hour", models.IntegerField()),
                ("source", models.TextField()),
                (
                    "borrower",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
                (
                    "hub",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.hub",
                    ),
                ),
                (
                    "lender",
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
                            ("pence_an_hour__gte", 0),
                            models.Q(("role", ""), _negated=True),
                            models.Q(("source", ""), _negated=True),
                            models.Q(("lender", models.F("borrower")), _negated=True),
                        ),
                        name="finance_lent_rate_is_whole",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="rechargestatement",
            constraint=models.UniqueConstraint(
                fields=("lender", "borrower", "month", "version"), name="finance_recharge_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="rechargestatement",
            constraint=models.CheckConstraint(
                condition=models.Q(("month__day", 1), ("pence__gte", 0), ("version__gte", 1)),
                name="finance_recharge_figures",
            ),
        ),
        migrations.AddConstraint(
            model_name="rechargeline",
            constraint=models.UniqueConstraint(
                fields=("statement", "number"), name="finance_recharge_line_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="rechargejournal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("takes_back", None)),
                fields=("statement", "books"),
                name="finance_recharge_journal_once",
            ),
        ),
        sql_file(__file__, "recharge_law.sql"),
        sql_file(__file__, "recharge_access.sql"),
    ]
