"""Why a team, an organisation or one member of staff may read one person's record."""

from django.contrib.postgres.fields import DateTimeRangeField
from django.db import models
from django.db.models import Q
from django.db.models.expressions import RawSQL

from peckham.sharing.domain.vocabulary import RELATIONSHIP_KINDS


class Relationship(models.Model):
    """Why somebody may read one person's record, and while when; never typed, always of a fact.

    Exactly one of team, organisation and account is given; an account only for break-glass.
    """

    person_id = models.BigIntegerField()
    team_id = models.BigIntegerField(null=True)
    organisation_id = models.BigIntegerField(null=True)
    account_id = models.BigIntegerField(null=True)
    kind = models.TextField(choices=[(kind, kind) for kind in RELATIONSHIP_KINDS])
    source_kind = models.TextField()
    source_id = models.BigIntegerField()
    during = DateTimeRangeField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    RawSQL(
                        "num_nonnulls(team_id, organisation_id, account_id) = 1",
                        (),
                        models.BooleanField(),
                    )
                ),
                name="relationship_of_one_reader",
            ),
            models.CheckConstraint(
                condition=Q(account_id__isnull=True) | Q(kind="break_glass"),
                name="relationship_of_an_account_is_break_glass",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=RELATIONSHIP_KINDS), name="relationship_kind_known"
            ),
        ]
        indexes = [
            models.Index(fields=["person_id", "team_id"], name="relationship_by_person"),
            models.Index(fields=["source_kind", "source_id"], name="relationship_by_source"),
            models.Index(
                fields=["team_id"], condition=Q(kind="request"), name="relationship_of_requests"
            ),
        ]
