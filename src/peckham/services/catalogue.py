"""Reads the reference files of services: core kinds, categories, targets, red flags."""

from functools import cache
from typing import Any

from peckham.infra import reference
from peckham.services.domain.catalogue import Catalogue, Category, CoreKind, RedFlag, Target


@cache
def core_kinds() -> tuple[CoreKind, ...]:
    """Give the ten core kinds of service, in order (rule 35)."""
    rows = reference.rows("core_services.csv")
    kinds = (CoreKind(int(row["position"]), row["code"], row["words"]) for row in rows)
    return tuple(sorted(kinds, key=lambda kind: kind.position))


@cache
def catalogue() -> Catalogue:
    """Give the categories, targets and red flags in force."""
    source = reference.table("categories.toml")
    flags = reference.table("red_flags.toml")
    targets = {code: _target(code, row) for code, row in source["targets"].items()}
    return Catalogue(
        version=f"categories {source['version']}, red flags {flags['version']}",
        live=targets["live"],
        routine=targets["routine"],
        categories={
            row["code"]: Category(
                row["code"], row["words"], row.get("core_kind"), targets[row["target"]]
            )
            for row in source["categories"]
        },
        red_flags={row["code"]: RedFlag(**row) for row in flags["red_flags"]},
    )


def _target(code: str, row: dict[str, Any]) -> Target:
    return Target(
        code=code,
        words=row["words"],
        count=row["count"],
        minutes=row.get("clock_minutes", row.get("open_minutes", 0)),
        open_days=row.get("open_days", 0),
        least_open_minutes=row.get("least_open_minutes", 0),
        offer_minutes=row.get("offer_clock_minutes", row.get("offer_open_minutes", 0)),
        shut_clock_minutes=row.get("shut_clock_minutes", 0),
    )
