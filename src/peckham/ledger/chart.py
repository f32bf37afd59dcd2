"""Reads the accounts that an organisation's books begin with."""

from functools import cache
from typing import Literal

from peckham.infra import reference
from peckham.ledger.domain.accounts import ChartAccount

type Chart = Literal["commissioner", "provider", "practice"]


@cache
def chart_of(chart: Chart) -> tuple[ChartAccount, ...]:
    """Give the accounts of a part, by code.

    Raises:
        LookupError: If data/chart_of_accounts.toml has no such part.
    """
    rows = [
        ChartAccount(row["code"], row["name"], row["kind"], row.get("ring", ""))
        for row in reference.table("chart_of_accounts.toml")["accounts"]
        if chart in row["charts"]
    ]
    if not rows:
        raise LookupError(f"data/chart_of_accounts.toml has no accounts for a {chart}.")
    return tuple(sorted(rows, key=lambda row: row.code))
