"""What the pages of agreements stand on."""

from typing import ClassVar

from django.db import migrations, models

from peckham.infra.migration_sql import sql_file


class Migration(migrations.Migration):
    dependencies: ClassVar = [("sharing", "0004_predicate")]
    operations: ClassVar = [
        migrations.AddIndex(
            model_name="relationship",
            index=models.Index(
                condition=models.Q(("kind", "request")),
                fields=["team_id"],
                name="relationship_of_requests",
            ),
        ),
        sql_file(__file__, "agreement_pages.sql"),
    ]
