"""Kinds of household, as parameters: how many there are, who is in them, how old they are."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class AgeSpread:
    """Years, drawn as low + (high - low) x beta(a, b)."""

    low: float
    high: float
    a: float
    b: float

    def draw(self, generator: np.random.Generator, count: int) -> NDArray[np.float64]:
        """Draw ages, shape (count,)."""
        return self.low + (self.high - self.low) * generator.beta(self.a, self.b, count)


@dataclass(frozen=True, slots=True)
class HouseholdKind:
    """One kind of household.

    Args:
        code: Its name here.
        percent: Of households in an average area.
        town: How its share follows the town field.
        settled: How its share follows the settled field.
        has_partner: Whether the head lives with a partner.
        head: Age of the head, where it does not follow from the first child's.
        first_child: Age of the eldest child, where there are children.
        children: Shares of 1, 2, 3, … children; empty for none.
        sharers: Shares of 1, 2, 3, … more adults; empty for none.
        grandparents: Shares of 1 and 2 grandparents; empty for none.
        female_head: Share of heads who are women, where there is no partner.
    """

    code: str
    percent: float
    town: float
    settled: float
    has_partner: bool
    head: AgeSpread | None
    first_child: AgeSpread | None
    children: tuple[float, ...]
    sharers: tuple[float, ...]
    grandparents: tuple[float, ...]
    female_head: float


@dataclass(frozen=True, slots=True)
class HouseholdKinds:
    """Every kind, and the figures that they share."""

    kinds: tuple[HouseholdKind, ...]
    ages: dict[str, Any]
    couples: dict[str, Any]
    residents: dict[str, Any]


def read_household_kinds(source: Mapping[str, Any]) -> HouseholdKinds:
    """Read the kinds from their table.

    Raises:
        ValueError: If their shares do not sum to 100 percent.
    """
    kinds = tuple(_kind(row) for row in source["kinds"])
    total = sum(kind.percent for kind in kinds)
    if abs(total - 100) > 1e-9:
        raise ValueError(f"Kinds of household sum to {total} percent, not 100.")
    return HouseholdKinds(kinds, source["ages"], source["couples"], source["residents"])


def _kind(row: Mapping[str, Any]) -> HouseholdKind:
    return HouseholdKind(
        code=row["code"],
        percent=row["percent"],
        town=row["town"],
        settled=row["settled"],
        has_partner=row.get("partner", False),
        head=AgeSpread(**row["head"]) if "head" in row else None,
        first_child=AgeSpread(**row["first_child"]) if "first_child" in row else None,
        children=tuple(row.get("children", ())),
        sharers=tuple(row.get("sharers", ())),
        grandparents=tuple(row.get("grandparents", ())),
        female_head=row.get("female_head_percent", 50) / 100,
    )
