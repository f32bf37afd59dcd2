"""A request as the API gives it: what its page says."""

from datetime import date, datetime
from uuid import UUID

from ninja import Field, Schema

from peckham.care import api as care


class LineShape(Schema):
    """One line of a worklist."""

    id: UUID = Field(alias="public_id")
    reference: str
    version: int
    state: str
    is_linked: bool = Field(description="Whether it is known which resident it is about.")
    about: str = Field(description="The name as claimed, of one that is not linked.")
    words: str
    category: str
    category_words: str
    channel: str
    contact_mode: str
    red_flags: list[str]
    due_at: datetime | None
    taken_at: datetime
    escalated_at: datetime | None

    @staticmethod
    def resolve_is_linked(row: care.story.WorkRow) -> bool:
        """Say whether a resident is known."""
        return row.person_id is not None


class LinePage(Schema):
    """A page of what teams hold, soonest due first."""

    requests: list[LineShape]
    after: str | None = Field(
        description="Hand it back as `after` for the next page; null on the last."
    )
    count: str | None = Field(
        description="How many are open, when asked for: “12”, or “200+”, never more than was read."
    )


class ClaimedShape(Schema):
    """Who somebody says that it is about."""

    given_name: str
    family_name: str
    birth_date: date | None
    nhs_number: str
    postcode: str
    telephone: str


class AskerShape(Schema):
    """Who asks on behalf of somebody else."""

    name: str
    relationship: str
    telephone: str


class OfferShape(Schema):
    """An offer that waits for an answer."""

    to_team: str
    from_team: str
    offered_at: datetime
    expires_at: datetime


class EventShape(Schema):
    """One line of the timeline."""

    at: datetime
    kind: str
    sentence: str
    reason: str
    due_at: datetime | None


class MessageShape(Schema):
    """Something that was said to the person, or by them."""

    at: datetime
    direction: str
    mode: str
    words: str
    tells_outcome: bool


class ActShape(Schema):
    """Something that you may do with it now, on its page."""

    verb: str
    label: str


class RequestShape(Schema):
    """One request: the person's words, who holds it, and its timeline; the look is written down."""

    id: UUID = Field(alias="public_id")
    reference: str
    version: int
    state: str
    state_words: str
    is_linked: bool
    claimed: ClaimedShape | None
    asker: AskerShape | None
    for_whom: str
    words: str
    category: str
    category_words: str
    channel: str
    contact_mode: str
    red_flags: list[str]
    hub: str
    service: str
    holder_team: str
    holder_telephone: str
    due_at: datetime | None
    escalated_at: datetime | None
    taken_at: datetime
    outcome: str | None
    outcome_words: str
    outcome_told_at: datetime | None
    outcome_told_how: str | None
    offer: OfferShape | None
    timeline: list[EventShape]
    messages: list[MessageShape]
    possible: list[ActShape]

    @staticmethod
    def resolve_is_linked(story: care.story.RequestStory) -> bool:
        """Say whether a resident is known."""
        return story.person_id is not None
