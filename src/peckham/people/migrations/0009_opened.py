"""What is open of a person's record is kept whole while a transaction lasts."""

from typing import ClassVar

from django.db import migrations

from peckham.infra.migration_sql import sql_file


class Migration(migrations.Migration):
    dependencies: ClassVar = [("people", "0008_permissions"), ("sharing", "0011_opened")]
    operations: ClassVar = [sql_file(__file__, "opened.sql")]
