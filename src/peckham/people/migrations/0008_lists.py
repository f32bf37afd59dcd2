"""Whole lists of practices: who is on one, and moving people between two."""

from typing import ClassVar

from django.db import migrations

from peckham.infra.migration_sql import sql_file


class Migration(migrations.Migration):
    dependencies: ClassVar = [("people", "0007_own_records"), ("places", "0005_growth")]
    operations: ClassVar = [sql_file(__file__, "lists.sql")]
