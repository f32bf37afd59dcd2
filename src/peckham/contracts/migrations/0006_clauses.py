"""What clauses of contracts were found to be, night by night."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from peckham.infra.migration_sql import sql_file


class Migration(migrations.Migration):
    dependencies = [
        ("contracts", "0005_duties"),
        ("care", "0006_counted"),
    ]

    operations = [
        migrations.CreateModel(
            name="ClauseResult",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("recorded_by", models.TextField()),
                ("on_day", models.DateField()),
                ("clause", models.TextField()),
                ("status", models.TextField()),
                ("why", models.TextField()),
                (
                    "named",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), default=list
                    ),
                ),
                (
                    "found",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), default=list
                    ),
                ),
                ("kept_of", models.IntegerField(null=True)),
                ("counted", models.IntegerField(null=True)),
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
                        fields=("contract", "clause", "on_day"), name="contracts_clause_once_a_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ("kept", "not kept", "not measurable yet")),
                            models.Q(("why", ""), _negated=True),
                        ),
                        name="contracts_clause_status",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("counted__isnull", True), ("kept_of__isnull", True)),
                            models.Q(("counted__gte", models.F("kept_of")), ("kept_of__gte", 0)),
                            _connector="OR",
                        ),
                        name="contracts_clause_share",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("named__len", models.F("found__len"))),
                        name="contracts_clause_evidence_in_pairs",
                    ),
                ],
            },
        ),
        sql_file(__file__, "clauses_law.sql"),
    ]
