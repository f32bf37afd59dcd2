"""Marks and objections are recorded, ended and honoured by purpose; what is not shown says why."""

from typing import ClassVar

from django.db import migrations, models

from peckham.infra.migration_sql import sql_file

_REASONS = (
    "",
    "asked_by_person",
    "clinical_judgement",
    "safeguarding",
    "member_of_staff",
    "legal_duty",
)
_END_REASONS = ("", "asked_by_person", "no_longer_sensitive", "entered_in_error")
_SAID_HOW = ("", "in_person", "by_phone", "in_writing", "by_proxy")


def _words(model: str, *names: str) -> list[migrations.AddField]:
    return [
        migrations.AddField(
            model_name=model, name=name, field=models.TextField(db_default="", default="")
        )
        for name in names
    ]


class Migration(migrations.Migration):
    dependencies: ClassVar = [("sharing", "0006_break_glass")]

    operations: ClassVar = [
        *_words("mark", "reason", "ended_by", "end_reason"),
        *_words("objection", "said_how", "ended_by", "ended_how"),
        migrations.AddConstraint(
            model_name="mark",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason__in", _REASONS))
                & models.Q(("end_reason__in", _END_REASONS)),
                name="mark_reason_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="objection",
            constraint=models.CheckConstraint(
                condition=models.Q(("said_how__in", _SAID_HOW))
                & models.Q(("ended_how__in", _SAID_HOW)),
                name="objection_said_how_known",
            ),
        ),
        sql_file(__file__, "limits.sql"),
    ]
