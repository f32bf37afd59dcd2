"""How to reach a person, what she needs to be able to communicate, and who may speak for her."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from peckham.people.models.facts import Fact
from peckham.people.models.persons import Person

_CURRENT = Q(superseded_at__isnull=True)


class CommunicationNeed(Fact):
    """A need under the accessible information standard; codes in data/communication_needs.csv.

    Some needs block a mode of contact: nobody rings a person who cannot use the phone.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="needs")
    code = models.CharField(max_length=40)
    detail = models.TextField(default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "code"],
                condition=Q(superseded_at__isnull=True, during__upper_inf=True),
                name="people_need_recorded_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} of {self.person_id}"


class ContactPoint(Fact):
    """A number or address to reach the person by. A mobile serves calls and texts."""

    class Mode(models.TextChoices):
        PHONE = "phone"
        MOBILE = "mobile"
        EMAIL = "email"
        POST = "post"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="contact_points")
    mode = models.CharField(max_length=8, choices=Mode.choices)
    value = models.TextField()
    preferred = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["value"], name="people_contact_value", condition=_CURRENT),
        ]

    def __str__(self) -> str:
        return f"{self.mode} of {self.person_id}"


class Proxy(Fact):
    """A carer, or somebody who may speak for the person; `may` lists what, and may be empty."""

    class Authority(models.TextChoices):
        NONE = "none"
        CONSENT = "consent"
        PARENTAL_RESPONSIBILITY = "parental_responsibility"
        POWER_OF_ATTORNEY = "power_of_attorney"
        COURT_DEPUTY = "court_deputy"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="proxies")
    proxy_person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    name = models.TextField()
    relationship = models.TextField()
    telephone = models.TextField(default="")
    authority = models.CharField(max_length=24, choices=Authority.choices)
    may = ArrayField(models.TextField(), default=list)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(authority="none") | Q(may__len=0),
                name="people_no_authority_means_no_say",
            ),
        ]

    def __str__(self) -> str:
        return f"Proxy {self.pk} of {self.person_id}"
