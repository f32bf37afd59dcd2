"""The plan that a place is loaded with: given as a file, or provisional."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from peckham.places.domain.graph import Position, components, neighbours_from
from peckham.places.domain.loading import AreaToLoad, NeighbourhoodToLoad, PlanToLoad
from peckham.places.domain.provisional import Unit, provisional_plan
from peckham.places.domain.repair import RESIDENTS_MAX, RESIDENTS_MIN
from peckham.places.published.desk import Desk
from peckham.places.published.plan_file import read_plan

_CODE_LENGTH = 20
Pair = tuple[str, str, float]


def given_plan(
    desk: Desk, areas: Sequence[AreaToLoad], adjacency: Sequence[Pair], from_on: date
) -> PlanToLoad:
    """Read a plan from a file; its labels become codes and names.

    A plan is somebody's decision: what is unusual in it is said, not refused.

    Raises:
        PlanDoesNotCover: If it does not have every area exactly once.
    """
    path = desk.path("plan")
    codes = [area.code for area in areas]
    homes: dict[str, list[str]] = {}
    for area, label in sorted(read_plan(path, codes).items()):
        homes.setdefault(label, []).append(area)
    desk.put_down("plan", "given at import", len(codes), len(codes))
    desk.warnings += _unusual(homes, areas, adjacency)
    short = all(len(label) <= _CODE_LENGTH for label in homes)
    return PlanToLoad(
        name=f"Plan given as {path.name}",
        neighbourhoods=[
            NeighbourhoodToLoad(label if short else f"N{number}", label, areas)
            for number, (label, areas) in enumerate(sorted(homes.items()), start=1)
        ],
        adopted_from=from_on,
        is_provisional=False,
        source=f"{path.name}, given at import",
    )


def _unusual(
    homes: Mapping[str, Sequence[str]], areas: Sequence[AreaToLoad], adjacency: Sequence[Pair]
) -> Iterator[str]:
    """Say which neighbourhoods are in pieces, cross boroughs or are outside the bounds."""
    neighbours = neighbours_from([area.code for area in areas], adjacency)
    known = {area.code: area for area in areas}
    for label, codes in sorted(homes.items()):
        pieces = len(components(codes, neighbours))
        if pieces > 1:
            yield f"Neighbourhood {label} of the plan is in {pieces} pieces."
        boroughs = {known[code].borough_name for code in codes}
        if len(boroughs) > 1:
            yield f"Neighbourhood {label} of the plan crosses {len(boroughs)} boroughs."
        residents = sum(known[code].population or 0 for code in codes)
        if not RESIDENTS_MIN <= residents <= RESIDENTS_MAX:
            yield (
                f"Neighbourhood {label} of the plan has {residents:,} residents, outside"
                f" {RESIDENTS_MIN:,} to {RESIDENTS_MAX:,}."
            )


def provisional(
    desk: Desk,
    areas: Sequence[AreaToLoad],
    adjacency: Sequence[Pair],
    positions: Mapping[str, Position],
    from_on: date,
) -> PlanToLoad:
    """Make provisional neighbourhoods, with a line for each borough on why that many."""
    as_of = next(entry.as_of for entry in desk.publications if entry.kind == "population")
    made = provisional_plan(
        (
            Unit(
                area.code,
                area.borough_code,
                area.borough_name,
                area.population or 0,  # Never missing here: the population file has every area.
                positions[area.code],
            )
            for area in areas
        ),
        adjacency,
    )
    desk.warnings += made.warnings
    return PlanToLoad(
        name="Provisional neighbourhoods",
        neighbourhoods=[
            NeighbourhoodToLoad(home.code, home.name, home.area_codes)
            for home in made.neighbourhoods
        ],
        adopted_from=from_on,
        is_provisional=True,
        source=f"Made at import from residents ({as_of}) and boundaries; nobody has"
        " been asked and nobody has decided it",
        explanation="\n".join(made.explanations),
    )
