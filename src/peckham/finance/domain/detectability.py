"""How small an effect a population of a size can show in a year: less is lost in chance.

Counts of events are taken as Poisson, widened by how far events come in runs; the effect is seen
beside an equal population without it, before and after (four counts of about the same size).
Source: the reference on contracts and money, section 4, which these figures come out to.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import sqrt
from statistics import NormalDist


@dataclass(frozen=True, slots=True)
class Seen:
    """What has to be said with a smallest effect: what it assumes.

    Args:
        rate: Events a head in the year, such as emergency admissions.
        spread: How much wider than chance alone the counts spread; 1 is chance alone.
        power: How often a true effect of that size would be seen.
        level: How often something would be seen where there is nothing.
    """

    rate: Fraction
    spread: Fraction
    power: Fraction
    level: Fraction


def smallest_effect(people: int, seen: Seen) -> float:
    """Give the smallest relative effect that so many people can show in a year.

    >>> by = Seen(Fraction(105, 1000), Fraction(1), Fraction(8, 10), Fraction(5, 100))
    >>> [round(100 * smallest_effect(people, by), 1) for people in (30_000, 50_000, 100_000)]
    [10.0, 7.7, 5.5]
    """
    if people <= 0 or seen.rate <= 0:
        return float("inf")
    deviations = NormalDist().inv_cdf(1 - float(seen.level) / 2) + NormalDist().inv_cdf(
        float(seen.power)
    )
    return deviations * sqrt(4 * float(seen.spread) / (people * float(seen.rate)))
