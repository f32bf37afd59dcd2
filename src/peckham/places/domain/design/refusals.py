"""How a design can be refused: always with what is wrong, where, and what would make it right."""

from peckham.kernel import Refused


class CannotDesign(Refused):
    """What was given cannot be designed on as it is."""


class BoundsCrossed(CannotDesign):
    """The least number of residents is above the most, or a bound is not a positive number."""


class BadNumber(CannotDesign):
    """A number is missing, negative, not finite or not whole where it must be."""


class DuplicateArea(CannotDesign):
    """An area, or a pair of areas, was given twice."""


class UnknownAreaCode(CannotDesign):
    """Something names an area that is not in the place."""


class UnknownBasis(CannotDesign):
    """A population base was asked for that the areas do not carry."""


class NoResidents(CannotDesign):
    """A population base counts nobody in a borough, or there are no areas at all."""


class InPieces(CannotDesign):
    """A borough, or the whole place, does not hang together."""


class CannotBeContiguous(CannotDesign):
    """Areas that must stay together lie where nothing can join them."""


class Contradiction(CannotDesign):
    """Two wishes cannot both be kept."""


class CountInfeasible(CannotDesign):
    """The number of neighbourhoods cannot keep every one of them within bounds."""


class NoPlanFound(CannotDesign):
    """Arithmetic allows a plan, and the search found none that keeps every bound."""


class PlanDoesNotFit(CannotDesign):
    """A plan does not name every area of the place exactly once."""
