"""What is agreed between organisations decides, with a relationship, who reads what and why."""

from typing import ClassVar

from django.db import migrations

from peckham.infra.migration_sql import sql_file


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("sharing", "0003_agreements"),
        ("infra", "0003_resident_scope"),
        ("organisations", "0005_permissions"),
    ]
    operations: ClassVar = [
        sql_file(__file__, "agreements.sql"),
        sql_file(__file__, "predicate.sql"),
        sql_file(__file__, "looks.sql"),
    ]
