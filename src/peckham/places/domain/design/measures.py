"""What a plan is like, by the fixed definitions that plans are compared by.

Weighted by the first base where a weight is residents. What was not given is None, never 0.
"""

from dataclasses import dataclass

import numpy as np

from peckham.places.domain.design.hubs_at_areas import HubDistance, hub_distance
from peckham.places.domain.design.pieces import pieces_of
from peckham.places.domain.design.problem import Integers, Problem
from peckham.places.domain.design.succession import Change, change_from

_AT_HOME = 0.7


@dataclass(frozen=True, slots=True)
class BaseMeasures:
    """Residents by neighbourhood on one base; deviations in percent of the mean neighbourhood."""

    base: str
    least: int
    most: int
    outside: int
    worst_deviation_percent: float
    mean_deviation_percent: float


@dataclass(frozen=True, slots=True)
class Alignment:
    """How registered patients of core networks fit the plan.

    Args:
        registrations: Patients counted.
        excluded_registrations: Patients of networks that are not core, left out.
        aligned: Patients who live in their network's home neighbourhood, where most of them live.
        percent: The same as a share.
        networks: Core networks.
        at_home_70: Networks of whose patients at least 70 % live in the home neighbourhood.
        split: Networks whose areas (those where they have most patients) fall in two or more.
        extra_pieces: Neighbourhoods beyond the first, summed over those networks.
        effective: Effective number of neighbourhoods per network, the mean of 1 / sum of shares².
    """

    registrations: int
    excluded_registrations: int
    aligned: int
    percent: float
    networks: int
    at_home_70: int
    split: int
    extra_pieces: int
    effective: float


@dataclass(frozen=True, slots=True)
class Measures:
    """Everything that a plan is compared by.

    Args:
        count: Neighbourhoods.
        in_pieces: Neighbourhoods that do not hang together.
        crossings: Neighbourhoods that touch more than one borough.
        displaced: Residents who live outside their neighbourhood's main borough.
        bases: Residents by base.
        registered: Least and most registrations of a neighbourhood, or None.
        cut_edges: Pairs of areas side by side in two neighbourhoods.
        cut_km: Boundary that those pairs share.
        compactness: Mean and least Polsby-Popper score, or None without areas' sizes.
        alignment: Or None where no core network has a patient.
        hub: Distance to a hub at the best area of each neighbourhood, or None without positions.
        change: Against today's plan, or None where there is none.
    """

    count: int
    in_pieces: int
    crossings: int
    displaced: int
    bases: tuple[BaseMeasures, ...]
    registered: tuple[int, int] | None
    cut_edges: int
    cut_km: float
    compactness: tuple[float, float] | None
    alignment: Alignment | None
    hub: HubDistance | None
    change: Change | None

    @property
    def outside(self) -> int:
        """Neighbourhoods outside the bounds, counted once for each base."""
        return sum(base.outside for base in self.bases)

    @property
    def worst_deviation_percent(self) -> float:
        """The worst deviation of any base."""
        return max(base.worst_deviation_percent for base in self.bases)


def measure(problem: Problem, labels: Integers) -> Measures:
    """Measure a plan.

    Args:
        problem: What the plan answers.
        labels: n; the neighbourhood of each area, from 0 without gaps.
    """
    cut = labels[problem.edges[:, 0]] != labels[problem.edges[:, 1]]
    crossings, displaced = _crossings(problem, labels)
    registered = None
    if problem.registered is not None:
        sums = np.bincount(labels, weights=problem.registered)
        registered = (int(sums.min()), int(sums.max()))
    return Measures(
        count=int(labels.max()) + 1,
        in_pieces=sum(len(found) > 1 for found in pieces_of(problem.edges, labels).values()),
        crossings=crossings,
        displaced=displaced,
        bases=tuple(_base(problem, labels, number) for number in range(len(problem.bases))),
        registered=registered,
        cut_edges=int(cut.sum()),
        cut_km=float(problem.boundary_metres[cut].sum()) / 1000,
        compactness=_compactness(problem, labels, cut),
        alignment=_alignment(problem, labels) if problem.registrations.any() else None,
        hub=hub_distance(problem, labels),
        change=change_from(problem, labels),
    )


def _crossings(problem: Problem, labels: Integers) -> tuple[int, int]:
    boroughs = len(problem.borough_names)
    shape = int(labels.max()) + 1, boroughs
    cell = labels * boroughs + problem.borough
    touched = np.bincount(cell, minlength=shape[0] * boroughs).reshape(shape) > 0
    people = np.bincount(cell, problem.residents[:, 0], shape[0] * boroughs).reshape(shape)
    displaced = people.sum() - people.max(axis=1).sum()
    return int((touched.sum(axis=1) > 1).sum()), int(displaced)


def _base(problem: Problem, labels: Integers, number: int) -> BaseMeasures:
    sums = np.bincount(labels, weights=problem.residents[:, number])
    low, high = problem.limits.minimum, problem.limits.maximum
    mean = sums.sum() / len(sums)
    deviation = np.abs(sums - mean) * (100 / mean)
    return BaseMeasures(
        base=problem.bases[number],
        least=int(sums.min()),
        most=int(sums.max()),
        outside=int(((sums < low) | (sums > high)).sum()),
        worst_deviation_percent=float(deviation.max()),
        mean_deviation_percent=float(deviation.mean()),
    )


def _compactness(
    problem: Problem, labels: Integers, cut: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]
) -> tuple[float, float] | None:
    if problem.square_metres is None or problem.perimeter_metres is None:
        return None
    count = int(labels.max()) + 1
    outline = np.bincount(labels, problem.perimeter_metres, count)
    inner = ~cut
    home = labels[problem.edges[inner, 0]]
    outline -= 2 * np.bincount(home, problem.boundary_metres[inner], count)
    scores = 4 * np.pi * np.bincount(labels, problem.square_metres, count) / outline**2
    return float(scores.mean()), float(scores.min())


def patients_by_neighbourhood(problem: Problem, labels: Integers) -> Integers:
    """Sum registrations by neighbourhood and core network: k x p."""
    sums = np.zeros((int(labels.max()) + 1, len(problem.networks)), dtype=np.int64)
    np.add.at(sums, labels, problem.registrations)
    return sums


def aligned_registrations(problem: Problem, labels: Integers) -> int:
    """Count the patients who live in their network's home neighbourhood."""
    if not problem.networks:
        return 0
    return int(patients_by_neighbourhood(problem, labels).max(axis=0).sum())


def _alignment(problem: Problem, labels: Integers) -> Alignment:
    sums = patients_by_neighbourhood(problem, labels)
    sums = sums[:, sums.sum(axis=0) > 0]
    totals = sums.sum(axis=0)
    shares = sums / totals
    known = problem.largest_network >= 0
    width = len(problem.networks)
    held = np.unique(labels[known] * width + problem.largest_network[known]) % width
    pieces = np.bincount(held, minlength=width)
    aligned, whole = int(sums.max(axis=0).sum()), int(totals.sum())
    return Alignment(
        registrations=whole,
        excluded_registrations=problem.excluded_registrations,
        aligned=aligned,
        percent=100 * aligned / whole,
        networks=len(totals),
        at_home_70=int((sums.max(axis=0) >= _AT_HOME * totals).sum()),
        split=int((pieces > 1).sum()),
        extra_pieces=int(np.maximum(pieces - 1, 0).sum()),
        effective=float((1 / (shares**2).sum(axis=0)).mean()),
    )
