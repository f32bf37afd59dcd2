"""Moving small areas between neighbourhoods of a plan, before anything is saved."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from peckham.kernel import Refused


class BadMove(Refused):
    """A move names a small area or a neighbourhood that the plan does not have."""


@dataclass(frozen=True, slots=True)
class AreaMove:
    """One small area into another neighbourhood."""

    area: str
    to: str


@dataclass(frozen=True, slots=True)
class Moved:
    """A small area that lies in different neighbourhoods of two plans."""

    area: str
    before: str
    after: str


def with_moves(homes: Mapping[str, str], moves: Iterable[AreaMove]) -> dict[str, str]:
    """Give a plan with some areas moved; of two moves of one area the later counts.

    Raises:
        BadMove: If an area or a neighbourhood is not of the plan, or a neighbourhood is emptied.

    >>> with_moves({"a": "N1", "b": "N1", "c": "N2"}, [AreaMove("a", "N2")])
    {'a': 'N2', 'b': 'N1', 'c': 'N2'}
    """
    codes, found = set(homes.values()), dict(homes)
    for move in moves:
        if move.area not in homes or move.to not in codes:
            raise BadMove(f"The plan has no small area {move.area} or no neighbourhood {move.to}.")
        found[move.area] = move.to
    if emptied := codes - set(found.values()):
        raise BadMove(
            f"Nothing would be left of neighbourhood {', '.join(sorted(emptied))}.",
            remedy="Leave it one small area, or design a plan with fewer neighbourhoods.",
        )
    return found


def differences(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[Moved, ...]:
    """List the areas that two plans of one place put in different neighbourhoods, by code."""
    return tuple(
        Moved(area, before[area], after[area])
        for area in sorted(before)
        if before[area] != after.get(area, before[area])
    )
