"""What every dated fact about a person carries: when it holds, when it was recorded."""

from django.contrib.postgres.fields import DateRangeField
from django.db import models


class Fact(models.Model):
    """A dated fact: superseded by a later record, never edited; only an open `during` may close."""

    during = DateRangeField()
    source = models.TextField(default="", db_default="")
    recorded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
