"""What the clauses of contracts were found to be, night by night: rows are written once."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from peckham.contracts.models.recorded import Fact

STATUSES = ("kept", "not kept", "not measurable yet")


class ClauseResult(Fact):
    """What one clause of a contract was found to be on a day, with the evidence.

    `named` and `found` are the evidence, side by side; `kept_of` and `counted` how many were as
    they should be, of how many, and null where nothing was counted.
    """

    clause = models.TextField()
    status = models.TextField()
    why = models.TextField()
    named = ArrayField(models.TextField(), default=list)
    found = ArrayField(models.TextField(), default=list)
    kept_of = models.IntegerField(null=True)
    counted = models.IntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "clause", "on_day"], name="contracts_clause_once_a_day"
            ),
            models.CheckConstraint(
                condition=Q(status__in=STATUSES) & ~Q(why=""), name="contracts_clause_status"
            ),
            models.CheckConstraint(
                condition=Q(kept_of__isnull=True, counted__isnull=True)
                | Q(kept_of__gte=0, counted__gte=F("kept_of")),
                name="contracts_clause_share",
            ),
            models.CheckConstraint(
                condition=Q(named__len=F("found__len")), name="contracts_clause_evidence_in_pairs"
            ),
        ]
