"""What the oracle found to differ from decision 0006, put right."""

from typing import ClassVar

from django.db import migrations

from peckham.infra.migration_sql import sql_file


class Migration(migrations.Migration):
    dependencies: ClassVar = [("people", "0005_signing_in"), ("sharing", "0010_corrections")]
    operations: ClassVar = [sql_file(__file__, "corrections.sql")]
