"""Requests say their category of data, and go to another organisation only as agreed."""

from typing import ClassVar

from django.db import migrations

from peckham.infra.migration_sql import sql_file


class Migration(migrations.Migration):
    dependencies: ClassVar = [("care", "0002_law"), ("people", "0003_categories")]
    operations: ClassVar = [sql_file(__file__, "categories.sql")]
