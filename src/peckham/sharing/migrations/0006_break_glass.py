"""A record may be opened in an emergency, alone, briefly, for a reason that somebody reviews."""

from typing import ClassVar

from django.db import migrations, models

from peckham.infra.migration_sql import sql_file


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("sharing", "0005_agreement_pages"),
        ("organisations", "0005_permissions"),
    ]

    operations: ClassVar = [
        migrations.AddField(
            model_name="breakglass",
            name="ended_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="breakglass",
            name="ended_by",
            field=models.TextField(db_default="", default=""),
        ),
        migrations.AddConstraint(
            model_name="breakglass",
            constraint=models.CheckConstraint(
                condition=models.Q(("ended_at__isnull", True))
                | models.Q(("ended_at__gte", models.F("at")), ("ended_at__lte", models.F("until"))),
                name="break_glass_ended_in_its_time",
            ),
        ),
        sql_file(__file__, "break_glass.sql"),
    ]
