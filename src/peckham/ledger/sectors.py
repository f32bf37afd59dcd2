"""Reads the sectors by which spending is reported."""

from dataclasses import dataclass
from functools import cache

from peckham.infra import reference


@dataclass(frozen=True, slots=True)
class Sector:
    """Whom money reached in the end.

    Args:
        code: As a posting holds it.
        name: What it is called.
        is_primary_care: Whether it is general practice's part (rule 54).
        is_person: Whether who was paid is a person, whom no public page names.
    """

    code: str
    name: str
    is_primary_care: bool = False
    is_person: bool = False


@cache
def sectors() -> dict[str, Sector]:
    """Give every sector by its code, in the order of reports."""
    rows = reference.table("recipient_sectors.toml")["sectors"]
    return {
        row["code"]: Sector(
            row["code"], row["name"], row.get("primary_care", False), row.get("person", False)
        )
        for row in rows
    }
