"""What a run was read with, keeper by keeper, for the governance lead who answers for it."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

from peckham.infra.migration_sql import sql_file


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("sharing", "0009_log"),
        ("organisations", "0005_permissions"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="RunReading",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("people", models.BigIntegerField()),
                ("actor", models.TextField()),
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
                (
                    "supplier",
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
                        condition=models.Q(("people__gte", 1)), name="run_reading_of_somebody"
                    )
                ],
            },
        ),
        sql_file(__file__, "run_readings.sql"),
    ]
