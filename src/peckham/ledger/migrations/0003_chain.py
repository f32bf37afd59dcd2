"""The chain of the books."""

import django.db.models.deletion
from django.db import migrations, models

from peckham.infra.migration_sql import sql_file


def _key():
    return models.BigAutoField(
        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
    )


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_published"), ("sharing", "0010_run_readings")]

    operations = [
        migrations.CreateModel(
            name="ChainEntry",
            fields=[
                ("id", _key()),
                ("number", models.BigIntegerField()),
                ("what", models.TextField()),
                ("row_id", models.BigIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                (
                    "books",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisations.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("books", "number"), name="ledger_chain_number"),
                    models.UniqueConstraint(fields=("what", "row_id"), name="ledger_chained_once"),
                ]
            },
        ),
        migrations.CreateModel(
            name="Sealing",
            fields=[
                ("id", _key()),
                ("journals_through", models.BigIntegerField()),
                ("outcomes_through", models.BigIntegerField()),
                ("entries", models.BigIntegerField()),
                ("heads", models.JSONField()),
                ("sha256", models.CharField(max_length=64)),
                ("sealed_at", models.DateTimeField()),
            ],
        ),
        sql_file(__file__, "chain.sql"),
    ]
