"""What the oracle found to differ from decision 0006, put right."""

from typing import ClassVar

from django.db import migrations

from peckham.infra.migration_sql import sql_file


class Migration(migrations.Migration):
    dependencies: ClassVar = [("care", "0004_held_counts"), ("people", "0006_corrections")]
    operations: ClassVar = [sql_file(__file__, "corrections.sql")]
