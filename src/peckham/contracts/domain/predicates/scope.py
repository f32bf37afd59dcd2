"""What a contract covers: each line once, one contract within a tier, and nesting."""

from datetime import date

from peckham.contracts.domain.rules import Answer, Case, fails, holds, not_known
from peckham.contracts.domain.terms import Contract, ScopeLine


def lines_are_delivered_once(case: Case) -> Answer:
    """Rule 5: each line in scope is delivered in exactly one way to everyone on every day.

    Ways of delivery change on known days only, so those days and the first are the ones to look at.
    """
    contract = case.facts.contract
    lines = contract.in_scope()
    if not lines or not contract.people:
        return not_known("Scope or people are not written yet.", "Write both into the contract.")
    for line in lines:
        for day in _days_of_change(line, contract):
            wrong = _wrong_on(line, contract.people, day)
            if wrong:
                return fails(
                    f"{line.service} on {day}: {wrong}.",
                    "Say how it is delivered there and then: own, subcontract or integration "
                    "agreement, exactly one.",
                )
    return holds(f"Each of {len(lines)} services is delivered in one way, on every day.")


def _days_of_change(line: ScopeLine, contract: Contract) -> list[date]:
    edges = {contract.during.start}
    for delivery in line.deliveries:
        edges |= {delivery.during.start, delivery.during.end or delivery.during.start}
    return sorted(day for day in edges if contract.during.contains(day))


def _wrong_on(line: ScopeLine, people: frozenset[str], day: date) -> str:
    times = dict.fromkeys(sorted(people), 0)
    for delivery in line.deliveries:
        if delivery.during.contains(day):
            for code in delivery.people & people:
                times[code] += 1
    missing = [code for code, count in times.items() if not count]
    double = [code for code, count in times.items() if count > 1]
    if missing:
        return f"nobody delivers it to {', '.join(missing)}"
    return f"it is delivered twice to {', '.join(double)}" if double else ""


def is_the_only_one(case: Case) -> Answer:
    """Rule 7: within a tier, one contract covers the same service, people and days.

    A kind may shut out a tier beside its own: a fully integrated provider and an active core
    contract do not stand side by side. A partly integrated one and GMS do. Nesting is allowed.
    """
    contract = case.facts.contract
    for other in case.facts.others:
        if other.reference in (contract.reference, contract.parent):
            continue
        if other.parent == contract.reference or not _competes(case, other):
            continue
        shared = _shared(contract, other)
        if shared:
            return fails(
                f"{other.reference} covers {shared} for the same people and days.",
                "Change scope, people or term of one, nest one in the other, or end or suspend it.",
            )
    return holds("No other contract of its tier covers the same.")


def _competes(case: Case, other: Contract) -> bool:
    tier = case.kinds.kind(other.kind).tier
    same = tier == case.kind.tier and tier != ""
    shut_out = tier in case.kind.excludes_tiers or (
        case.kind.tier != "" and case.kind.tier in case.kinds.kind(other.kind).excludes_tiers
    )
    return same or shut_out


def _shared(contract: Contract, other: Contract) -> str:
    """Name the services that both cover for some of the same people on some of the same days."""
    if not contract.people & other.people or not _share_an_active_day(contract, other):
        return ""
    theirs = {line.service for line in other.in_scope()}
    return ", ".join(sorted({line.service for line in contract.in_scope()} & theirs))


def _share_an_active_day(contract: Contract, other: Contract) -> bool:
    """Say whether both are active on some day: a suspended contract is not."""
    edges = {contract.during.start, other.during.start}
    edges |= {gap.end for one in (contract, other) for gap in one.suspended if gap.end}
    return any(is_active(contract, day) and is_active(other, day) for day in edges)


def is_active(contract: Contract, day: date) -> bool:
    """Say whether a contract is active on a day: within its term and not suspended."""
    suspended = any(gap.contains(day) for gap in contract.suspended)
    return contract.during.contains(day) and not suspended


def nests(case: Case) -> Answer:
    """Rule 55: contracts for neighbourhoods nest in their order, and within what holds them."""
    contract = case.facts.contract
    if not contract.parent:
        return holds("It nests in no other contract.")
    parent = next((one for one in case.facts.others if one.reference == contract.parent), None)
    if parent is None:
        return not_known(f"{contract.parent} is not written down.", "Write the parent down first.")
    if parent.kind not in case.kind.nests_in:
        return fails(
            f"{case.kind.name} does not nest in {case.kinds.kind(parent.kind).name}.",
            f"It nests in: {', '.join(case.kind.nests_in) or 'none'}.",
        )
    inside = contract.people <= parent.people and _ends_within(contract, parent)
    if not inside or contract.during.start < parent.during.start:
        return fails(
            f"It reaches beyond {parent.reference}.", "Keep people and term within the parent's."
        )
    return holds(f"It lies within {parent.reference}.")


def _ends_within(contract: Contract, parent: Contract) -> bool:
    if parent.during.end is None:
        return True
    return contract.during.end is not None and contract.during.end <= parent.during.end
