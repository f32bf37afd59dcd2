"""Whoever sent a request on follows it only as agreed; a worklist is counted from its index."""

from typing import ClassVar

from django.db import migrations, models

from peckham.infra.migration_sql import sql_file


class Migration(migrations.Migration):
    dependencies: ClassVar = [("care", "0006_fact_at_once"), ("people", "0009_opened")]
    operations: ClassVar = [
        sql_file(__file__, "handed_over.sql"),
        migrations.RemoveIndex("request", "care_worklist"),
        migrations.AddIndex(
            "request",
            models.Index(
                fields=["accountable_team", "due_at", "id"],
                include=["hub", "taken_team", "person"],
                condition=models.Q(due_at__isnull=False),
                name="care_worklist",
            ),
        ),
    ]
