"""A person's marks, objections and emergencies, and why a part of a record is not shown."""

from typing import ClassVar

from django.db import migrations

from peckham.infra.migration_sql import sql_file


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("people", "0003_categories"),
        ("sharing", "0007_objections_and_marks"),
    ]

    operations: ClassVar = [sql_file(__file__, "limits.sql")]
