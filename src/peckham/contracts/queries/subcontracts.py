"""Subcontracts as they are shown: where each stands, what it lies in, and what is not covered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from peckham.contracts.domain.coverage import Covered, coverage
from peckham.contracts.domain.kinds import Subcontracts
from peckham.contracts.domain.subcontract_table import State
from peckham.contracts.domain.subcontracts import Standing, may_be_paid
from peckham.contracts.models import Subcontract, SubcontractStep


@dataclass(frozen=True, slots=True)
class StepTaken:
    """One step, on its day, with what was said."""

    kind: str
    state: State
    on: date
    recorded_at: datetime
    organisation: str
    decision: str
    ground: str
    reason: str
    objection_until: date | None


@dataclass(frozen=True, slots=True)
class SubcontractView:
    """A subcontract with its steps, oldest first; `depth` is in how many others it lies."""

    id: int
    public_id: UUID
    reference: str
    contract_id: int
    regime: Subcontracts
    giver_id: int
    giver: str
    subcontractor_id: int
    subcontractor: str
    services: tuple[str, ...]
    address: str
    premises: str
    starts_on: date
    ends_on: date | None
    lies_in: UUID | None
    depth: int
    standing: Standing
    steps: tuple[StepTaken, ...]
    is_payable: bool


def giver_of(contract_id: int) -> int | None:
    """Give the organisation that holds a contract, of those known here."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT peckham.contracts_holder(%s)", [contract_id])
        found = cursor.fetchone()[0]
        return None if found is None else int(found)


def standing_of_subcontract(row: Subcontract) -> Standing:
    """Read where a subcontract stands from its steps."""
    steps = list(row.steps.order_by("pk"))
    within: State | None = None
    if row.lies_in_id is not None:
        within = _state(SubcontractStep.objects.filter(subcontract_id=row.lies_in_id))
    return Standing(
        row.reference,
        row.regime,  # type: ignore[arg-type]
        row.starts_on,
        state=_state(steps),
        permitted_on=next((s.on_day for s in reversed(steps) if s.kind == "permit"), None),
        objection_until=next((s.objection_until for s in steps if s.kind == "notify"), None),
        active_on=next((s.on_day for s in steps if s.kind == "start"), None),
        within=within,
    )


def subcontracts(contract_id: int, *, on: date) -> tuple[SubcontractView, ...]:
    """List a contract's subcontracts, each followed by those that lie in it."""
    rows = Subcontract.objects.filter(contract_id=contract_id).select_related(
        "giver", "subcontractor", "lies_in"
    )
    below: dict[int | None, list[Subcontract]] = {}
    for row in rows.order_by("reference"):
        below.setdefault(row.lies_in_id, []).append(row)
    return tuple(_nested(below, None, 0, on))


def subcontract(public_id: UUID, *, on: date) -> SubcontractView | None:
    """Give one subcontract, or None where there is none."""
    row = (
        Subcontract.objects.filter(public_id=public_id)
        .select_related("giver", "subcontractor", "lies_in")
        .first()
    )
    if row is None:
        return None
    depth, above = 0, row.lies_in
    while above is not None:
        depth, above = depth + 1, above.lies_in
    return _view(row, depth, on)


def covered(views: Iterable[SubcontractView], *, to_be: Iterable[str]) -> tuple[Covered, ...]:
    """Compare what is meant to be subcontracted with what is: gaps and double cover by name."""
    active = [
        (service, view.subcontractor)
        for view in views
        if view.depth == 0 and view.standing.state == "active"
        for service in view.services
    ]
    return coverage(to_be, active)


def _nested(
    below: dict[int | None, list[Subcontract]], parent: int | None, depth: int, on: date
) -> Iterable[SubcontractView]:
    for row in below.get(parent, []):
        yield _view(row, depth, on)
        yield from _nested(below, row.pk, depth + 1, on)


def _state(steps: Iterable[SubcontractStep]) -> State:
    last = max(steps, key=lambda step: step.pk, default=None)
    return "proposed" if last is None else last.state  # type: ignore[return-value]


def _view(row: Subcontract, depth: int, on: date) -> SubcontractView:
    standing = standing_of_subcontract(row)
    return SubcontractView(
        id=row.pk,
        public_id=row.public_id,
        reference=row.reference,
        contract_id=row.contract_id,
        regime=row.regime,  # type: ignore[arg-type]
        giver_id=row.giver_id,
        giver=row.giver.name,
        subcontractor_id=row.subcontractor_id,
        subcontractor=row.subcontractor.name,
        services=tuple(row.services),
        address=row.address,
        premises=row.premises,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        lies_in=row.lies_in.public_id if row.lies_in else None,
        depth=depth,
        standing=standing,
        steps=tuple(map(_taken, row.steps.select_related("organisation").order_by("pk"))),
        is_payable=standing.state == "active" and may_be_paid(standing, on),
    )


def _taken(step: SubcontractStep) -> StepTaken:
    return StepTaken(
        kind=step.kind,
        state=step.state,  # type: ignore[arg-type]
        on=step.on_day,
        recorded_at=step.recorded_at,
        organisation=step.organisation.name,
        decision=step.decision,
        ground=step.ground,
        reason=step.reason,
        objection_until=step.objection_until,
    )
