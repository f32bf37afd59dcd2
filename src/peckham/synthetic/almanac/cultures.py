"""Ethnic groups, the cultures of naming within them, and first languages."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Row = dict[str, str]

NOT_STATED = "NS"

_MIXED_WITH_WHITE = {"B1": "M1", "B2": "M2", "B9": "M9", "A": "M3"}


@dataclass(frozen=True, slots=True)
class Cultures:
    """Shares of ethnic groups and, within them, of cultures and first languages.

    Args:
        groups: Codes of ethnic groups, shape (g,).
        percent: Of residents in an average area, shape (g,), sums to 100.
        town: How the share follows the town field, shape (g,).
        settled: How it follows the settled field, shape (g,).
        names: Cultures of naming, in a fixed order.
        culture_bounds: Rising cumulative shares for `draw_culture`: group index + share.
        culture_of: Culture index behind each bound.
        languages: Language behind each bound.
        language_percent: Percent of older adults who speak it first, behind each bound.
        mixed: Group of children of two groups, shape (g, g).
    """

    groups: tuple[str, ...]
    percent: NDArray[np.float64]
    town: NDArray[np.float64]
    settled: NDArray[np.float64]
    names: tuple[str, ...]
    culture_bounds: NDArray[np.float64]
    culture_of: NDArray[np.int64]
    languages: NDArray[np.object_]
    language_percent: NDArray[np.float64]
    mixed: NDArray[np.int64]

    def draw(
        self, group: NDArray[np.int64], chance: NDArray[np.float64]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Draw a culture of naming for people of ethnic groups.

        Args:
            group: Index of each person's ethnic group, shape (n,).
            chance: A uniform number for each, shape (n,), 0 <= u < 1.

        Returns:
            The culture index, and the row that holds its language, shape (n,) each.
        """
        row = np.searchsorted(self.culture_bounds, group + chance, side="right")
        return self.culture_of[row], row


def read_cultures(ethnicities: Sequence[Row], cultures: Sequence[Row]) -> Cultures:
    """Put the two tables together."""
    groups = tuple(row["code"] for row in ethnicities)
    names = tuple(sorted({row["culture"] for row in cultures}))
    ordered = sorted(cultures, key=lambda row: groups.index(row["ethnicity"]))
    return Cultures(
        groups=groups,
        percent=_numbers(ethnicities, "percent"),
        town=_numbers(ethnicities, "town"),
        settled=_numbers(ethnicities, "settled"),
        names=names,
        culture_bounds=_bounds(ordered, groups),
        culture_of=np.array([names.index(row["culture"]) for row in ordered]),
        languages=np.array([row["language"] for row in ordered], dtype=object),
        language_percent=_numbers(ordered, "language_percent"),
        mixed=_mixed(groups),
    )


def _numbers(rows: Sequence[Row], column: str) -> NDArray[np.float64]:
    return np.array([float(row[column]) for row in rows])


def _bounds(rows: Sequence[Row], groups: tuple[str, ...]) -> NDArray[np.float64]:
    bounds: list[float] = []
    for number, group in enumerate(groups):
        shares = [float(row["percent"]) for row in rows if row["ethnicity"] == group]
        if abs(sum(shares) - 100) > 1e-9:
            raise ValueError(f"Cultures of {group} sum to {sum(shares)}, not 100.")
        bounds.extend(number + np.cumsum(shares) / 100)
        bounds[-1] = number + 1
    return np.array(bounds)


def _mixed(groups: tuple[str, ...]) -> NDArray[np.int64]:
    """Give the group of a child of parents of two groups; the same for the same."""
    table = np.empty((len(groups), len(groups)), dtype=np.int64)
    for one, first in enumerate(groups):
        for other, second in enumerate(groups):
            table[one, other] = groups.index(_child_of(first, second))
    return table


def _child_of(first: str, second: str) -> str:
    if first == second or (first[0] == second[0] and first[0] in "AM"):
        return first
    if first[0] == second[0] == "W":
        return "W1"
    if first[0] == second[0] == "B":
        return "B2"
    white = first[0] == "W" or second[0] == "W"
    other = second if first[0] == "W" else first
    if not white:
        return "M9"
    return _MIXED_WITH_WHITE.get(other, _MIXED_WITH_WHITE.get(other[0], "M9"))
