"""Giving work to another: proposing a subcontract, and each of its steps."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from peckham.contracts.domain.subcontract_table import Part
from peckham.contracts.domain.subcontracts import Asked, NotYours, Standing, take_step
from peckham.contracts.models import Contract, Subcontract, SubcontractStep
from peckham.contracts.queries.subcontracts import giver_of, standing_of_subcontract
from peckham.contracts.reading import kinds
from peckham.infra import audit, reference
from peckham.infra.scope import current_scope
from peckham.kernel import Actor, Refused
from peckham.kernel.london import day_of
from peckham.organisations import api as organisations


class UnknownSubcontract(Refused):
    """There is no such subcontract."""


class NotYoursToGive(Refused):
    """The work belongs to another organisation, which alone can subcontract it."""


class GoesInACircle(Refused):
    """The work would go back to somebody who gave it, by however many steps."""


class SubcontractNotWhole(Refused):
    """What law asks to be said of a subcontract is not said."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is given to whom.

    Args:
        reference: Its name for ever.
        subcontractor_id: To whom.
        services: Which, by the catalogue of services.
        address: The subcontractor's name and address, as a notice has to give them.
        premises: Where it is done.
        starts_on: From when.
        ends_on: The first day on which it is over, or None where it runs as long as the contract.
        lies_in: The subcontract under which the giver has the work; None for the contract itself.
    """

    reference: str
    subcontractor_id: int
    services: Sequence[str]
    address: str
    premises: str
    starts_on: date
    ends_on: date | None = None
    lies_in: UUID | None = None


@transaction.atomic
def propose(*, contract_id: int, proposal: Proposal, by: Actor, at: datetime) -> UUID:
    """Write down a subcontract that is meant, under the regime of the contract's kind.

    Raises:
        NotYoursToGive: If the organisation acted for does not have the work.
        GoesInACircle: If it would go back to who gave it.
        SubcontractNotWhole: If reference, services, address or premises are missing, it ends before
            it starts, or gives more than there is.
    """
    contract = Contract.objects.get(pk=contract_id)
    lies_in = _found(proposal.lies_in) if proposal.lies_in else None
    if lies_in is not None and lies_in.contract_id != contract_id:
        raise UnknownSubcontract("It lies in a subcontract of another contract.", field="lies_in")
    giver = _checked_giver(lies_in.subcontractor_id if lies_in else giver_of(contract_id))
    _check_whole(proposal, lies_in)
    _check_no_circle(proposal, giver, lies_in)
    row = Subcontract.objects.create(
        reference=proposal.reference.strip(),
        contract=contract,
        lies_in=lies_in,
        regime=kinds().kind(contract.kind_id).subcontracts,
        giver_id=giver,
        subcontractor_id=proposal.subcontractor_id,
        services=list(proposal.services),
        address=proposal.address.strip(),
        premises=proposal.premises.strip(),
        starts_on=proposal.starts_on,
        ends_on=proposal.ends_on,
        recorded_at=at,
        recorded_by=by.identifier,
    )
    _audited("contracts.propose_subcontract", row, {}, by=by, at=at)
    return row.public_id


@transaction.atomic
def step(*, subcontract: UUID, asked: Asked, by: Actor, at: datetime) -> Standing:
    """Take one step of a subcontract, on the day of `at`; see `domain.subcontracts.take_step`.

    Raises:
        NotYetPermitted: If it would start without permission (rule 64).
        Refused: Others of its kinds.
    """
    row = _found(subcontract)
    standing = standing_of_subcontract(row)
    after = take_step(standing, asked, by=_part(row), at=at, parameters=reference.parameters())
    SubcontractStep.objects.create(
        subcontract=row,
        kind=asked.kind,
        state=after.state,
        on_day=day_of(at),
        objection_until=after.objection_until if asked.kind == "notify" else None,
        decision=asked.decision.strip(),
        ground=asked.ground,
        reason=asked.reason.strip(),
        organisation_id=current_scope().organisation_id or 0,
        recorded_at=at,
        recorded_by=by.identifier,
    )
    _audited("contracts.step_subcontract", row, {"kind": asked.kind}, by=by, at=at)
    return after


def _found(public_id: UUID) -> Subcontract:
    row = Subcontract.objects.filter(public_id=public_id).first()
    if row is None:
        raise UnknownSubcontract("There is no such subcontract.")
    return row


def _part(row: Subcontract) -> Part:
    """Say in which part whoever acts does so; the database asks again, of the account itself."""
    scope = current_scope()
    may = organisations.roles.permitted(scope)
    if scope.organisation_id == row.giver_id and "arrange_subcontracts" in may:
        return "giver"
    if "approve_subcontracts" in may:
        return "commissioner"
    raise NotYours(
        "Neither the giver of the work nor its commissioner acts here.",
        rule=64,
        who="the contract manager of the giver, or the commissioner",
    )


def _checked_giver(giver: int | None) -> int:
    scope = current_scope()
    if giver is None or scope.organisation_id != giver:
        raise NotYoursToGive(
            "Your organisation does not have this work, so that it cannot subcontract it.",
            remedy="Ask whoever holds the contract, or the subcontractor that has the work.",
        )
    return giver


def _check_whole(proposal: Proposal, lies_in: Subcontract | None) -> None:
    wanted = {
        "reference": proposal.reference,
        "address": proposal.address,
        "premises": proposal.premises,
        "services": "".join(proposal.services),
    }
    for field, said in wanted.items():
        if not said.strip():
            raise SubcontractNotWhole(f"It does not say its {field}.", rule=64, field=field)
    if proposal.ends_on is not None and proposal.ends_on <= proposal.starts_on:
        raise SubcontractNotWhole("It would end before it starts.", field="ends_on")
    if lies_in is not None and not set(proposal.services) <= set(lies_in.services):
        raise SubcontractNotWhole(
            "It gives services that its giver does not have.",
            remedy=f"Choose among: {', '.join(lies_in.services)}.",
            field="services",
        )
    if Subcontract.objects.filter(reference=proposal.reference.strip()).exists():
        raise SubcontractNotWhole("Another subcontract has this reference.", field="reference")


def _check_no_circle(proposal: Proposal, giver: int, lies_in: Subcontract | None) -> None:
    givers = {giver}
    while lies_in is not None:
        givers.add(lies_in.giver_id)
        lies_in = lies_in.lies_in
    if proposal.subcontractor_id in givers:
        raise GoesInACircle(
            "The work would go back to somebody who gave it.",
            remedy="Choose another subcontractor, or end the subcontract instead.",
            field="subcontractor",
        )


def _audited(
    action: str, row: Subcontract, detail: dict[str, object], *, by: Actor, at: datetime
) -> None:
    audit.record(
        action=action,
        subject_kind="subcontract",
        subject_id=row.public_id,
        by=by,
        at=at,
        detail=detail,
    )
