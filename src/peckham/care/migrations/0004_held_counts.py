"""An administrator is told what a team holds before its last member goes."""

from typing import ClassVar

from django.db import migrations

from peckham.infra.migration_sql import sql_file


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("care", "0003_categories"),
        ("organisations", "0005_permissions"),
    ]
    operations: ClassVar = [sql_file(__file__, "held_counts.sql")]
