"""Bulk load of relationships by COPY, for the synthetic place and imports."""

from collections.abc import Iterable, Sequence
from typing import Any

from peckham.infra.copying import copy_rows

# `during` values are range literals or Range objects.
RELATIONSHIP_COLUMNS = (
    "person_id",
    "team_id",
    "organisation_id",
    "kind",
    "source_kind",
    "source_id",
    "during",
    "recorded_at",
)


def copy_relationships(rows: Iterable[Sequence[Any]]) -> int:
    """Copy relationships whose facts are copied in the same transaction."""
    return copy_rows("sharing_relationship", RELATIONSHIP_COLUMNS, rows)
