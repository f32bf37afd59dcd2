"""A list on a day as counts alone: cells of band and practice, with a hash over all of them."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from peckham.kernel import Refused


class NotAList(Refused):
    """Cells of a list are written in a way that counts nobody, or counts somebody twice."""


class ListWasChanged(Refused):
    """A stored list is not the one that was taken: its cells do not come to its hash."""


@dataclass(frozen=True, slots=True, order=True)
class ListCell:
    """People of one band on one practice's list; never fewer than one.

    Args:
        band: Code of the band, such as "18-64/female/1".
        practice: ODS code of the practice.
        patients: How many.
    """

    band: str
    practice: str
    patients: int


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The list for which a contract is paid, as it stood on a day.

    Args:
        on: The day.
        cells: In the order of their bands and practices.
        sha256: As `digest_of` gives it.
        registered: How many the two populations, reconciled, have on these lists that day; None
            where nobody reconciled them.
    """

    on: date
    cells: tuple[ListCell, ...]
    sha256: str
    registered: int | None = None

    @property
    def people(self) -> int:
        """Count everybody."""
        return sum(cell.patients for cell in self.cells)

    @property
    def difference(self) -> int | None:
        """How many more the list has than the reconciled populations; 0 where they agree."""
        return None if self.registered is None else self.people - self.registered

    def shares(self) -> dict[str, Fraction]:
        """Give the part of everybody in each band, exactly; they sum to 1, or there is nobody."""
        bands = self.by_band()
        return {band: Fraction(count, self.people) for band, count in bands.items()}

    def by_band(self) -> dict[str, int]:
        """Count by band."""
        return _summed((cell.band, cell.patients) for cell in self.cells)

    def by_practice(self) -> dict[str, int]:
        """Count by practice."""
        return _summed((cell.practice, cell.patients) for cell in self.cells)

    def of_practice(self, practice: str) -> dict[str, int]:
        """Count one practice's people by band; empty where it is not in the list."""
        return {cell.band: cell.patients for cell in self.cells if cell.practice == practice}


def snapshot(on: date, cells: Iterable[ListCell], *, registered: int | None = None) -> Snapshot:
    """Make a list of cells in any order.

    Raises:
        NotAList: If a cell is there twice, is not named, or counts fewer than one.
    """
    ordered = tuple(sorted(cells))
    for cell in ordered:
        if cell.patients < 1 or not cell.band or not cell.practice or "\n" in cell.practice:
            raise NotAList(f"{cell.patients} people of {cell.band!r} at {cell.practice!r}.")
    if len({(cell.band, cell.practice) for cell in ordered}) < len(ordered):
        raise NotAList("A band of a practice is counted twice.", remedy="Sum them first.")
    return Snapshot(on, ordered, digest_of(on, ordered), registered)


def digest_of(on: date, cells: Iterable[ListCell]) -> str:
    """Give the SHA-256 of a list: its day, then a line for each cell in their order.

    The database works out the same from what it holds (`peckham.list_digest`).
    """
    lines = [on.isoformat(), *(f"{one.band}|{one.practice}|{one.patients}" for one in cells)]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def check_unchanged(taken: Snapshot) -> None:
    """Work the hash out anew from the cells.

    Raises:
        ListWasChanged: If it is another.
    """
    if digest_of(taken.on, taken.cells) != taken.sha256:
        raise ListWasChanged(
            f"The list of {taken.on:%-d %B %Y} does not come to its hash.",
            remedy="Compare it with a backup; pay nothing by it.",
        )


def differences(before: Snapshot, after: Snapshot) -> tuple[tuple[str, int, int], ...]:
    """Give practices whose number of people differs between two lists, with both numbers."""
    old, new = before.by_practice(), after.by_practice()
    codes = sorted(old.keys() | new.keys())
    return tuple(
        (code, old.get(code, 0), new.get(code, 0))
        for code in codes
        if old.get(code, 0) != new.get(code, 0)
    )


def banded(counted: Mapping[tuple[str, str], int]) -> tuple[ListCell, ...]:
    """Make cells of counts by band and practice; who is not there has no cell."""
    return tuple(ListCell(band, code, count) for (band, code), count in counted.items() if count)


def _summed(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    found: Counter[str] = Counter()
    for name, count in pairs:
        found[name] += count
    return dict(sorted(found.items()))
