"""A plan of the whole place while it is worked on: one choice for each zone."""

from dataclasses import dataclass

import numpy as np

from peckham.places.domain.design.cooling import Terrain, Weights, merit_of, person_kilometres
from peckham.places.domain.design.ground import Ground
from peckham.places.domain.design.hubs_at_areas import distances
from peckham.places.domain.design.measures import patients_by_neighbourhood
from peckham.places.domain.design.problem import Integers, Problem, canonical
from peckham.places.domain.design.search import Field
from peckham.places.domain.design.succession import successors_of


@dataclass(eq=False)
class Seat:
    """One zone's choice: its ground, how many neighbourhoods, and the labels of its units."""

    ground: Ground
    count: int
    labels: Integers


@dataclass(eq=False)
class Board:
    """The whole place: one seat for each zone, in order of zones."""

    problem: Problem
    seats: list[Seat]

    @classmethod
    def best_of(cls, problem: Problem, fields: list[Field]) -> "Board":
        """Take the best plan of every zone."""
        return cls(problem, [Seat(f.ground, f.count, f.pool[0].labels) for f in fields])

    @property
    def labels(self) -> Integers:
        """Canonical labels of every area of the place."""
        return canonical(self._numbered())

    def _numbered(self) -> Integers:
        """Labels that go on from zone to zone."""
        labels = np.zeros(len(self.problem.codes), dtype=np.int64)
        first = 0
        for seat in self.seats:
            labels[seat.ground.areas] = seat.ground.spread(seat.labels) + first
            first += seat.count
        return labels

    def floors(self, zone: int) -> Integers:
        """Give, by network, the most patients of it in one neighbourhood outside a zone."""
        sums = patients_by_neighbourhood(self.problem, self._numbered())
        start = sum(seat.count for seat in self.seats[:zone])
        outside = np.delete(sums, np.s_[start : start + self.seats[zone].count], axis=0)
        return np.asarray(outside.max(axis=0, initial=0))

    def aligned(self, zone: int, labels: Integers) -> int:
        """Count what the whole place aligns with other labels in one zone."""
        seat = self.seats[zone]
        return round(merit_of(seat.ground, labels, seat.count, Weights(self.floors(zone))))

    def deviation(self, zone: int, labels: Integers) -> float:
        """Give the worst deviation of a zone on any base, as a part of the place's mean."""
        totals, _ = self.seats[zone].ground.sums(labels, self.seats[zone].count)
        return float((np.abs(totals - self.means) / self.means).max())

    @property
    def means(self) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
        """Residents of a mean neighbourhood, by base."""
        count = sum(seat.count for seat in self.seats)
        return np.asarray(self.problem.residents.sum(axis=0) / count)

    def stay(self, zone: int) -> Integers | None:
        """Give, by unit and neighbourhood of a zone, the residents who would not move there."""
        problem, seat = self.problem, self.seats[zone]
        if problem.current is None:
            return None
        labels = self._numbered()
        successors = successors_of(problem.current, labels, problem.residents[:, 0])
        start = sum(other.count for other in self.seats[:zone])
        staying = np.zeros((len(seat.labels), seat.count), dtype=np.int64)
        areas = seat.ground.areas
        home = successors[problem.current[areas]] - start
        inside = (home >= 0) & (home < seat.count)
        people = problem.residents[areas[inside], 0]
        np.add.at(staying, (seat.ground.unit[inside], home[inside]), people)
        return staying


def terrain_of(problem: Problem, ground: Ground) -> Terrain | None:
    """Lay out kilometres between the units of a zone, or None where positions are not known."""
    if problem.position is None:
        return None
    areas = ground.areas
    people = (problem.residents[areas, 0] * problem.need[areas]).astype(np.float64)
    need = np.bincount(ground.unit, people)
    # An area that nobody lives in lies where it lies, as does a unit of such areas.
    weight = np.maximum(people, 1e-9)
    middle = np.stack(
        [
            np.bincount(ground.unit, weight * problem.position[areas, axis])
            / np.bincount(ground.unit, weight)
            for axis in (0, 1)
        ],
        axis=1,
    )
    return Terrain(distances(middle) / 1000, need)


def hub_cost(terrain: Terrain | None, labels: Integers, count: int) -> float:
    """Sum person-kilometres to hubs, 0 where positions are not known."""
    return person_kilometres(terrain, labels, count) if terrain is not None else 0.0
