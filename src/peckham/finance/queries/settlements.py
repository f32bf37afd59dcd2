"""How contracts share risk and what their years were settled at, as values."""

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import cast
from uuid import UUID

from django.db.models import QuerySet

from peckham.finance import models as m
from peckham.finance.domain.attribution import Owner, Term
from peckham.finance.domain.beside import Beside
from peckham.finance.domain.cost import Factor
from peckham.finance.domain.settlement import Inputs, read
from peckham.finance.domain.sharing import Sharing
from peckham.kernel import Period, Refused


class NoSuchSettlement(Refused):
    """There is no such settlement, or it is of a contract of others."""


class NoSuchTerms(Refused):
    """There are no such terms, or they are of a contract of others."""


@dataclass(frozen=True, slots=True)
class AnswerView:
    """What one side said, and when."""

    side: str
    organisation: str
    agrees: bool
    words: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class TermsView:
    """How a contract shares risk from a day on; `answers` has each side's last."""

    public_id: UUID
    number: int
    from_on: date
    order: tuple[Term, ...]
    sharing: Sharing
    basis: str
    source: str
    proposed_for: str
    recorded_at: datetime
    answers: tuple[AnswerView, ...]

    @property
    def is_agreed(self) -> bool:
        """Whether both sides agreed."""
        return sum(one.agrees for one in self.answers) == 2


@dataclass(frozen=True, slots=True)
class PartView:
    """A factor's part of a settled year, in pence, with what of it lies in each neighbourhood."""

    factor: Factor
    owner: str
    pence: int
    local: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class PostingView:
    """What one side posted; the journal, and whether it was taken back, is for its own reader."""

    side: str
    journal: UUID | None
    is_reversed: bool


@dataclass(frozen=True, slots=True)
class SettlementView:
    """What a year was settled at; see `models.Settlement`. Money in pence."""

    public_id: UUID
    contract_id: int
    terms_public_id: UUID
    year: Period
    number: int
    side: str
    proposed_for: str
    recorded_at: datetime
    inputs_sha256: str
    parts: tuple[PartView, ...]
    expected_pence: int
    actual_pence: int
    commissioner_pence: int
    paid_pence: int
    result_pence: int
    is_gate_reached: bool
    shared_pence: int
    received_pence: int | None
    beside: Beside
    answers: tuple[AnswerView, ...]
    postings: tuple[PostingView, ...]

    @property
    def is_agreed(self) -> bool:
        """Whether both sides agreed."""
        return sum(one.agrees for one in self.answers) == 2

    @property
    def provider_pence(self) -> int:
        """The provider's parts together."""
        return self.actual_pence - self.expected_pence - self.commissioner_pence


def terms_of(contract_id: int) -> tuple[TermsView, ...]:
    """List the terms that were proposed for a contract, newest first."""
    rows = m.RiskTerms.objects.filter(contract_id=contract_id).order_by("-number")
    return tuple(_terms(row) for row in _with_terms(rows))


def terms_on(contract_id: int, on: date) -> TermsView | None:
    """Give the terms that count on a day: the latest that both sides agreed to, or None."""
    found = (one for one in terms_of(contract_id) if one.from_on <= on and one.is_agreed)
    return next(found, None)


def settlements(contract_id: int) -> tuple[SettlementView, ...]:
    """List what the years of a contract were settled at: newest year first, then newest number."""
    rows = m.Settlement.objects.filter(contract_id=contract_id).order_by("-year", "-number")
    return tuple(_settlement(row) for row in _with_parts(rows))


def settlement(public_id: UUID) -> SettlementView:
    """Give one settlement.

    Raises:
        NoSuchSettlement: If there is none that the scope may read.
    """
    row = _with_parts(m.Settlement.objects.filter(public_id=public_id)).first()
    if row is None:
        raise NoSuchSettlement("There is no such settlement here.")
    return _settlement(row)


def inputs_of(public_id: UUID) -> Inputs:
    """Read all that a settlement was worked out from.

    Raises:
        NoSuchSettlement: If there is none that the scope may read.
    """
    return read(settlement_row(public_id).inputs)


def settlement_row(public_id: UUID) -> m.Settlement:
    """Find a settlement's row.

    Raises:
        NoSuchSettlement: If there is none that the scope may read.
    """
    row = m.Settlement.objects.select_related("contract").filter(public_id=public_id).first()
    if row is None:
        raise NoSuchSettlement("There is no such settlement here.")
    return row


def terms_row(public_id: UUID) -> m.RiskTerms:
    """Find the row of terms.

    Raises:
        NoSuchTerms: If there are none that the scope may read.
    """
    row = m.RiskTerms.objects.filter(public_id=public_id).first()
    if row is None:
        raise NoSuchTerms("There are no such terms here.")
    return row


def _with_terms(rows: QuerySet[m.RiskTerms]) -> QuerySet[m.RiskTerms]:
    return rows.select_related("proposed_for").prefetch_related("order", "answers__answered_for")


def _with_parts(rows: QuerySet[m.Settlement]) -> QuerySet[m.Settlement]:
    return (
        rows.defer("inputs")
        .select_related("proposed_for", "terms")
        .prefetch_related("parts__local", "answers__answered_for", "postings")
    )


def _terms(row: m.RiskTerms) -> TermsView:
    order = sorted(row.order.all(), key=lambda one: one.place)
    return TermsView(
        public_id=row.public_id,
        number=row.number,
        from_on=row.from_on,
        order=tuple(Term(Factor(one.factor), cast(Owner, one.owner)) for one in order),
        sharing=Sharing(
            Fraction(row.dead_band),
            Fraction(row.loss_share),
            Fraction(row.gain_share),
            Fraction(row.cap),
            Fraction(row.gate),
        ),
        basis=row.dead_band_basis,
        source=row.source,
        proposed_for=row.proposed_for.name,
        recorded_at=row.recorded_at,
        answers=_answers(list(row.answers.all())),
    )


def _settlement(row: m.Settlement) -> SettlementView:
    parts = sorted(row.parts.all(), key=lambda one: one.place)
    return SettlementView(
        parts=tuple(_part(one) for one in parts),
        answers=_answers(list(row.answers.all())),
        postings=_postings(list(row.postings.all())),
        year=Period(row.year.lower, row.year.upper),
        terms_public_id=row.terms.public_id,
        proposed_for=row.proposed_for.name,
        beside=Beside(**row.beside),
        **{name: getattr(row, name) for name in _STORED},
    )


_STORED = (
    "public_id",
    "contract_id",
    "number",
    "side",
    "recorded_at",
    "inputs_sha256",
    "expected_pence",
    "actual_pence",
    "commissioner_pence",
    "paid_pence",
    "result_pence",
    "is_gate_reached",
    "shared_pence",
    "received_pence",
)


def _part(row: m.SettlementPart) -> PartView:
    local = sorted((one.neighbourhood_code, one.pence) for one in row.local.all())
    return PartView(Factor(row.factor), row.owner, row.pence, tuple(local))


def _postings(rows: list[m.SettlementPosting]) -> tuple[PostingView, ...]:
    """Give what each side posted, with the journals that are in the reader's own books."""
    own = m.SettlementPosting.objects.filter(pk__in=[row.pk for row in rows])
    seen = {
        key: (journal, taken_back is not None)
        for key, journal, taken_back in own.values_list(
            "pk", "journal__public_id", "journal__reversed_by"
        )
    }
    return tuple(PostingView(row.side, *seen.get(row.pk, (None, False))) for row in rows)


def _answers(rows: list[m.TermsAnswer] | list[m.SettlementAnswer]) -> tuple[AnswerView, ...]:
    """Give each side's last answer."""
    last = {row.side: row for row in sorted(rows, key=lambda one: one.pk)}
    return tuple(
        AnswerView(side, row.answered_for.name, row.agrees, row.words, row.recorded_at)
        for side, row in sorted(last.items())
    )
