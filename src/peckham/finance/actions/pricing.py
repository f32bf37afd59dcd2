"""Writing price lists: whole, numbered, from a day on; a later one stands from its own day."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from peckham.contracts import api as contracts
from peckham.finance.actions.activity_refusals import PricesNotWhole
from peckham.finance.actions.refusing import refusals
from peckham.finance.models import PriceList, UnitPrice
from peckham.finance.queries.contract_ground import ground_of, keys_of
from peckham.infra import audit
from peckham.kernel import Actor
from peckham.kernel.london import day_of


class NotWholePence(PricesNotWhole):
    """A unit price is not a whole number of pence above none."""


@transaction.atomic
def write_prices(
    *,
    contract_id: int,
    from_on: date,
    pence: Mapping[str, int],
    source: str,
    by: Actor,
    at: datetime,
    subcontract: UUID | None = None,
) -> UUID:
    """Write a price list.

    Args:
        contract_id: The contract.
        from_on: The first day on which it is used.
        pence: Price of one event of weight 1, in whole pence, by code of service.
        source: Where the prices are from.
        by: Who writes it.
        at: When.
        subcontract: The subcontract that is paid by these; None values what is only counted.

    Raises:
        NotWholePence: If a price is no whole number above 0.
        PricesNotWhole: If a service is not in scope, nothing is priced, or the source is missing.
        DrawnMeanwhile: If a statement was drawn at the same moment.
    """
    _check(contract_id, pence, source, on=day_of(at))
    key = _subcontract_key(subcontract, on=day_of(at))
    with refusals():
        row = PriceList.objects.create(
            contract_id=contract_id, subcontract_id=key, number=1, from_on=from_on,
            source=source.strip(), transaction_id=0, recorded_at=at, recorded_by=by.identifier,
        )  # fmt: skip
        keys = keys_of("service", list(pence))
        UnitPrice.objects.bulk_create(
            UnitPrice(prices=row, service_id=keys[code], pence=each) for code, each in pence.items()
        )
    audit.record(
        action="finance.write_prices",
        subject_kind="price list",
        subject_id=row.public_id,
        by=by,
        at=at,
        detail={"contract": contract_id, "services": len(pence)},
    )
    return row.public_id


def _check(contract_id: int, pence: Mapping[str, int], source: str, *, on: date) -> None:
    for code, each in pence.items():
        if not isinstance(each, int) or isinstance(each, bool) or each <= 0:
            raise NotWholePence(
                f"{each!r} for {code} is no price in whole pence.",
                remedy="Write £12.34 as 1234; leave a service out that has no price.",
                field=code,
            )
    unknown = sorted(set(pence) - ground_of(contract_id, on=on).services)
    if unknown:
        raise PricesNotWhole(
            f"Not in the contract's scope: {', '.join(unknown)}.",
            remedy="Price the services of the scope.",
        )
    if not pence or not source.strip():
        raise PricesNotWhole(
            "A price list has a price and says where it is from.",
            remedy="Name the schedule, the minute or the tariff.",
            field="source",
        )


def _subcontract_key(public_id: UUID | None, *, on: date) -> int | None:
    if public_id is None:
        return None
    found = contracts.subcontracting.subcontract(public_id, on=on)
    if found is None:
        raise PricesNotWhole("There is no such subcontract.", field="subcontract")
    return found.id
