"""Agreements and the flows under them, as the API gives them."""

from datetime import date, datetime
from uuid import UUID

from ninja import Field, Schema


class TermsShape(Schema):
    """What a version says."""

    purposes: list[str]
    categories: list[str]
    article_6: str
    article_9: str
    confidentiality_basis: str
    section_251_reference: str
    section_251_expires_on: date | None
    impact_assessment_reference: str
    summary: str
    starts_at: datetime
    ends_at: datetime | None


class PartyShape(Schema):
    """An organisation's part in a version, and what it has done about it."""

    name: str
    role: str
    supplies: bool
    receives: bool
    signed_at: datetime | None
    leaves_at: datetime | None


class StandingShape(Schema):
    """Where a version stands now."""

    state: str
    signed: int
    parties: int


class VersionShape(Schema):
    """A version of an agreement."""

    id: UUID = Field(alias="public_id")
    number: int
    terms: TermsShape
    recorded_at: datetime
    parties: list[PartyShape]
    standing: StandingShape


class AgreementShape(Schema):
    """An agreement with all its versions, the newest first."""

    id: UUID = Field(alias="public_id")
    reference: str
    title: str
    drafted_for: str
    recorded_at: datetime
    versions: list[VersionShape]


class AgreementPage(Schema):
    """A page of agreements, by reference."""

    agreements: list[AgreementShape]
    after: str | None = Field(
        description="Hand it back as `after` for the next page; null on the last."
    )


class FlowShape(Schema):
    """What flows under one version: every supplier to every receiver."""

    reference: str
    title: str
    number: int
    terms: TermsShape
    suppliers: list[PartyShape]
    receivers: list[PartyShape]
    flows: int = Field(description="How many pairs of a supplier and a receiver there are.")


class FlowPage(Schema):
    """Every flow that is in force now, from the function that decides who is given what."""

    at: datetime
    entries: list[FlowShape]
    after: str | None = Field(
        description="Hand it back as `after` for the next page; null on the last."
    )
