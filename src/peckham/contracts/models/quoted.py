"""A fact about partners: its day, its source, and the source's words where others published it."""

from collections.abc import Iterable

from django.db import models
from django.db.models import F, Q

from peckham.infra.recorded import Recorded


class Quoted(Recorded):
    """A fact that is written once; of what is stated twice, the later one stands.

    `on_day` is null where the source does not give the day: unknown stays unknown. `quotation`
    holds the source's own words where the fact was published by somebody else, and is empty where
    it was recorded here. The law is in migrations/sql/partnerships_law.sql.
    """

    on_day = models.DateField(null=True)
    source = models.TextField()
    quotation = models.TextField(default="")

    class Meta:
        abstract = True


# Oldest first, whatever has no day before all others: the last one stands.
IN_ORDER = (F("on_day").asc(nulls_first=True), "recorded_at", "pk")


def said(*fields: str) -> Q:
    """Ask that texts are not empty."""
    asked = Q()
    for field in fields:
        asked &= ~Q(**{field: ""})
    return asked


def dated_here(name: str) -> models.CheckConstraint:
    """Hold that a fact recorded here has its day: only what others published may lack it."""
    return models.CheckConstraint(condition=Q(on_day__isnull=False) | ~Q(quotation=""), name=name)


def has_words(name: str, *fields: str) -> models.CheckConstraint:
    """Hold the texts without which a row says nothing, and its source."""
    return models.CheckConstraint(condition=said("source", *fields), name=name)


def one_of(field: str, choices: Iterable[str], name: str) -> models.CheckConstraint:
    """Hold a word to those that the domain knows."""
    return models.CheckConstraint(condition=Q(**{f"{field}__in": tuple(choices)}), name=name)
