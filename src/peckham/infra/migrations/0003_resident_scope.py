"""A resident who has signed in acts in their own name, on their own record."""

from typing import ClassVar

from django.db import migrations

from peckham.infra.migration_sql import sql_file


class Migration(migrations.Migration):
    dependencies: ClassVar = [("infra", "0002_scope")]
    operations: ClassVar = [sql_file(__file__, "resident_scope.sql")]
