"""Which contracts cover some people on a day: all of them, side by side (rule 17)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from peckham.contracts import models as m
from peckham.contracts import reading
from peckham.contracts.domain.held_views import HeldContract
from peckham.contracts.domain.predicates.scope import is_active
from peckham.contracts.queries.cases import stands
from peckham.contracts.queries.rows import Rows
from peckham.contracts.queries.saying import contract_on


def contracts_covering(
    codes: frozenset[str], *, on: Sequence[date]
) -> tuple[tuple[HeldContract, ...], ...]:
    """List the contracts that were active and cover any of these codes, for each of some days.

    Args:
        codes: Small areas, and practices whose lists are meant.
        on: The days; each is answered as it was known then.

    Returns:
        For each day, by kind and reference. A contract that passed no gate yet is a proposal, and
        is not listed.
    """
    near = m.CoveredPeople.objects.filter(code__in=codes).values("provision__contract_id")
    found = m.Contract.objects.filter(pk__in=near).order_by("kind_id", "reference")
    read = _read_together(list(found))
    held = [[_held(rows, codes, day) for rows in read] for day in on]
    return tuple(tuple(one for one in each if one is not None) for each in held)


def _read_together(contracts: list[m.Contract]) -> tuple[Rows, ...]:
    """Read what `contract_on` asks of many contracts in a few statements, not in ten for each."""
    keys = [contract.pk for contract in contracts]
    provisions = m.Provision.objects.filter(contract__in=keys).order_by("number")
    of = dict(provisions.values_list("pk", "contract_id"))
    terms = m.Terms.objects.filter(provision__in=of).select_related("parent")
    parts: dict[str, dict[int, list[Any]]] = {
        "provisions": _by("contract_id", provisions.select_related("variation__outcome")),
        "passages": _by("contract_id", _of(m.GatePassage, keys).order_by("position")),
        "standing": _by("contract_id", _of(m.StandingChange, keys)),
        "holders": _by("contract_id", _of(m.HolderStep, keys)),
    }
    within = {
        "shares": _by("provision_id", m.CommissionerShare.objects.filter(provision__in=of)),
        "people": _by("provision_id", m.CoveredPeople.objects.filter(provision__in=of)),
        "lines": _by(
            "provision_id",
            m.ScopeLine.objects.filter(provision__in=of).prefetch_related("deliveries"),
        ),
    }
    by_provision = {row.provision_id: row for row in terms}
    return tuple(_filled(Rows(one), parts, within, by_provision) for one in contracts)


def _of(model: Any, keys: list[int]) -> Any:
    return model.objects.filter(contract__in=keys).order_by("pk")


def _by(name: str, rows: Iterable[Any]) -> dict[int, list[Any]]:
    grouped: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        grouped[getattr(row, name)].append(row)
    return grouped


def _filled(
    rows: Rows,
    parts: dict[str, dict[int, list[Any]]],
    within: dict[str, dict[int, list[Any]]],
    terms: dict[int, m.Terms],
) -> Rows:
    """Put what was read together where `Rows` would keep what it reads by itself."""
    vars(rows).update({name: found[rows.contract.pk] for name, found in parts.items()})
    vars(rows).update(within, terms=terms)
    return rows


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
