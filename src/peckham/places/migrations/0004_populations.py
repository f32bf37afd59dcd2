"""Residents on further bases, such as a census."""

import django.db.models.deletion
from django.db import migrations, models

from peckham.infra.migration_sql import sql_file


class Migration(migrations.Migration):
    dependencies = [
        ("places", "0003_versions"),
    ]

    operations = [
        migrations.AlterField(
            model_name="publication",
            name="kind",
            field=models.CharField(
                choices=[
                    ("registrations", "Registrations"),
                    ("practices", "Practices"),
                    ("networks", "Networks"),
                    ("population", "Population"),
                    ("census", "Census"),
                    ("lookup", "Lookup"),
                    ("deprivation", "Deprivation"),
                    ("boundaries", "Boundaries"),
                    ("postcodes", "Postcodes"),
                    ("plan", "Plan"),
                ],
                max_length=20,
            ),
        ),
        migrations.CreateModel(
            name="AreaPopulation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("base", models.TextField()),
                ("people", models.IntegerField()),
                (
                    "area",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="populations",
                        to="places.area",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("area", "base"), name="places_population_once_on_a_base"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("people__gte", 0)),
                        name="places_population_on_a_base_not_negative",
                    ),
                ],
            },
        ),
        sql_file(__file__, "populations.sql"),
    ]
