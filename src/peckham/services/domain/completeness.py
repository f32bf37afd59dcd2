"""Rule 35: a hub is complete only when all ten core kinds are there; else its gaps are named."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from peckham.services.domain.catalogue import CoreKind


@dataclass(frozen=True, slots=True)
class Completeness:
    """Which of the ten core kinds a hub holds, and which it lacks, in their own order."""

    present: tuple[CoreKind, ...]
    missing: tuple[CoreKind, ...]

    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        return not self.missing


def completeness_of(held: Iterable[str | None], kinds: Sequence[CoreKind]) -> Completeness:
    """Compare the kinds that a hub's services have with the ten that it should (rule 35).

    Args:
        held: Core kinds of the hub's services; None for one beyond the ten.
        kinds: The ten.

    >>> kinds = [CoreKind(1, "general_practice", "General practice")]
    >>> completeness_of([None], kinds).missing[0].code
    'general_practice'
    """
    codes = set(held)
    ordered = sorted(kinds, key=lambda kind: kind.position)
    return Completeness(
        present=tuple(kind for kind in ordered if kind.code in codes),
        missing=tuple(kind for kind in ordered if kind.code not in codes),
    )
