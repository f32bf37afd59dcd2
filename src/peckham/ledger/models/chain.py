"""The chain of the books, written by the job that seals them."""

from django.db import models

from peckham.ledger.models.books import ORGANISATION


class ChainEntry(models.Model):
    """A journal or an outcome in the chain of its books; its hash covers the entry before."""

    books = models.ForeignKey(
        ORGANISATION, models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    number = models.BigIntegerField()
    what = models.TextField()
    row_id = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["books", "number"], name="ledger_chain_number"),
            models.UniqueConstraint(fields=["what", "row_id"], name="ledger_chained_once"),
        ]


class Sealing(models.Model):
    """One run of the job: how far it went, and one hash over the heads of the books that grew."""

    journals_through = models.BigIntegerField()
    outcomes_through = models.BigIntegerField()
    entries = models.BigIntegerField()
    heads = models.JSONField()
    sha256 = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()
