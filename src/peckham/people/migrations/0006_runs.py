"""Rows of many people under pseudonyms; who one of them is, for whoever treats them."""

from typing import ClassVar

from django.db import migrations

from peckham.infra.migration_sql import sql_file


class Migration(migrations.Migration):
    dependencies: ClassVar = [("people", "0005_signing_in"), ("sharing", "0008_runs")]

    operations: ClassVar = [sql_file(__file__, "runs.sql")]
