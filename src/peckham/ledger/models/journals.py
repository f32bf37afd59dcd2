"""What moved: journals, their postings, and whether they were posted or came to nothing."""

from uuid import uuid4

from django.db import models
from django.db.models import Q

from peckham.infra.recorded import Recorded
from peckham.ledger.models.books import ORGANISATION, Account
from peckham.ledger.models.funds import Fund, Principle


class Journal(Recorded):
    """Something that happened, in the books of one organisation.

    It is pending until its outcome. `key` makes a repeated request harmless: with the same body it
    is the same journal, with another it is refused.
    """

    class Origin(models.TextChoices):
        COMMISSIONER = "commissioner"
        PROVIDER = "provider"
        INTEGRATOR = "integrator"
        NEIGHBOURHOOD = "neighbourhood"
        PRACTICE = "practice"

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    # Its accounts are of these books (`ledger_check_posting`), so they are an organisation's.
    books = models.ForeignKey(
        ORGANISATION, models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    key = models.TextField()
    body_sha256 = models.CharField(max_length=64)
    origin = models.TextField(choices=Origin.choices)
    occurred_on = models.DateField()
    words = models.TextField()
    voucher = models.TextField(blank=True, default="")
    reverses = models.OneToOneField("self", models.PROTECT, null=True, related_name="reversed_by")
    transaction_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["books", "key"], name="ledger_journal_key"),
            models.CheckConstraint(
                condition=~Q(key="") & ~Q(words=""), name="ledger_journal_says_what"
            ),
            models.CheckConstraint(
                condition=Q(
                    origin__in=(
                        "commissioner",
                        "provider",
                        "integrator",
                        "neighbourhood",
                        "practice",
                    )
                ),
                name="ledger_journal_origin",
            ),
        ]


class Posting(models.Model):
    """One side of a movement: above zero a debit, below zero a credit, in pence.

    That its journal and its account are there is read by `ledger_check_posting` as it is written,
    and neither is ever deleted: a second look by a foreign key would cost every posting.
    """

    journal = models.ForeignKey(
        Journal, models.PROTECT, related_name="postings", db_constraint=False, db_index=False
    )
    line = models.PositiveSmallIntegerField()
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", db_constraint=False)
    pence = models.BigIntegerField()
    fund = models.ForeignKey(Fund, models.PROTECT, null=True, related_name="+")
    principle = models.ForeignKey(
        Principle, models.PROTECT, null=True, related_name="+", db_index=False
    )
    contract = models.TextField(blank=True, default="")
    service_line = models.TextField(blank=True, default="")
    neighbourhood_code = models.TextField(blank=True, default="")
    recipient = models.TextField(blank=True, default="")
    recipient_sector = models.TextField(blank=True, default="")
    priority = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["journal", "line"], name="ledger_posting_line"),
            models.CheckConstraint(condition=~Q(pence=0), name="ledger_posting_moves_something"),
        ]


class JournalOutcome(Recorded):
    """A journal was posted, or came to nothing; `approved_for` is the organisation that said so.

    That the journal is there is read by `ledger_check_outcome`.
    """

    class What(models.TextChoices):
        POSTED = "posted"
        VOID = "void"

    journal = models.OneToOneField(
        Journal, models.PROTECT, related_name="outcome", db_constraint=False
    )
    what = models.TextField(choices=What.choices)
    approved_for = models.ForeignKey(ORGANISATION, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(what__in=("posted", "void")), name="ledger_outcome_is_one_of_two"
            ),
        ]
