"""The law, who may read, and the search: what Django's models cannot say."""

from typing import ClassVar

from django.db import migrations

from peckham.infra.migration_sql import sql_file


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("people", "0001_initial"),
        ("places", "0002_law"),
        ("sharing", "0002_access"),
    ]
    operations: ClassVar = [
        sql_file(__file__, "law.sql"),
        sql_file(__file__, "append_law.sql"),
        sql_file(__file__, "words.sql"),
        sql_file(__file__, "search_index.sql"),
        sql_file(__file__, "access.sql"),
        sql_file(__file__, "homes.sql"),
        sql_file(__file__, "search.sql"),
        sql_file(__file__, "search_people.sql"),
        sql_file(__file__, "counting.sql"),
    ]
