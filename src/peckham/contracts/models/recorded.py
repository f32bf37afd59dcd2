"""Both times of everything that is written down about a contract."""

from django.db import models

from peckham.infra.recorded import Recorded


class Fact(Recorded):
    """Something that happened to a contract on a day, which is no later than it was written down.

    It counts from the later of the two (`domain.facts.Stamp`); of what is said twice, the later
    row stands.
    """

    contract = models.ForeignKey("contracts.Contract", models.PROTECT, related_name="+")
    on_day = models.DateField()

    class Meta:
        abstract = True
