"""Rows of activity and statements: a party's officer reads all, a provider its own, others none."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

from django.db import connection

WHOLE = ("finance_activityevent", "finance_statement", "finance_statementline")
PRICES = ("finance_pricelist", "finance_unitprice")
OF_PARTIES = ("finance_activitybatch", "finance_statementrun")
TABLES = (
    *WHOLE, *PRICES, *OF_PARTIES, "finance_activitycode",
    "finance_pseudonymkey", "finance_activityfile",
    "finance_statementjournal", "contracts_contract", "contracts_subcontract",
)  # fmt: skip
KEYS = "finance_pseudonymkey"
ADDED = (*PRICES, *OF_PARTIES, "finance_activityfile", KEYS)
OUTSIDERS = ("nurse", "lead", "Ada", "passer-by")
CONTRACT, LIST, OF_SUBCONTRACT = 90, 1, 2


def fill(insert: Callable[..., None], at: Any, holder: int, partner: int) -> None:
    """Put in each table what the holder did, and what the partner did by subcontract."""
    told = {"recorded_at": at, "recorded_by": "x"}
    first = at.date().replace(day=1)
    of = {"contract_id": CONTRACT}
    insert("contracts_contract", id=CONTRACT, reference="A", title="x", kind_id="icp_full",
        kept_by_id=holder, author="x", **told)  # fmt: skip
    insert("contracts_subcontract", id=9, reference="A", regime="consent", giver_id=holder,
        subcontractor_id=partner, services=["x"], address="x", premises="x", starts_on=first,
        **of, **told)  # fmt: skip
    insert("finance_activitycode", id=1, kind="service", code="x")
    # Nobody reads or writes the keys directly: what is tried, is tried with a grant made for it.
    with connection.cursor() as cursor:
        cursor.execute("GRANT SELECT, INSERT ON finance_pseudonymkey TO peckham_app")
    insert("finance_pseudonymkey", inner_key=b"x", outer_key=b"x", **of)
    insert("finance_activitybatch", id=1, source_id=1, name="x", **of, **told)
    insert("finance_activityfile", batch_id=1, content=b"x")
    insert("finance_statementrun", id=1, month=first, **of, **told)
    for key, subcontract in ((LIST, None), (OF_SUBCONTRACT, 9)):
        insert("finance_pricelist", id=key, number=key, from_on=first, source="x",
            subcontract_id=subcontract, transaction_id=1, **of, **told)  # fmt: skip
        insert("finance_unitprice", prices_id=key, service_id=1, pence=5)
    for key, provider in ((1, partner), (2, holder)):
        insert("finance_activityevent", id=key, batch_id=1, provider_id=provider, source_id=1,
            pseudonym=UUID(int=key), known_at=at, occurred_on=first, weight_parts=1, service_id=1,
            band_id=1, practice_id=1, neighbourhood_id=1, source_event=str(key), **of)  # fmt: skip
        insert("finance_statement", id=key, run_id=1, provider_id=provider, month=first, version=1,
            transaction_id=1, events=1, weight_parts=1, pence=0, payable_pence=0, unpriced=1,
            **of, **told)  # fmt: skip
        insert("finance_statementline", statement_id=key, number=1, service_id=1,
            standing="counted", from_on=first, until_on=at.date().replace(day=28), events=1,
            weight_parts=1)  # fmt: skip
    insert("finance_statementjournal", statement_id=1, books_id=holder, journal_id=1, **told)


def probes(reading: Any, adding: Any) -> Iterator[Any]:
    """Give everything that is tried."""
    for table in (*WHOLE, *PRICES):
        yield reading(table, "officer", 2)
        yield reading(table, "partner", 1)
        yield from (reading(table, who, 0) for who in OUTSIDERS)
    for table in (*OF_PARTIES, "finance_statementjournal"):
        yield reading(table, "officer", 1)
        yield reading(table, "lapsing", 1)
        yield from (reading(table, who, 0) for who in ("partner", *OUTSIDERS))
    yield reading(KEYS, "officer", 0)
    for table in ADDED:
        yield adding(table, "officer", is_let=table != KEYS)
        yield from (adding(table, who, is_let=False) for who in ("partner", "nurse"))
