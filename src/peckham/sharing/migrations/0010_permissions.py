"""What the functions of the Access book allow is asked of the table of permissions, not of a role."""

from typing import ClassVar

from django.db import migrations

from peckham.infra.migration_sql import sql_file


class Migration(migrations.Migration):
    dependencies: ClassVar = [("sharing", "0009_log"), ("organisations", "0005_permissions")]
    operations: ClassVar = [sql_file(__file__, "permissions.sql")]
