"""Reading a run notes how many people each keeper supplied."""

from typing import ClassVar

from django.db import migrations

from peckham.infra.migration_sql import sql_file


class Migration(migrations.Migration):
    dependencies: ClassVar = [("people", "0011_open_record"), ("sharing", "0013_run_readings")]
    operations: ClassVar = [sql_file(__file__, "run_readings.sql")]
