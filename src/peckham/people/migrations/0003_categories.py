"""Each row about a person says which categories of data it is."""

from typing import ClassVar

from django.db import migrations, models

from peckham.infra.migration_sql import sql_file


class Migration(migrations.Migration):
    dependencies: ClassVar = [("people", "0002_law"), ("sharing", "0004_predicate")]

    operations: ClassVar = [
        migrations.AddField(
            model_name="recordentry",
            name="sensitivity",
            field=models.TextField(db_default="", default=""),
        ),
        migrations.AlterField(
            model_name="recordentry",
            name="kind",
            field=models.CharField(
                choices=[
                    ("condition", "Condition"),
                    ("observation", "Observation"),
                    ("medication", "Medication"),
                    ("care_plan", "Care Plan"),
                ],
                max_length=12,
            ),
        ),
        migrations.AddConstraint(
            model_name="recordentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "sensitivity__in",
                        ("", "sexual_health", "domestic_abuse", "adoption", "staff_as_patient"),
                    )
                ),
                name="people_entry_sensitivity_known",
            ),
        ),
        sql_file(__file__, "categories.sql"),
    ]
