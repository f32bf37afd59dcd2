"""A resident signs in to their own record."""

from typing import ClassVar

from django.db import migrations

from peckham.infra.migration_sql import sql_file


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("people", "0004_limits"),
        ("infra", "0004_throttling"),
        ("sharing", "0004_predicate"),
    ]
    operations: ClassVar = [sql_file(__file__, "signing_in.sql")]
