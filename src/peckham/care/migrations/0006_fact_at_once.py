"""A relationship is opened where its fact stands already, and is not believed until COMMIT."""

from typing import ClassVar

from django.db import migrations

from peckham.infra.migration_sql import sql_file


class Migration(migrations.Migration):
    dependencies: ClassVar = [("care", "0005_facts")]
    operations: ClassVar = [sql_file(__file__, "fact_at_once.sql")]
