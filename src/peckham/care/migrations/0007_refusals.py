"""A request of somebody who refuses to share goes to no further organisation."""

from typing import ClassVar

from django.db import migrations

from peckham.infra.migration_sql import sql_file


class Migration(migrations.Migration):
    dependencies: ClassVar = [("care", "0006_facts"), ("people", "0007_runs")]
    operations: ClassVar = [sql_file(__file__, "refusals.sql")]
