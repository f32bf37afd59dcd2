"""Both times of everything that is written down about a contract."""

from django.db import models


class Recorded(models.Model):
    """A row that is written once: when, and by whom. The database sets both from the open scope."""

    recorded_at = models.DateTimeField()
    recorded_by = models.TextField()

    class Meta:
        abstract = True


class Fact(Recorded):
    """Something that happened to a contract on a day, which is no later than it was written down.

    It counts from the later of the two (`domain.facts.Stamp`); of what is said twice, the later
    row stands.
    """

    contract = models.ForeignKey("contracts.Contract", models.PROTECT, related_name="+")
    on_day = models.DateField()

    class Meta:
        abstract = True
