"""Rows of shared risk and settled years, and who reads and adds to each: the contract's sides."""

from collections.abc import Callable, Iterator
from typing import Any

from psycopg.types.range import DateRange
from tests.integration.sharing.baselines_battery import CONTRACT, OUTSIDERS

WRITTEN = (
    "finance_riskterms",
    "finance_riskterm",
    "finance_termsanswer",
    "finance_settlement",
    "finance_settlementpart",
    "finance_settlementlocalpart",
    "finance_settlementanswer",
    "finance_settlementposting",
    "finance_exposure",
)
TABLES = WRITTEN


def fill(insert: Callable[..., None], at: Any, commissioner: int) -> None:
    """Put one row in each table, about the contract of the baselines' battery."""
    day, told = at.date(), {"recorded_at": at, "recorded_by": "x"}
    side = {"side": "commissioner", **told}
    year = DateRange(day, day.replace(year=day.year + 1))
    insert("finance_riskterms", id=1, contract_id=CONTRACT, number=1, from_on=day, dead_band=0,
        dead_band_basis="agreed", loss_share=0, gain_share=0, cap=0, gate=0,
        proposed_for_id=commissioner, source="x", **told)  # fmt: skip
    insert("finance_riskterm", terms_id=1, place=1, factor="size", owner="provider")
    insert("finance_termsanswer", terms_id=1, answered_for_id=commissioner, agrees=True, **side)
    insert("finance_settlement", id=1, contract_id=CONTRACT, terms_id=1, year=year, number=1,
        proposed_for_id=commissioner, inputs="x", inputs_sha256="x", expected_pence=0,
        actual_pence=0, commissioner_pence=0, paid_pence=0, result_pence=0, is_gate_reached=True,
        shared_pence=0, beside={}, transaction_id=1, **side)  # fmt: skip
    insert("finance_settlementpart", id=1, settlement_id=1, place=1, factor="size",
        owner="provider", pence=0)  # fmt: skip
    insert("finance_settlementlocalpart", part_id=1, neighbourhood_code="x", pence=0)
    insert("finance_settlementanswer", settlement_id=1, answered_for_id=commissioner, agrees=True,
        **side)  # fmt: skip
    insert("finance_settlementposting", settlement_id=1, posted_for_id=commissioner, journal_id=1,
        **side)  # fmt: skip
    insert("finance_exposure", contract_id=CONTRACT, number=1, year=year, kept_for_id=commissioner,
        inputs="x", inputs_sha256="x", figures={}, **told)  # fmt: skip


def probes(reading: Any, adding: Any) -> Iterator[Any]:
    """Give everything that is tried."""
    for table in WRITTEN:
        yield from (reading(table, who, 1) for who in ("buyer", "officer", "lapsing"))
        yield from (reading(table, who, 0) for who in OUTSIDERS)
        yield adding(table, "officer", is_let=True)
        yield from (adding(table, who, is_let=False) for who in ("buyer", "nurse"))
