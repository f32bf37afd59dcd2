"""Rows of the Money book, and who reads and adds to each: its keeper, a partner in a fund."""

from collections.abc import Callable, Iterator
from typing import Any

from tests.integration.sharing import activity_battery

# With a fund that the charity shares, so that its officer reads what touches the fund and no more.
SHARED = (
    "ledger_account",
    "ledger_journal",
    "ledger_posting",
    "ledger_journaloutcome",
    "ledger_fundbalance",
)
TABLES = (
    *SHARED,
    "ledger_periodclose",
    "ledger_fund",
    "ledger_fundparty",
    *activity_battery.TABLES,
)
OWN = ("ledger_account", "ledger_periodclose")
KEPT = (*OWN, *activity_battery.ADDED)
OUTSIDERS = ("nurse", "lead", "Ada", "passer-by")


def fill(insert: Callable[..., None], at: Any, holder: int, partner: int) -> None:
    """Put in each table a row of the fund, and one of the holder's own beside it."""
    told = {"recorded_at": at, "recorded_by": "x"}
    day = at.date()
    insert("ledger_fund", id=1, code="F", name="F", purpose="x", holder_id=holder,
        beneficial_owner="x", is_restricted=True, **told)  # fmt: skip
    for key in (holder, partner):
        insert("ledger_fundparty", fund_id=1, organisation_id=key, **told)
    insert("ledger_fundbalance", fund_id=1, is_restricted=True)
    insert("ledger_periodclose", books_id=holder, through_on=day, **told)
    for key, fund in ((1, 1), (2, None)):
        insert("ledger_account", id=key, books_id=holder, code=str(key), name="x", kind="asset",
            **told)  # fmt: skip
        insert("ledger_journal", id=key, books_id=holder, key=str(key), body_sha256="x",
            origin="provider", occurred_on=day, words="x", transaction_id=1, **told)  # fmt: skip
        insert("ledger_posting", journal_id=key, line=1, account_id=key, pence=5, fund_id=fund)
        insert("ledger_journaloutcome", journal_id=key, what="posted", **told)
    activity_battery.fill(insert, at, holder, partner)


def probes(reading: Any, adding: Any) -> Iterator[Any]:
    """Give everything that is tried."""
    for table in SHARED:
        whole = int(table == "ledger_fundbalance") or 2
        yield reading(table, "officer", whole)
        yield reading(table, "partner", 1)
        yield reading(table, "lapsing", whole)
        yield from (reading(table, who, 0) for who in OUTSIDERS)
    yield reading("ledger_periodclose", "officer", 1)
    yield reading("ledger_periodclose", "lapsing", 1)
    yield from (reading("ledger_periodclose", who, 0) for who in ("partner", *OUTSIDERS))
    for table in OWN:
        yield adding(table, "officer", is_let=True)
        yield from (adding(table, who, is_let=False) for who in ("partner", "nurse"))
    yield from activity_battery.probes(reading, adding)
