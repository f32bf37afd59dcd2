"""The one predicate that every policy on a person's table asks."""

from typing import ClassVar

from django.db import migrations

from peckham.infra.migration_sql import sql_file


class Migration(migrations.Migration):
    dependencies: ClassVar = [("sharing", "0001_initial"), ("infra", "0002_scope")]
    operations: ClassVar = [sql_file(__file__, "access.sql")]
