"""Bringing neighbourhoods within bounds by moving areas across their boundaries, one at a time."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from peckham.places.domain.graph import Neighbours, is_contiguous

# Residents of a neighbourhood, from the North West London plan (rule 30).
RESIDENTS_MIN = 50_000
RESIDENTS_MAX = 100_000


def excess(parts: Iterable[set[str]], residents: Mapping[str, int]) -> int:
    """Sum how many residents parts have too many or too few."""
    return sum(excess_of(sum(residents[code] for code in part)) for part in parts)


def excess_of(total: int) -> int:
    """Say how many residents a part has too many or too few; 0 within bounds.

    >>> excess_of(40_000), excess_of(100_000), excess_of(100_007)
    (10000, 0, 7)
    """
    return max(0, total - RESIDENTS_MAX) + max(0, RESIDENTS_MIN - total)


def repaired(
    parts: Sequence[set[str]], residents: Mapping[str, int], neighbours: Neighbours
) -> list[set[str]]:
    """Move areas across boundaries, one at a time, while that brings parts nearer to bounds.

    No move breaks a part in two or empties it.
    """
    parts = [set(part) for part in parts]
    while excess(parts, residents):
        move = min(_moves(parts, residents, neighbours), default=None)
        if move is None or move[0] >= 0:
            break
        _, code, source, target = move
        parts[source].remove(code)
        parts[target].add(code)
    return parts


def _moves(
    parts: Sequence[set[str]], residents: Mapping[str, int], neighbours: Neighbours
) -> Iterator[tuple[int, str, int, int]]:
    """Offer each move that keeps parts whole, with how much it changes the excess."""
    home = {code: number for number, part in enumerate(parts) for code in part}
    totals = [sum(residents[code] for code in part) for part in parts]
    for code in sorted(home):
        source = home[code]
        for target in sorted({home[other] for other in neighbours[code]} - {source}):
            before = excess_of(totals[source]) + excess_of(totals[target])
            after = excess_of(totals[source] - residents[code]) + excess_of(
                totals[target] + residents[code]
            )
            if after < before and len(parts[source]) > 1:
                if is_contiguous(parts[source] - {code}, neighbours):
                    yield after - before, code, source, target
