"""A plan measured as the designer measures it, and neighbourhood by neighbourhood.

The designer is imported where it is used: a web process that never measures does not carry it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from peckham.places.domain.design.measures import Measures
    from peckham.places.domain.design.problem import Problem
    from peckham.places.domain.drawing import Drawing

MINIMUM, MAXIMUM = 50_000, 100_000


@dataclass(frozen=True, slots=True)
class NeighbourhoodLine:
    """One neighbourhood of a plan.

    Args:
        residents: By base, in the order of the plan's bases.
        outside: Whether that is outside the bounds, by base.
        registered: Registered patients who live here, or None where nobody is known to be.
        pieces: In how many pieces it lies; 1 is as it should be.
        boroughs: Names of the boroughs that it touches.
    """

    code: str
    name: str
    areas: int
    residents: tuple[int, ...]
    outside: tuple[bool, ...]
    registered: int | None
    pieces: int
    boroughs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MeasuredPlan:
    """Everything that a plan is compared by, and what its neighbourhoods are like.

    Args:
        inputs_sha256: Hash of everything that it was measured on.
        bases: Names of the population bases; the first is what measures are weighted by.
        minimum: Residents at least, on every base.
        maximum: Residents at most, on every base.
    """

    measures: "Measures"
    lines: tuple[NeighbourhoodLine, ...]
    bases: tuple[str, ...]
    minimum: int
    maximum: int
    inputs_sha256: str

    @property
    def as_stored(self) -> dict[str, Any]:
        """Give the measures as they are kept with a draft."""
        return asdict(self.measures)


def measured(
    homes: Mapping[str, str],
    names: Mapping[str, str],
    *,
    place_id: int,
    on: date,
    minimum: int = MINIMUM,
    maximum: int = MAXIMUM,
    today: Mapping[str, str] | None = None,
) -> MeasuredPlan:
    """Measure a plan of a place, stored or only tried.

    Args:
        homes: Neighbourhood code by area code.
        names: Neighbourhood name by its code.
        place_id: The place.
        on: The day whose networks and counts are used.
        minimum: Residents at least, on every base.
        maximum: Residents at most, on every base.
        today: The plan that change is counted from.

    Raises:
        CannotDesign: If the place lacks what measuring needs, naming it.
    """
    from peckham.places.domain.design.measures import measure
    from peckham.places.domain.design.posing import labels_of
    from peckham.places.domain.design.problem import Limits
    from peckham.places.queries.posed import problem_of

    limits = Limits(minimum, maximum, len(set(homes.values())))
    problem = problem_of(place_id, on=on, limits=limits, current=today)
    return MeasuredPlan(
        measures=measure(problem, labels_of(homes, problem.codes)),
        lines=_lines(problem, homes, names),
        bases=problem.bases,
        minimum=minimum,
        maximum=maximum,
        inputs_sha256=replace(problem, current=None).input_hash,
    )


def _lines(
    problem: "Problem", homes: Mapping[str, str], names: Mapping[str, str]
) -> tuple[NeighbourhoodLine, ...]:
    from peckham.places.domain.graph import components

    near: dict[str, dict[str, float]] = {code: {} for code in problem.codes}
    for one, other in problem.edges.tolist():
        near[problem.codes[one]][problem.codes[other]] = 0.0
        near[problem.codes[other]][problem.codes[one]] = 0.0
    inside: dict[str, list[int]] = {}
    for number, code in enumerate(problem.codes):
        inside.setdefault(homes[code], []).append(number)
    low, high = problem.limits.minimum, problem.limits.maximum
    found = []
    for code, numbers in sorted(inside.items()):
        residents = tuple(problem.residents[numbers].sum(axis=0).tolist())
        registered = problem.registered
        boroughs = {problem.borough_names[problem.borough[number]] for number in numbers}
        found.append(
            NeighbourhoodLine(
                code=code,
                name=names.get(code, code),
                areas=len(numbers),
                residents=residents,
                outside=tuple(not low <= people <= high for people in residents),
                registered=None if registered is None else int(registered[numbers].sum()),
                pieces=len(components([problem.codes[number] for number in numbers], near)),
                boroughs=tuple(sorted(boroughs)),
            )
        )
    return tuple(found)


def drawing(
    outlines: Iterable[tuple[str, str, Mapping[str, Any]]],
    homes: Mapping[str, str],
    names: Mapping[str, str],
) -> "Drawing":
    """Draw a plan on its areas' outlines."""
    from peckham.places.domain.drawing import Drawing

    return Drawing(outlines, homes, names)


def picture(drawn: "Drawing") -> bytes:
    """Draw a plan as a PNG."""
    from peckham.places.domain.raster import png_of

    return png_of(drawn)
