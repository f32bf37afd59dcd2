"""Rows of lists and payments, and who reads and adds to each: parties, payers, and the worker."""

from collections.abc import Callable, Iterator
from typing import Any

from tests.integration.sharing.baselines_battery import CONTRACT, OUTSIDERS

# Taken and issued by the worker alone.
WORKED = (
    "finance_listsnapshot",
    "finance_listcell",
    "finance_instalment",
    "finance_instalmentline",
    "finance_instalmentpart",
    "finance_partpaid",
)
# Written by a finance officer of the commissioner.
AGREED = (
    "finance_plannedpeople",
    "finance_paymentterms",
    "finance_populationallocation",
    "finance_indicator",
    "finance_indicatorresult",
    "finance_paymentwork",
)
PRICED = "finance_subcontractprice"
WRITTEN = (*WORKED, *AGREED, PRICED)
TABLES = ("contracts_subcontract", *WRITTEN)


def fill(insert: Callable[..., None], at: Any, commissioner: int) -> None:
    """Put one row in each table, about the contract of the baselines' battery.

    The organisation after the commissioner, by key, is its subcontractor: the partner's.
    """
    day, told = at.date(), {"recorded_at": at, "recorded_by": "x"}
    about = {"contract_id": CONTRACT, **told}
    insert("finance_listsnapshot", id=1, on_day=day, people=1, registered=1, sha256="x",
        transaction_id=1, **about)  # fmt: skip
    insert("finance_listcell", snapshot_id=1, band="x", practice_code="x", patients=1)
    insert("finance_plannedpeople", year=2026, people=1, source="x", **about)
    insert("finance_paymentterms", from_on=day, cut_off="monthly", due_days=0,
        at_risk_basis_points=0, source="x", **about)  # fmt: skip
    insert("finance_instalment", id=1, year_on=day, number=1, of=12, month_on=day, due_on=day,
        payee_id=commissioner, pence=1, through_pence=1, year_pence=1, uplift_basis_points=0,
        held_back_basis_points=0, transaction_id=1, **about)  # fmt: skip
    insert("finance_instalmentline", instalment_id=1, number=1, cause="opening", whom="x",
        on_day=day, from_on=day, until_on=day, before=0, after=1, pence=1, why="x")  # fmt: skip
    insert("finance_instalmentpart", id=1, instalment_id=1, payer_id=commissioner, name="x",
        numerator=1, denominator=1, pence=1)  # fmt: skip
    insert("finance_partpaid", part_id=1, paid_on=day, reference="x", **told)
    insert("finance_paymentwork", contract_id=CONTRACT, what="list", on_day=day, asked_at=at,
        asked_by="x")  # fmt: skip
    insert("finance_populationallocation", commissioner="x", year_on=day, pence=1, source="x",
        **about)  # fmt: skip
    insert("finance_indicator", id=1, year_on=day, code="x", name="x", weight=1, source="x",
        **about)  # fmt: skip
    insert("finance_indicatorresult", indicator_id=1, numerator=0, denominator=1, on_day=day,
        source="x", **told)  # fmt: skip
    insert("contracts_subcontract", id=1, reference="x", contract_id=CONTRACT, regime="consent",
        giver_id=commissioner, subcontractor_id=commissioner + 1, services=["x"], address="x",
        premises="x", starts_on=day, **told)  # fmt: skip
    insert(PRICED, subcontract_id=1, from_on=day, pence_a_year=1, source="x", **told)


def probes(reading: Any, adding: Any) -> Iterator[Any]:
    """Give everything that is tried."""
    for table in WRITTEN:
        yield from (reading(table, who, 1) for who in ("buyer", "officer", "lapsing"))
        outside = OUTSIDERS if table != PRICED else OUTSIDERS[1:]
        yield from (reading(table, who, 0) for who in outside)
    yield reading(PRICED, "partner", 1)
    for table in WORKED:
        yield adding(table, "lapsing", is_let=True)
        yield from (adding(table, who, is_let=False) for who in ("officer", "nurse"))
    for table in (*AGREED, PRICED):
        yield adding(table, "officer", is_let=True)
        yield from (adding(table, who, is_let=False) for who in ("buyer", "partner", "nurse"))


def changes(changing: Any) -> Iterator[Any]:
    """Give what is tried to change: the worker says how far its work is."""
    yield changing("finance_paymentwork", "lapsing", "state", 1)
