"""Under which contract somebody provided a service to some people on a day."""

from collections.abc import Callable, Iterable
from datetime import date

from peckham.contracts.domain.duties.travel import ProvidedUnder
from peckham.contracts.domain.terms import Contract, Delivery


def under_of(
    contracts: Iterable[Contract],
    family_of: Callable[[str], str],
    *,
    group: str,
    provider: str,
    provider_kind: str,
    people: Callable[[Delivery], bool],
    on: date,
) -> ProvidedUnder:
    """Find the contract under which a provider delivers a group of services to some people.

    Args:
        contracts: Those that are live on the day.
        family_of: Gives the family of a kind of contract.
        group: The group of services that law names.
        provider: Name of who provided the service.
        provider_kind: What kind of organisation that is.
        people: Whether a delivery reaches the people of the place of the visit.
        on: The day.

    Returns:
        An integrated care provider's contract before any other; its family is None where there is
        none, which is not known and never "no".
    """
    found = [
        ProvidedUnder(
            family_of(contract.kind),
            delivery.mode == "subcontract",
            provider_kind,
            contract.reference,
        )
        for contract in contracts
        if contract.during.contains(on) and not any(s.contains(on) for s in contract.suspended)
        for line in contract.in_scope()
        if line.group == group
        for delivery in line.deliveries
        if delivery.by == provider and delivery.during.contains(on) and people(delivery)
    ]
    unknown = ProvidedUnder(None, False, provider_kind)
    return min(found, key=lambda under: under.family != "icp", default=unknown)
