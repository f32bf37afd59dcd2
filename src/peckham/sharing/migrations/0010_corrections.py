"""What the oracle found to differ from decision 0006, put right in the one predicate."""

from typing import ClassVar

from django.db import migrations, models

from peckham.infra.migration_sql import sql_file


class Migration(migrations.Migration):
    dependencies: ClassVar = [("sharing", "0007_objections_and_marks")]
    operations: ClassVar = [
        migrations.AddIndex(
            model_name="mark",
            index=models.Index(
                fields=["account_id"],
                name="mark_by_account",
                condition=models.Q(account_id__isnull=False),
            ),
        ),
        sql_file(__file__, "corrections.sql"),
    ]
