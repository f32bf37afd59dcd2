"""Who finds people is asked of the table of permissions, not of a role."""

from typing import ClassVar

from django.db import migrations

from peckham.infra.migration_sql import sql_file


class Migration(migrations.Migration):
    dependencies: ClassVar = [("people", "0007_own_records"), ("sharing", "0010_permissions")]
    operations: ClassVar = [sql_file(__file__, "permissions.sql")]
