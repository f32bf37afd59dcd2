"""When and by whom a row of the Money book was written down."""

from django.db import models


class Recorded(models.Model):
    """A row that is written once; the database sets both columns from the open scope."""

    recorded_at = models.DateTimeField()
    recorded_by = models.TextField()

    class Meta:
        abstract = True
