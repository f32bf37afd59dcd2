"""Rows of lent staff, and who reads and adds to each: the lender, the borrower, the worker."""

from collections.abc import Callable, Iterator
from typing import Any

from tests.integration.sharing.baselines_battery import OUTSIDERS

from peckham.places.models import Hub

BY_LENDER = (
    "finance_lentrate",
    "finance_lenthours",
    "finance_rechargestatement",
    "finance_rechargeline",
)
AGREED, POSTED = "finance_rechargeagreement", "finance_rechargejournal"
WRITTEN = (*BY_LENDER, AGREED, POSTED)
TABLES = WRITTEN


def fill(insert: Callable[..., None], at: Any, lender: int) -> None:
    """Put one row in each table; the organisation after the lender, the partner's, borrows."""
    day, told = at.date().replace(day=1), {"recorded_at": at, "recorded_by": "x"}
    between = {"lender_id": lender, "borrower_id": lender + 1, **told}
    hub = Hub.objects.values_list("pk", flat=True)[0]
    insert("finance_lentrate", hub_id=hub, role="x", from_on=day, pence_an_hour=1, source="x",
        **between)  # fmt: skip
    insert("finance_lenthours", hub_id=hub, role="x", on_day=day, minutes=1, reference="x",
        **between)  # fmt: skip
    insert("finance_rechargestatement", id=1, month=day, version=1, pence=1, transaction_id=1,
        **between)  # fmt: skip
    insert("finance_rechargeline", statement_id=1, number=1, hub_id=hub, role="x",
        pence_an_hour=1, minutes=1, pence=1)  # fmt: skip
    insert(AGREED, statement_id=1, **told)
    insert(POSTED, statement_id=1, books_id=lender, journal_id=1, **told)


def probes(reading: Any, adding: Any) -> Iterator[Any]:
    """Give everything that is tried."""
    for table in WRITTEN:
        yield from (reading(table, who, 1) for who in ("buyer", "officer", "partner", "lapsing"))
        yield from (reading(table, who, 0) for who in OUTSIDERS[1:])
    for table in BY_LENDER:
        yield adding(table, "officer", is_let=True)
        yield from (adding(table, who, is_let=False) for who in ("buyer", "partner", "nurse"))
    yield adding(AGREED, "partner", is_let=True)
    yield from (adding(AGREED, who, is_let=False) for who in ("officer", "buyer", "nurse"))
    yield adding(POSTED, "lapsing", is_let=True)
    yield from (adding(POSTED, who, is_let=False) for who in ("officer", "partner"))
