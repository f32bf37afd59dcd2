"""The plan that a place is loaded with: given as a file, or provisional."""

from collections.abc import Mapping, Sequence
from datetime import date

from peckham.places.domain.graph import Position
from peckham.places.domain.loading import AreaToLoad, NeighbourhoodToLoad, PlanToLoad
from peckham.places.domain.provisional import Unit, provisional_plan
from peckham.places.published.desk import Desk
from peckham.places.published.plan_file import read_plan

_CODE_LENGTH = 20


def given_plan(desk: Desk, codes: Sequence[str], from_on: date) -> PlanToLoad:
    """Read a plan from a file; its labels become codes and names.

    Raises:
        PlanDoesNotCover: If it does not have every area exactly once.
    """
    path = desk.path("plan")
    homes: dict[str, list[str]] = {}
    for area, label in sorted(read_plan(path, codes).items()):
        homes.setdefault(label, []).append(area)
    desk.put_down("plan", "given at import", len(codes), len(codes))
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


def provisional(
    desk: Desk,
    areas: Sequence[AreaToLoad],
    adjacency: Sequence[tuple[str, str, float]],
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
