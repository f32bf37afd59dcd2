"""What is open of a record is worked out whole and once, and its look takes the answer from there."""

from typing import ClassVar

from django.db import migrations, models

from peckham.infra.migration_sql import sql_file


class Migration(migrations.Migration):
    dependencies: ClassVar = [("sharing", "0010_permissions")]
    operations: ClassVar = [
        sql_file(__file__, "opened.sql"),
        migrations.RemoveIndex("look", "look_by_organisation"),
        migrations.AddIndex(
            "look",
            models.Index(
                fields=["organisation_id", "at"],
                include=["account_id", "person_id", "actor_kind"],
                name="look_by_organisation",
            ),
        ),
    ]
