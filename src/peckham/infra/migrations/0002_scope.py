"""The scope that every row policy reads, and the trail that only grows."""

from typing import ClassVar

from django.db import migrations

from peckham.infra.migration_sql import sql_file


class Migration(migrations.Migration):
    dependencies: ClassVar = [("infra", "0001_initial")]
    operations: ClassVar = [sql_file(__file__, "scope.sql"), sql_file(__file__, "open_scope.sql")]
