"""Which contracts cover some people on a day: all of them, side by side (rule 17)."""

from datetime import date

from peckham.contracts import models as m
from peckham.contracts import reading
from peckham.contracts.domain.held_views import HeldContract
from peckham.contracts.domain.predicates.scope import is_active
from peckham.contracts.queries.cases import stands
from peckham.contracts.queries.rows import Rows, rows_of
from peckham.contracts.queries.saying import contract_on


def contracts_covering(codes: frozenset[str], *, on: date) -> tuple[HeldContract, ...]:
    """List the contracts that were active on a day and cover any of these codes.

    Args:
        codes: Small areas, and practices whose lists are meant.
        on: The day, as it was known then.

    Returns:
        By kind and reference. A contract that passed no gate yet is a proposal, and not listed.
    """
    near = m.CoveredPeople.objects.filter(code__in=codes).values("provision__contract_id")
    found = m.Contract.objects.filter(pk__in=near).order_by("kind_id", "reference")
    held = (_held(rows, codes, on) for rows in rows_of(list(found)))
    return tuple(one for one in held if one is not None)


def _held(rows: Rows, codes: frozenset[str], on: date) -> HeldContract | None:
    if not stands(rows, on):
        return None
    said = contract_on(rows, on)
    if said is None or not said.people & codes or not is_active(said, on):
        return None
    kind = reading.kinds().kind(said.kind)
    holders = [one.name for one in said.holders if one.start <= on]
    return HeldContract(
        reference=said.reference,
        title=rows.contract.title,
        kind=kind.name,
        family=kind.family,
        relation_to_gms=kind.relation_to_gms,
        holder=holders[-1] if holders else "",
        commissioners=tuple(one.name for one in said.commissioners),
        source=rows.contract.source,
    )
