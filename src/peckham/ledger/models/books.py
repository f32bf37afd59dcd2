"""Whose books there are: the accounts of an organisation, and what it has closed."""

from django.db import models
from django.db.models import Q

from peckham.infra.recorded import Recorded

ORGANISATION = "organisations.Organisation"


class Account(Recorded):
    """An account in the books of one organisation.

    `ring` names a ring-fence: the accounts of a practice's core contract are "gp_core" (rule 38).
    """

    class Kind(models.TextChoices):
        ASSET = "asset"
        LIABILITY = "liability"
        INCOME = "income"
        EXPENSE = "expense"

    books = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+")
    code = models.TextField()
    name = models.TextField()
    kind = models.TextField(choices=Kind.choices)
    ring = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["books", "code"], name="ledger_account_code"),
            models.CheckConstraint(
                condition=~Q(code="") & ~Q(name=""), name="ledger_account_has_a_name"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=("asset", "liability", "income", "expense")),
                name="ledger_account_kind",
            ),
            models.CheckConstraint(
                condition=Q(ring__in=("", "gp_core")), name="ledger_account_ring"
            ),
        ]


class PeriodClose(Recorded):
    """An organisation's books are closed up to a day and take nothing that happened by then."""

    books = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+")
    through_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["books", "through_on"], name="ledger_close_once"),
        ]
