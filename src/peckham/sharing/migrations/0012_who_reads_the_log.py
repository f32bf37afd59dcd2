"""The log is counted from its index."""

from typing import ClassVar

from django.db import migrations

from peckham.infra.migration_sql import sql_file


class Migration(migrations.Migration):
    dependencies: ClassVar = [("sharing", "0011_opened")]
    operations: ClassVar = [sql_file(__file__, "who_reads_the_log.sql")]
