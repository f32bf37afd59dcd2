"""Bulk load of services by COPY, for the synthetic place: rows out of columns, as the owner."""

from collections.abc import Iterable, Sequence
from typing import Any

from peckham.infra.copying import copy_rows

# `during` values are range literals or Range objects.
SERVICE_COLUMNS = (
    "id",
    "public_id",
    "hub_id",
    "core_kind",
    "name",
    "team_id",
    "description",
    "opening",
    "during",
)


def copy_services(rows: Iterable[Sequence[Any]]) -> int:
    """Copy services whose hubs and teams are there already."""
    return copy_rows("services_service", SERVICE_COLUMNS, rows)
