"""The search index: derived from persons, names and addresses, and rebuilt by a test.

Only `peckham.search_people` and the functions that keep it read these tables. They hold no foreign
key: a bulk load makes them anew, and derived rows need no check of what they were derived from.
"""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F

from peckham.people.models.persons import Person


class SearchEntry(models.Model):
    """One row for each person: every folded name word, the birth date, the present postcode."""

    person = models.OneToOneField(
        Person,
        on_delete=models.PROTECT,
        primary_key=True,
        related_name="+",
        db_constraint=False,
    )
    words = ArrayField(models.TextField(db_collation="C"))
    birth_date = models.DateField(null=True)
    postcode = models.TextField(db_collation="C", default="")

    class Meta:
        indexes = [
            models.Index(fields=["birth_date"], name="people_search_birth_date"),
            models.Index(fields=["postcode"], name="people_search_postcode"),
        ]

    def __str__(self) -> str:
        return f"Search entry of {self.person_id}"


class SearchPair(models.Model):
    """A family word and a given word of one of a person's names, for exact lookups both ways."""

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", db_constraint=False
    )
    family_word = models.TextField(db_collation="C")
    given_word = models.TextField(db_collation="C")

    class Meta:
        indexes = [
            models.Index(F("family_word"), F("given_word"), name="people_pair_family_given"),
            models.Index(F("given_word"), F("family_word"), name="people_pair_given_family"),
        ]

    def __str__(self) -> str:
        return f"Search pair of {self.person_id}"


class NameWord(models.Model):
    """A distinct word of somebody's name, with the word less each of its letters.

    Two words within one typing slip (a letter too many, too few, wrong, or two swapped) share a
    variant, so an index on variants finds every such pair; trigrams find what is further off.
    """

    word = models.TextField(primary_key=True, db_collation="C")
    variants = ArrayField(models.TextField(db_collation="C"))

    class Meta:
        indexes = [
            GinIndex(fields=["variants"], name="people_word_variants", fastupdate=False),
            GinIndex(
                fields=["word"],
                name="people_word_trigrams",
                opclasses=["gin_trgm_ops"],
                fastupdate=False,
            ),
        ]

    def __str__(self) -> str:
        return "a word of somebody's name"
