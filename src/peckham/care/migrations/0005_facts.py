"""A relationship stands only on a fact of a book: the database looks, as it commits."""

from typing import ClassVar

from django.db import migrations

from peckham.infra.migration_sql import sql_file


class Migration(migrations.Migration):
    dependencies: ClassVar = [("care", "0004_held_counts"), ("people", "0006_runs")]
    operations: ClassVar = [sql_file(__file__, "facts.sql")]
