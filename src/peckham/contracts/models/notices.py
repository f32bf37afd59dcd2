"""The notice of an intention to award, the representations on it, and what was decided on them."""

from django.db import models
from django.db.models import Q

from peckham.contracts.models.recorded import Fact
from peckham.infra.recorded import Recorded


class AwardNotice(Fact):
    """The route of award and its reasons, as they were published."""

    route = models.TextField()
    reasons = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(route="") & ~Q(reasons=""), name="contracts_notice_has_reasons"
            ),
        ]


class Representation(Recorded):
    """A written representation against an intention to award."""

    notice = models.ForeignKey(AwardNotice, models.PROTECT, related_name="representations")
    on_day = models.DateField()
    of = models.TextField()
    said = models.TextField()


class FurtherDecision(Recorded):
    """What was decided on the representations, and made known."""

    notice = models.OneToOneField(AwardNotice, models.PROTECT, related_name="further_decision")
    on_day = models.DateField()
    decided = models.TextField()
