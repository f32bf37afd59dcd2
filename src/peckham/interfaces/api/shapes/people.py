"""A person as the API gives them: what the page shows, under the same policies."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from ninja import Field, Schema

from peckham.people import api as people


class HomeShape(Schema):
    """Where a person belongs today."""

    kind: str
    words: str
    neighbourhood_code: str
    neighbourhood_name: str
    area_code: str


class FoundShape(Schema):
    """One line of a search: enough to tell people apart, and no more."""

    id: UUID = Field(alias="public_id")
    name: str
    birth_date: date | None
    birth_date_words: str
    nhs_number: str
    sex: str
    home: HomeShape
    postcode: str
    communication_needs: list[str] = Field(alias="need_words")
    is_deceased: bool
    may_open: bool = Field(description="Whether the record is open to you now.")
    withheld: bool = Field(
        description="Whether home and needs are withheld: the record is marked, and closed."
    )
    matched: list[str]


class FoundPage(Schema):
    """Whom a search found, the best first."""

    people: list[FoundShape]
    more: bool = Field(description="Whether there were more than were asked for.")


class NeedShape(Schema):
    """A communication need, and which ways of contact it rules out."""

    code: str
    words: str
    detail: str
    blocks: list[str]
    since: date


class ContactShape(Schema):
    """A way to reach the person; `blocked_why` is empty when it may be used."""

    mode: str
    value: str
    preferred: bool
    blocked_why: str


class ProxyShape(Schema):
    """A carer, or somebody who may speak for the person."""

    name: str
    relationship: str
    telephone: str
    authority: str
    may: list[str]
    since: date


class RegistrationShape(Schema):
    """The practice whose list the person is on."""

    ods_code: str
    practice_name: str
    since: date


class IdentifierShape(Schema):
    """A number by which some system knows the person."""

    system: str
    value: str


class EntryShape(Schema):
    """A condition, observation, medication or care plan as its sender stated it."""

    kind: str
    display: str
    code: str
    code_system: str
    status: str
    verification: str
    is_negated: bool
    started: str
    ended: str
    value_number: Decimal | None
    value_comparator: str
    value_unit: str
    value_text: str
    absent_reason: str
    components: list[dict[str, Any]]
    dosage: str
    sender: str


class MergedShape(Schema):
    """A record that was merged into this one."""

    id: UUID = Field(alias="public_id")
    name: str
    reason: str
    merged_at: datetime


class PersonShape(Schema):
    """A person's record, as much of it as you have a reason to read; the look is written down."""

    id: UUID = Field(alias="public_id")
    version: int
    family_name: str
    given_name: str
    preferred_name: str
    name: str
    other_names: list[str]
    birth_date: date | None
    birth_date_words: str
    sex: str
    first_language: str
    is_deceased: bool
    deceased_on: date | None
    nhs_number: str
    identifiers: list[IdentifierShape]
    home: HomeShape
    address_lines: str
    postcode: str
    registration: RegistrationShape | None
    communication_needs: list[NeedShape] = Field(alias="needs")
    contacts: list[ContactShape]
    proxies: list[ProxyShape]
    record: list[EntryShape]
    care_plans: list[EntryShape]
    labels: list[str]
    merged: list[MergedShape]
    merged_into: UUID | None
    shown: list[str] = Field(description="Categories of data that you were given.")
    withheld: dict[str, str] = Field(
        description="Categories that are not shown, and why; there may or may not be something."
    )

    @staticmethod
    def resolve_shown(view: people.views.PersonView) -> list[str]:
        """Give the categories in one order."""
        return sorted(view.shown)
