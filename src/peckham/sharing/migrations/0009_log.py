"""The log of looks: read by whom it concerns, sealed, judged, withheld, and given out on request."""

from typing import ClassVar
from uuid import uuid4

from django.db import migrations, models
from django.db.models import Q

from peckham.infra.migration_sql import sql_file


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("sharing", "0008_runs"),
        ("organisations", "0005_permissions"),
    ]

    operations: ClassVar = [
        migrations.AddField("withholding", "account_id", models.BigIntegerField(null=True)),
        migrations.AddField("withholding", "review_on", models.DateField(null=True)),
        migrations.CreateModel(
            name="WithholdingReview",
            fields=[
                ("id", models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("outcome", models.TextField()),
                ("why", models.TextField()),
                ("review_on", models.DateField(null=True)),
                ("account_id", models.BigIntegerField(null=True)),
                ("reviewed_by", models.TextField()),
                ("reviewed_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField()),
                ("withholding", models.ForeignKey(
                    on_delete=models.PROTECT, related_name="+", to="sharing.withholding")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(outcome__in=("continues", "ended")) & ~Q(why=""),
                        name="withholding_review_says_why",
                    ),
                    models.CheckConstraint(
                        condition=Q(outcome="ended") | Q(review_on__isnull=False),
                        name="withholding_goes_on_until_a_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SubjectExport",
            fields=[
                ("id", models.BigAutoField(
                    auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid4, unique=True)),
                ("person_id", models.BigIntegerField()),
                ("actor", models.TextField()),
                ("state", models.TextField(default="waiting")),
                ("parts_done", models.IntegerField(default=0)),
                ("parts_all", models.IntegerField(default=0)),
                ("content", models.TextField(default="")),
                ("sha256", models.CharField(default="", max_length=64)),
                ("asked_at", models.DateTimeField()),
                ("ready_at", models.DateTimeField(null=True)),
                ("expires_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["person_id", "asked_at"], name="export_by_person")],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(
                            state__in=("waiting", "working", "ready", "failed", "expired")
                        ),
                        name="export_state_known",
                    ),
                    models.CheckConstraint(
                        condition=Q(state="ready", ready_at__isnull=False) & ~Q(content="")
                        | ~Q(state="ready") & Q(content=""),
                        name="export_has_content_while_ready",
                    ),
                    models.UniqueConstraint(
                        fields=["person_id"],
                        condition=Q(state__in=("waiting", "working")),
                        name="export_made_one_at_a_time",
                    ),
                ],
            },
        ),
        sql_file(__file__, "log.sql"),
        sql_file(__file__, "sealing.sql"),
        sql_file(__file__, "judging.sql"),
        sql_file(__file__, "withholding.sql"),
        sql_file(__file__, "exports.sql"),
    ]  # fmt: skip
