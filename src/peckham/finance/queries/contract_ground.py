"""What a contract says that activity and statements rest on."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from peckham.contracts import api as contracts
from peckham.finance.domain.rates import Given
from peckham.finance.models import ActivityCode
from peckham.kernel import Period, Refused
from peckham.organisations import api as organisations


class NoTerms(Refused):
    """The contract says nothing yet of its days and services."""


@dataclass(frozen=True, slots=True)
class ContractGround:
    """A contract's key, names, days and services in scope."""

    id: int
    public_id: UUID
    reference: str
    term: Period
    services: frozenset[str]
    people: frozenset[str]
    place_id: int | None


def ground_of(contract_id: int, *, on: date) -> ContractGround:
    """Read what a contract says, as known on a day.

    Raises:
        NoTerms: If it says nothing of its days.
    """
    line = line_of(contract_id)
    view = contracts.heads.views.contract(line.public_id, on=on)
    said = view.line.said
    if said is None:
        raise NoTerms(
            f"{line.reference} has no terms: nobody knows which days it covers.",
            remedy="Write its terms first.",
        )
    services = frozenset(one.service for one in said.lines if one.status == "in")
    return ContractGround(
        contract_id, line.public_id, line.reference, said.during, services,
        frozenset(said.people), view.line.place_id,
    )  # fmt: skip


def line_of(contract_id: int) -> contracts.subcontracting.ContractLine:
    """Give a contract's line by its key."""
    lines = contracts.subcontracting.contract_lines()
    return next(line for line in lines if line.id == contract_id)


def given_of(contract_id: int, *, on: date) -> tuple[Given, ...]:
    """List what was given by subcontract, and from when on each may be paid (rule 64)."""
    return tuple(
        Given(
            subcontract_id=one.id,
            provider_id=one.subcontractor_id,
            payer_id=one.giver_id,
            services=frozenset(one.services),
            during=Period(one.starts_on, one.ends_on),
            paid=_paid(one),
        )
        for one in contracts.subcontracting.subcontracts(contract_id, on=on)
    )


def _paid(one: contracts.subcontracting.SubcontractView) -> Period | None:
    began = one.standing.active_on
    if began is None or not contracts.subcontracting.may_be_paid(one.standing, began):
        return None
    ends = [step.on for step in one.steps if step.kind == "end"]
    ends += [one.ends_on] if one.ends_on else []
    until = min(ends, default=None)
    return Period(began, until) if until is None or until > began else None


def commissions_care(organisation_id: int) -> bool:
    """Say whether an organisation pays for care as a commissioner does, not as a provider."""
    kinds = {one.id: one.kind for one in organisations.directory()}
    return kinds.get(organisation_id) in ("icb", "local_authority")


def keys_of(kind: str, codes: list[str]) -> dict[str, int]:
    """Give the keys of words, adding those that are new."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, code FROM peckham.finance_codes(%s, %s)", [kind, codes])
        return {code: key for key, code in cursor.fetchall()}


def words_of(kind: str) -> dict[int, str]:
    """Give every word of a kind by its key."""
    return dict(ActivityCode.objects.filter(kind=kind).values_list("id", "code"))
