"""Contracts as their pages show them: the list, one contract on a day, and why it is not yet."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from peckham.contracts import models as m
from peckham.contracts import reading
from peckham.contracts.domain import stated
from peckham.contracts.domain.gates import Stands, next_gate, where_it_stands
from peckham.contracts.domain.gp_roles import GpRole
from peckham.contracts.domain.kinds import Kind
from peckham.contracts.domain.terms import Contract
from peckham.contracts.domain.why_not_yet import open_before
from peckham.contracts.queries.cases import (
    CaseOnDay,
    case_of,
    contract_row,
    covered,
    days_of_change,
)
from peckham.contracts.queries.gathering import roles
from peckham.contracts.queries.rows import Rows
from peckham.contracts.queries.saying import (
    commissioners,
    contract_on,
    ended_on,
    known,
    standing,
    suspensions,
    terms_row,
)
from peckham.contracts.queries.timeline import Event, VariationView, timeline, variations
from peckham.kernel.london import day_of

__all__ = [
    "ContractLine",
    "ContractView",
    "Event",
    "OverTime",
    "VariationView",
    "case",
    "contract",
    "contracts",
    "over_time",
    "role_offered",
]


@dataclass(frozen=True, slots=True)
class ContractLine:
    """A contract in a list.

    Args:
        id: Its key.
        public_id: Its key in addresses.
        reference: The deployer's own number.
        title: What it is called.
        kind: Its kind.
        kept_by_id: Key of the organisation that keeps it.
        kept_by: Its name.
        place: The place that it is for, or "".
        place_id: Its key, or None.
        author: Who wrote the proposal.
        source: Where a contract that stood before was read, or "".
        stands: Where it stands.
        next_gate: The gate that comes next, or None.
        said: What it says; None while it has no terms.
        programmes: Programmes of its place (rule 14).
    """

    id: int
    public_id: UUID
    reference: str
    title: str
    kind: Kind
    kept_by_id: int
    kept_by: str
    place: str
    place_id: int | None
    author: str
    source: str
    stands: Stands
    next_gate: str | None
    said: Contract | None
    programmes: tuple[str, ...] = ()

    @property
    def holder(self) -> str:
        """Who holds it, or would; "" before anybody bids."""
        return self.said.holders[-1].name if self.said and self.said.holders else ""


@dataclass(frozen=True, slots=True)
class ContractView:
    """One contract on a day.

    Args:
        line: As in the list.
        day: The day.
        passed: Gates with the day on which each was passed.
        numbers: The number of the provision of each part that stands, for a form to follow.
        terms: Its term, value and breaks.
        shares: Its commissioners.
        people: Codes that it covers, with the larger area of each.
        outcomes: What it is to achieve.
        roles: GPs' roles.
        variations: Changes that were proposed, newest first.
        timeline: What happened, newest first, with both times.
    """

    line: ContractLine
    day: date
    passed: tuple[tuple[str, date], ...]
    numbers: dict[str, int]
    terms: stated.StatedTerms | None
    shares: tuple[stated.StatedShare, ...]
    people: dict[str, str]
    outcomes: tuple[stated.StatedOutcome, ...]
    roles: tuple[GpRole, ...]
    variations: tuple[VariationView, ...]
    timeline: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class OverTime:
    """Where a contract stood on a day, and how many rules kept its next gate shut then."""

    day: date
    stands: Stands
    open: int


def contracts(*, at: datetime) -> tuple[ContractLine, ...]:
    """List every contract by its reference, as it stands."""
    found = m.Contract.objects.select_related("kept_by", "place").order_by("reference")
    return tuple(_line(Rows(row), day_of(at)) for row in found)


def contract(public_id: UUID, *, on: date) -> ContractView:
    """Give one contract as it was known on a day.

    Raises:
        UnknownContract: If there is none.
    """
    rows = Rows(contract_row(public_id))
    found = {part: standing(rows, part, on) for part in stated.PARTS}
    return ContractView(
        line=_line(rows, on),
        day=on,
        passed=tuple((p.gate, p.on_day) for p in rows.passages if known(p.recorded_at, on)),
        numbers={part: provision.number if provision else 0 for part, provision in found.items()},
        terms=_terms(terms_row(rows, on)),
        shares=_shares(rows, found["commissioners"]),
        people=covered(rows, on),
        outcomes=_outcomes(rows, found["outcomes"]),
        roles=roles(rows.leadership, on),
        variations=variations(rows, on),
        timeline=timeline(rows, on),
    )


def case(public_id: UUID, *, on: date, at: datetime) -> CaseOnDay:
    """Answer every rule of a contract as on a day.

    Raises:
        UnknownContract: If there is none.
        NoTermsYet: If it says nothing yet on that day.
    """
    return case_of(Rows(contract_row(public_id)), on=on, at=at)


def role_offered(contract_id: int, *, account_id: int | None) -> GpRole | None:
    """Give the role that was offered to an account under a contract, as it was last answered."""
    rows = m.GpLeadership.objects.filter(contract_id=contract_id, account_id=account_id or 0)
    row = rows.order_by("pk").last()
    if row is None:
        return None
    return GpRole(row.gp, row.employed_by, row.seat, row.votes, row.accepted)


def over_time(public_id: UUID, *, at: datetime) -> tuple[OverTime, ...]:
    """Give each day until today on which something changed, and what was open then.

    Raises:
        UnknownContract: If there is none.
    """
    rows = Rows(contract_row(public_id))
    found = []
    for day in days_of_change(rows, until=day_of(at)):
        if contract_on(rows, day) is None:
            continue
        line = _line(rows, day)
        findings = case_of(rows, on=day, at=at).findings
        shut = open_before(line.next_gate, findings) if line.next_gate else ()
        found.append(OverTime(day, line.stands, len(shut)))
    return tuple(found)


def _line(rows: Rows, day: date) -> ContractLine:
    row = rows.contract
    passed = [one.gate for one in rows.passages if known(one.recorded_at, day)]
    terms = terms_row(rows, day)
    gates = passed if row.entered_on is None else ["live"]
    return ContractLine(
        id=row.pk,
        public_id=row.public_id,
        reference=row.reference,
        title=row.title,
        kind=reading.kinds().kind(row.kind_id),
        kept_by_id=row.kept_by_id,
        kept_by=row.kept_by.name,
        place=row.place.name if row.place else "",
        place_id=row.place_id,
        author=row.author,
        source=row.source,
        stands=where_it_stands(
            gates,
            day=day,
            ends_on=terms.ends_on if terms else None,
            is_suspended=any(gap.contains(day) for gap in suspensions(rows, day)),
            terminated_on=ended_on(rows, day),
        ),
        next_gate=next_gate(passed) if row.entered_on is None else None,
        said=contract_on(rows, day),
        programmes=_programmes(row.place_id, day),
    )


def _programmes(place_id: int | None, day: date) -> tuple[str, ...]:
    if place_id is None:
        return ()
    found = m.PlaceProgramme.objects.filter(place_id=place_id, from_on__lte=day)
    return tuple(row.programme for row in found.order_by("from_on") if known(row.recorded_at, day))


def _terms(row: m.Terms | None) -> stated.StatedTerms | None:
    if row is None:
        return None
    return stated.StatedTerms(
        row.starts_on,
        row.ends_on,
        row.parent_id,
        row.gp_votes_min,
        row.total_pence,
        tuple(sorted((year.from_on, year.pence) for year in row.years.all())),
        tuple(
            stated.Break(one.breaks_on, one.notice_by)
            for one in sorted(row.breaks.all(), key=lambda one: one.breaks_on)
        ),
    )


def _shares(rows: Rows, provision: m.Provision | None) -> tuple[stated.StatedShare, ...]:
    values = commissioners(rows, provision)
    kept = rows.shares[provision.pk] if provision else []
    return tuple(
        stated.StatedShare(one.name, one.kind, one.share, one.co_ordinates, row.organisation_id)
        for one, row in zip(values, kept, strict=True)
    )


def _outcomes(rows: Rows, provision: m.Provision | None) -> tuple[stated.StatedOutcome, ...]:
    if provision is None:
        return ()
    return tuple(
        stated.StatedOutcome(
            row.name,
            row.measure,
            row.source,
            row.unit,
            row.baseline,
            row.baseline_on,
            row.target,
            row.target_on,
        )
        for row in rows.outcomes[provision.pk]
    )
