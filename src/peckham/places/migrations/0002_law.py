"""The law of neighbourhood plans, belonging by day, and what each role may do."""

from typing import ClassVar

from django.db import migrations

from peckham.infra.migration_sql import sql_file


class Migration(migrations.Migration):
    dependencies: ClassVar = [("places", "0001_initial")]
    operations: ClassVar = [
        sql_file(__file__, "plan_law.sql"),
        sql_file(__file__, "by_day.sql"),
        sql_file(__file__, "grants.sql"),
    ]
