"""The fewest practices that would have to change network for lists to fit by so much more.

No practice is told to move: the report says what it would take, and what moving cannot mend.

A network's home is where most of its patients live, so moving practices moves homes, too, and
trying every set of practices is out of reach. What is done instead is exact more often than not,
and says when it is not. With homes given, each practice's gain stands alone; so for each network,
its home and the number of practices that leave it, the best that they can gain is known, if each
could join a network at home where most of its own patients live. A knapsack over networks then
gives the most that any s moves can reach. If networks at home there exist, it is reached, and s
is proven the least; if not, the moves found are shown with the least number that is still possible.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Matrix = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Move:
    """One practice would change network; `patients` live in the home neighbourhood it would join.

    Args:
        gain: Patients aligned that were not, with the homes as they would be then.
    """

    practice: str
    from_network: str
    to_network: str
    patients: int
    gain: int


@dataclass(frozen=True, slots=True)
class SmallestMoves:
    """What it takes to align so many more patients.

    Args:
        moves: The practices to move, or () where no moves reach it.
        aligned: Patients aligned after them.
        wanted: Patients that were to be aligned.
        at_least: No fewer moves can reach it, proven; None where no number of them can.
    """

    moves: tuple[Move, ...]
    aligned: int
    wanted: int
    at_least: int | None

    @property
    def is_reached(self) -> bool:
        """Whether the moves reach what was wanted."""
        return self.aligned >= self.wanted

    @property
    def is_proven_smallest(self) -> bool:
        """Whether no smaller set of practices would do."""
        return self.is_reached and self.at_least == len(self.moves)


def smallest_moves(
    patients: Matrix, network_of: Mapping[str, str], *, wanted: int
) -> SmallestMoves:
    """Find the fewest practices to move between networks so that `wanted` patients are aligned.

    Args:
        patients: Patients by practice and neighbourhood, of core networks alone.
        network_of: Network by practice, for the same practices.
        wanted: Patients who should live in their network's home neighbourhood.
    """
    search = _Search(patients, network_of)
    at_least: int | None = None
    best = search.moves_for(0)
    for size in range(len(patients) + 1):
        if at_least is None and search.most(size) >= wanted:
            at_least = size
        if at_least is None:
            continue
        found = search.moves_for(size)
        if found[1] > best[1]:
            best = found
        if best[1] >= wanted:
            break
    return SmallestMoves(*best, wanted=wanted, at_least=at_least)


class _Search:
    """Tables over networks: the most that j of a network's practices can gain by leaving."""

    def __init__(self, patients: Matrix, network_of: Mapping[str, str]) -> None:
        self.patients = patients
        self.network_of = network_of
        self.codes = sorted({code for row in patients.values() for code in row})
        self.members: dict[str, list[str]] = {}
        for practice in sorted(patients):
            self.members.setdefault(network_of[practice], []).append(practice)
        self.networks = sorted(self.members)
        self.tables = [self._table(network) for network in self.networks]
        self.knapsack = self._knapsack()

    def _best(self, practice: str) -> int:
        return max(self.patients[practice].values(), default=0)

    def _leaving(self, network: str, home: str, count: int) -> list[str]:
        """Give the practices that gain most by leaving a network with that home."""
        gains = {
            practice: self._best(practice) - self.patients[practice].get(home, 0)
            for practice in self.members[network]
        }
        return sorted(gains, key=lambda practice: (-gains[practice], practice))[:count]

    def _there(self, network: str, home: str) -> int:
        return sum(self.patients[practice].get(home, 0) for practice in self.members[network])

    def _value(self, network: str, home: str, leaving: Sequence[str]) -> int:
        return sum(
            self._best(practice) if practice in leaving else self.patients[practice].get(home, 0)
            for practice in self.members[network]
        )

    def _table(self, network: str) -> list[tuple[int, str]]:
        """For each number of practices that leave: the most patients aligned, and the home."""
        found = []
        for count in range(len(self.members[network]) + 1):
            values = {
                home: self._value(network, home, self._leaving(network, home, count))
                for home in self.codes
            }
            home = min(values, key=lambda code: (-values[code], code))
            found.append((values[home], home))
        return found

    def _knapsack(self) -> list[list[tuple[int, int]]]:
        """After each network, for each total of moves: the most aligned, and how many are its."""
        rows: list[list[tuple[int, int]]] = [[(0, 0)]]
        for table in self.tables:
            before = rows[-1]
            row = [(-1, 0)] * (len(before) + len(table) - 1)
            for earlier, (value, _) in enumerate(before):
                for own, (gain, _) in enumerate(table):
                    if value + gain > row[earlier + own][0]:
                        row[earlier + own] = value + gain, own
            rows.append(row)
        return rows

    def most(self, size: int) -> int:
        """Give the most patients that any `size` moves can align: no set of moves does better."""
        return self.knapsack[-1][size][0]

    def moves_for(self, size: int) -> tuple[tuple[Move, ...], int]:
        """Give moves that come as near to the most as the networks' homes allow."""
        homes, leaving = self._traced(size)
        at: dict[str, list[str]] = {}
        # Of two networks at home in one neighbourhood, the larger there: most are at home in it.
        for network in sorted(homes, key=lambda each: (-self._there(each, homes[each]), each)):
            at.setdefault(homes[network], []).append(network)
        moves = [
            self._move(practice, homes, at)
            for network in self.networks
            for practice in leaving[network]
        ]
        kept = tuple(sorted((m for m in moves if m.gain > 0), key=lambda m: (-m.gain, m.practice)))
        return kept, self._aligned({move.practice: move.to_network for move in kept})

    def _traced(self, size: int) -> tuple[dict[str, str], dict[str, list[str]]]:
        homes, leaving = {}, {}
        for number in range(len(self.networks), 0, -1):
            network = self.networks[number - 1]
            own = self.knapsack[number][size][1]
            homes[network] = self.tables[number - 1][own][1]
            leaving[network] = self._leaving(network, homes[network], own)
            size -= own
        return homes, leaving

    def _move(
        self, practice: str, homes: Mapping[str, str], at: Mapping[str, Sequence[str]]
    ) -> Move:
        row, current = self.patients[practice], self.network_of[practice]
        joined = max(sorted(at), key=lambda home: row.get(home, 0))
        gain = row.get(joined, 0) - row.get(homes[current], 0)
        return Move(practice, current, at[joined][0], row.get(joined, 0), gain)

    def _aligned(self, moved: Mapping[str, str]) -> int:
        """Count who is aligned after moves, each network at home where most of its patients are."""
        sums: dict[str, dict[str, int]] = {}
        for practice, row in self.patients.items():
            total = sums.setdefault(moved.get(practice, self.network_of[practice]), {})
            for code, count in row.items():
                total[code] = total.get(code, 0) + count
        return sum(max(row.values(), default=0) for row in sums.values())
