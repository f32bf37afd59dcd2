"""The Needs law, who sees a request, the way in, and tracking: what Django's models cannot say."""

from typing import ClassVar

from django.db import migrations

from peckham.infra.migration_sql import sql_file


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("care", "0001_initial"),
        ("services", "0002_grants"),
        ("people", "0002_law"),
    ]
    operations: ClassVar = [
        sql_file(__file__, "law.sql"),
        sql_file(__file__, "access.sql"),
        sql_file(__file__, "taking.sql"),
        sql_file(__file__, "tracking.sql"),
        sql_file(__file__, "checking.sql"),
    ]
