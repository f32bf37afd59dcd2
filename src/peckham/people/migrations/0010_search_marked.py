"""A search does not tell where somebody lives whose record is marked and closed to who searches."""

from typing import ClassVar

from django.db import migrations

from peckham.infra.migration_sql import sql_file


class Migration(migrations.Migration):
    dependencies: ClassVar = [("people", "0009_opened")]
    operations: ClassVar = [sql_file(__file__, "search_marked.sql")]
