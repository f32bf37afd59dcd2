"""Under which stored contract a service was provided at a hub on a day."""

from datetime import date

from peckham.contracts import models as m
from peckham.contracts import reading
from peckham.contracts.domain.duties.complaint import Body
from peckham.contracts.domain.duties.provided import under_of
from peckham.contracts.domain.duties.travel import ProvidedUnder
from peckham.contracts.domain.terms import Delivery
from peckham.contracts.queries.rows import Rows, rows_of
from peckham.contracts.queries.saying import contract_on
from peckham.places import api as places


def provided_under(*, group: str, hub_id: int | None, provider: Body, on: date) -> ProvidedUnder:
    """Find the contract; its family is None where none is stored that covers the service there.

    Args:
        group: The group of services that law names.
        hub_id: Where; None is anywhere.
        provider: Who provided it.
        on: The day of the visit.
    """
    named = m.Delivery.objects.filter(by=provider.name, line__group=group, line__status="in")
    keys = named.values("line__provision__contract_id")
    live = [
        rows for rows in rows_of(list(m.Contract.objects.filter(pk__in=keys))) if _is_live(rows, on)
    ]
    said = [contract_on(rows, on) for rows in live]

    def reaches(delivery: Delivery) -> bool:
        return hub_id is None or any(_hub_of(code, on) == hub_id for code in delivery.people)

    return under_of(
        [contract for contract in said if contract is not None],
        lambda kind: reading.kinds().kind(kind).family,
        group=group,
        provider=provider.name,
        provider_kind=provider.kind,
        people=reaches,
        on=on,
    )


def _is_live(rows: Rows, on: date) -> bool:
    """Say whether a contract was live: it passed that gate, or it stood before it was stored."""
    entered = rows.contract.entered_on
    if entered is not None:
        return entered <= on
    return any(one.gate == "live" and one.on_day <= on for one in rows.passages)


def _hub_of(code: str, on: date) -> int | None:
    """Give the hub that serves a code: of a small area, or None for the list of a practice."""
    area = places.area_by_code(code)
    hub = places.hub_for_area(area.id, on) if area is not None else None
    return hub.id if hub is not None else None
