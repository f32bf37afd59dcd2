"""What each database role may do with organisations, teams and accounts."""

from typing import ClassVar

from django.db import migrations

from peckham.infra.migration_sql import sql_file


class Migration(migrations.Migration):
    dependencies: ClassVar = [("organisations", "0001_initial")]
    operations: ClassVar = [sql_file(__file__, "grants.sql")]
