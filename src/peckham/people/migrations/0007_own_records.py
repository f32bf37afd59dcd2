"""Which looks are of one's own record: those of every record merged into one person."""

from typing import ClassVar

from django.db import migrations

from peckham.infra.migration_sql import sql_file


class Migration(migrations.Migration):
    dependencies: ClassVar = [("people", "0006_runs"), ("sharing", "0009_log")]
    operations: ClassVar = [sql_file(__file__, "own_records.sql")]
