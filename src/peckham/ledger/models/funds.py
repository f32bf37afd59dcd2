"""Money for a purpose: who holds it, for whom, on what principles it may be spent."""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q

from peckham.infra.recorded import Recorded
from peckham.ledger.models.books import ORGANISATION


class Fund(Recorded):
    """Money that one organisation holds, perhaps on behalf of others (rules 48 and 49).

    `beneficial_owner` is whose money it is. A restricted fund never goes below zero. With
    `ratified_by_min` parties, one of them not the holder, principles of spending are ratified, and
    no spending is approved by the holder (rule 50); 0 asks for no principles.
    """

    public_id = models.UUIDField(default=uuid4, unique=True, editable=False)
    code = models.TextField(unique=True)
    name = models.TextField()
    purpose = models.TextField()
    holder = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+")
    beneficial_owner = models.TextField()
    is_restricted = models.BooleanField()
    ratified_by_min = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(code="") & ~Q(purpose="") & ~Q(beneficial_owner=""),
                name="ledger_fund_says_what_for_and_whose",
            ),
        ]


class FundParty(Recorded):
    """An organisation that is a partner in a fund; the holder is one as well."""

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="parties")
    organisation = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fund", "organisation"], name="ledger_party_once"),
        ]


class PrinciplesVersion(Recorded):
    """A version of a fund's principles of spending; a change is another version."""

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fund", "number"], name="ledger_version_number"),
        ]


class Principle(models.Model):
    """One principle of a version, written down together with it."""

    version = models.ForeignKey(PrinciplesVersion, models.PROTECT, related_name="principles")
    code = models.TextField()
    words = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "code"], name="ledger_principle_code"),
            models.CheckConstraint(
                condition=~Q(code="") & ~Q(words=""), name="ledger_principle_has_words"
            ),
        ]


class Ratification(Recorded):
    """A partner has ratified a version of the principles."""

    version = models.ForeignKey(PrinciplesVersion, models.PROTECT, related_name="ratifications")
    organisation = models.ForeignKey(ORGANISATION, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "organisation"], name="ledger_ratified_once"
            ),
        ]


class FundBalance(models.Model):
    """What a fund has, kept beside its postings so that a constraint can hold it.

    `posted_pence` is its cash; `pending_pence` is what pending journals would take from it. Tests
    work both out anew from the postings.
    """

    fund = models.OneToOneField(Fund, models.PROTECT, primary_key=True, related_name="balance")
    is_restricted = models.BooleanField()
    posted_pence = models.BigIntegerField(default=0)
    pending_pence = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(pending_pence__gte=0), name="ledger_pending_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(is_restricted=False) | Q(posted_pence__gte=F("pending_pence")),
                name="ledger_restricted_fund_not_below_zero",
            ),
        ]
