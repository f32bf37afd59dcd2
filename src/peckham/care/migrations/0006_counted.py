"""Counts of what was answered and told, for the clauses of contracts."""

from typing import ClassVar

from django.db import migrations

from peckham.infra.migration_sql import sql_file


class Migration(migrations.Migration):
    dependencies: ClassVar = [("care", "0005_facts"), ("people", "0007_own_records")]
    operations: ClassVar = [sql_file(__file__, "counted.sql")]
