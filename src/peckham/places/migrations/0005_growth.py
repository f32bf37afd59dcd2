"""Projections that were brought in."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from peckham.infra.migration_sql import sql_file


class Migration(migrations.Migration):
    dependencies = [
        ("places", "0004_populations"),
    ]

    operations = [
        migrations.CreateModel(
            name="GrowthRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.TextField()),
                ("report", models.JSONField()),
                ("report_sha256", models.CharField(max_length=64)),
                ("imported_at", models.DateTimeField()),
                ("imported_by", models.TextField()),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.place",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("place", "name"), name="places_growth_name_once"
                    ),
                ],
            },
        ),
        sql_file(__file__, "growth.sql"),
    ]
