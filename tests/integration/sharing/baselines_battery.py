"""Rows of baselines, and who reads and adds to each: the parties to the contract."""

from collections.abc import Callable, Iterator
from typing import Any

from psycopg.types.range import DateRange

WRITTEN = (
    "finance_proposal",
    "finance_proposaldecision",
    "finance_rebaserule",
    "finance_allocation",
    "finance_baselineversion",
    "finance_baselinefigure",
    "finance_differenceexplained",
)
TABLES = ("contracts_kindofcontract", "contracts_contract", *WRITTEN)
CONTRACT = 71
OUTSIDERS = ("partner", "nurse", "lead", "Ada", "passer-by")


def fill(insert: Callable[..., None], at: Any, commissioner: int) -> None:
    """Put one row in each table, about a contract of the commissioner's."""
    day, told = at.date(), {"recorded_at": at, "recorded_by": "x"}
    insert("contracts_kindofcontract", code="baselined", family="x", tier="", excludes_tiers=[],
        holders=["any"], nests_in=[], needs_committees=False)  # fmt: skip
    insert("contracts_contract", id=CONTRACT, reference="B", title="x", kind_id="baselined",
        author="x", kept_by_id=commissioner, **told)  # fmt: skip
    insert("finance_proposal", id=1, contract_id=CONTRACT, kind="baseline", words="x",
        proposed_for_id=commissioner, **told)  # fmt: skip
    insert("finance_proposaldecision", proposal_id=1, outcome="refused", reason="x",
        decided_on=day, **told)  # fmt: skip
    insert("finance_rebaserule", contract_id=CONTRACT, trigger="x", asked_by="either", from_on=day,
        source="x", **told)  # fmt: skip
    insert("finance_allocation", contract_id=CONTRACT, year_from=day, pence=1, source="x", **told)
    insert("finance_baselineversion", id=1, proposal_id=1, contract_id=CONTRACT, number=1,
        year=DateRange(day, day.replace(year=day.year + 1)), counts_from=day, inputs={},
        inputs_sha256="x", value_pence=1, transaction_id=1, **told)  # fmt: skip
    insert("finance_baselinefigure", version_id=1, service="x", basis="value", pence=1)
    insert("finance_differenceexplained", version_id=1, service="x", pence=1, reason="x",
        said_by="x", **told)  # fmt: skip


def probes(reading: Any, adding: Any) -> Iterator[Any]:
    """Give everything that is tried."""
    for table in WRITTEN:
        yield from (reading(table, who, 1) for who in ("buyer", "officer", "lapsing"))
        yield from (reading(table, who, 0) for who in OUTSIDERS)
        yield adding(table, "buyer", is_let=True)
        yield from (adding(table, who, is_let=False) for who in ("officer", "nurse"))
