"""Bulk loads by COPY, for the synthetic place: rows out of columns, as the owner."""

from collections.abc import Iterable, Sequence
from typing import Any

from peckham.infra.copying import copy_rows

# Columns that each loader expects, in order; `during` values are range literals or Range objects.
ORGANISATION_COLUMNS = ("id", "public_id", "ods_code", "name", "kind", "is_synthetic")
TEAM_COLUMNS = ("id", "public_id", "organisation_id", "name", "telephone", "during")
TEAM_HOURS_COLUMNS = ("team_id", "weekday", "opens_at", "closes_at", "open_on_bank_holidays")
ACCOUNT_COLUMNS = ("id", "public_id", "username", "name", "password", "is_active")
MEMBERSHIP_COLUMNS = ("public_id", "account_id", "team_id", "role", "during")
ABSENCE_COLUMNS = ("account_id", "during")

_TABLES = {
    "organisation": ORGANISATION_COLUMNS,
    "team": TEAM_COLUMNS,
    "teamhours": TEAM_HOURS_COLUMNS,
    "account": ACCOUNT_COLUMNS,
    "membership": MEMBERSHIP_COLUMNS,
    "absence": ABSENCE_COLUMNS,
}


def copy_into(table: str, rows: Iterable[Sequence[Any]]) -> int:
    """Copy rows into one of this room's tables.

    Args:
        table: "organisation", "team", "teamhours", "account", "membership" or "absence".
        rows: Values in the order of the table's COLUMNS constant.
    """
    return copy_rows(f"organisations_{table}", _TABLES[table], rows)
