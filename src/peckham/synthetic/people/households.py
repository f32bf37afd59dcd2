"""Who lives together: the ages and sexes of households of each kind."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from peckham.synthetic.almanac.household_kinds import HouseholdKind, HouseholdKinds

Ages = NDArray[np.float64]

HEAD, PARTNER, CHILDREN, OTHERS = 0, 1, 2, 6
SLOTS = 10
"""A household's places: head, partner, up to four children, up to four others."""


@dataclass(frozen=True, slots=True)
class Households:
    """Households with their members in fixed places.

    Args:
        kind: Index of the kind, shape (h,).
        ages: Years, shape (h, SLOTS); not a number where nobody is.
        is_female: Shape (h, SLOTS).
    """

    kind: NDArray[np.int64]
    ages: Ages
    is_female: NDArray[np.bool_]

    @property
    def sizes(self) -> NDArray[np.int64]:
        """People in each household, shape (h,)."""
        return np.asarray(np.isfinite(self.ages).sum(axis=1))


def compose(
    kinds: HouseholdKinds, kind: NDArray[np.int64], generator: np.random.Generator
) -> Households:
    """Fill households of the given kinds with people.

    Source:
        Shapes in the manner of ONS Census 2021 and birth statistics; parameters are ours
        (`households.toml`).
    """
    ages = np.full((len(kind), SLOTS), np.nan)
    is_female = np.zeros((len(kind), SLOTS), dtype=bool)
    for number, parameters in enumerate(kinds.kinds):
        rows = np.flatnonzero(kind == number)
        drawn = _members(parameters, kinds, len(rows), generator)
        ages[rows] = np.minimum(drawn, kinds.ages["oldest"])
        is_female[rows] = _sexes(parameters, kinds, drawn, generator)
    return Households(kind=kind, ages=ages, is_female=is_female)


def _members(
    kind: HouseholdKind, kinds: HouseholdKinds, count: int, generator: np.random.Generator
) -> Ages:
    ages = np.full((count, SLOTS), np.nan)
    if kind.first_child is not None:
        children = _children(kind, kinds, count, generator)
        ages[:, CHILDREN : CHILDREN + 4] = children
        mother = kinds.ages["mother_first_child"]
        at_first = generator.normal(mother["mean"], mother["spread"], count)
        ages[:, HEAD] = children[:, 0] + np.clip(at_first, mother["low"], mother["high"])
    elif kind.head is not None:
        ages[:, HEAD] = kind.head.draw(generator, count)
    if kind.has_partner:
        ages[:, PARTNER] = _partner(kind, kinds, ages[:, HEAD], generator)
    if kind.sharers:
        near = ages[:, HEAD, None] + generator.normal(0, kinds.ages["sharer_spread"], (count, 4))
        ages[:, OTHERS:] = _keep(np.clip(near, 18, 75), kind.sharers, generator)
    if kind.grandparents:
        elder = _grandparents(kinds, ages[:, HEAD], generator)
        ages[:, OTHERS : OTHERS + 2] = _keep(elder, kind.grandparents, generator)
    return ages


def _children(
    kind: HouseholdKind, kinds: HouseholdKinds, count: int, generator: np.random.Generator
) -> Ages:
    """Draw up to four children, the eldest first; a younger one not yet born is left out."""
    if kind.first_child is None:
        raise ValueError(f"{kind.code} has no children.")
    gap = kinds.ages["child_gap"]
    gaps = gap["least"] + generator.exponential(gap["mean_more"], (count, 4))
    gaps[:, 0] = 0
    ages = kind.first_child.draw(generator, count)[:, None] - np.cumsum(gaps, axis=1)
    ages = np.where(ages < 0, np.nan, ages)
    return _keep(ages, kind.children, generator)


def _partner(
    kind: HouseholdKind, kinds: HouseholdKinds, head: Ages, generator: np.random.Generator
) -> Ages:
    younger = kinds.ages["partner_younger"]
    apart = generator.normal(younger["mean"], younger["spread"], len(head))
    ages = head + apart if kind.first_child is not None else head - apart
    return np.asarray(np.clip(ages, 18, kinds.ages["oldest"]))


def _grandparents(kinds: HouseholdKinds, head: Ages, generator: np.random.Generator) -> Ages:
    older = kinds.ages["grandparent_older"]
    first = head + np.maximum(generator.normal(older["mean"], older["spread"], len(head)), 16)
    younger = kinds.ages["partner_younger"]
    second = first - generator.normal(younger["mean"], younger["spread"], len(head))
    return np.column_stack([first, second])


def _keep(ages: Ages, shares: tuple[float, ...], generator: np.random.Generator) -> Ages:
    """Keep one, two, three, … of each row's people, in the given shares."""
    bounds = np.cumsum(shares)
    held = 1 + np.searchsorted(bounds[:-1] / bounds[-1], generator.random(len(ages)))
    place = np.arange(ages.shape[1])[None, :]
    return np.asarray(np.where(place < held[:, None], ages, np.nan))


def _sexes(
    kind: HouseholdKind, kinds: HouseholdKinds, ages: Ages, generator: np.random.Generator
) -> NDArray[np.bool_]:
    """Draw who is female: mothers head families, and most couples are of two sexes."""
    count = len(ages)
    is_female = generator.random((count, SLOTS)) < 0.488
    share = kind.female_head
    if kind.has_partner:
        share = 1.0 if kind.first_child is not None else 0.5
    is_female[:, HEAD] = generator.random(count) < share
    alike = generator.random(count) < kinds.couples["same_sex_percent"] / 100
    is_female[:, PARTNER] = is_female[:, HEAD] == alike
    if kind.grandparents:
        is_female[:, OTHERS] = generator.random(count) < 0.35
        is_female[:, OTHERS + 1] = ~is_female[:, OTHERS]
        alone = ~np.isfinite(ages[:, OTHERS + 1])
        is_female[:, OTHERS] |= alone & (generator.random(count) < 0.55)
    return is_female
