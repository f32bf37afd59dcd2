"""Reading the scope costs less: a page does it some hundred times."""

from typing import ClassVar

from django.db import migrations

from peckham.infra.migration_sql import sql_file


class Migration(migrations.Migration):
    dependencies: ClassVar = [("infra", "0004_throttling")]
    operations: ClassVar = [sql_file(__file__, "scope_setting.sql")]
