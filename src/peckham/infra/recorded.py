"""When and by whom a row of a book that only grows was written down."""

from django.db import models


class Recorded(models.Model):
    """A row that is written once; the trigger `peckham.write_down()` sets both from the scope."""

    recorded_at = models.DateTimeField()
    recorded_by = models.TextField()

    class Meta:
        abstract = True
