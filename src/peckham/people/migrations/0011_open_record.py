"""A record is opened and its look written in one step."""

from typing import ClassVar

from django.db import migrations

from peckham.infra.migration_sql import sql_file


class Migration(migrations.Migration):
    dependencies: ClassVar = [("people", "0010_search_marked")]
    operations: ClassVar = [sql_file(__file__, "open_record.sql")]
