"""Putting publications together into one place, checked against one another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from peckham.places.domain.loading import (
    AreaToLoad,
    PlaceToLoad,
    PublicationToLoad,
)
from peckham.places.domain.shapes import Shapes
from peckham.places.published.boundaries import Boundaries, read_boundaries
from peckham.places.published.census import census_of
from peckham.places.published.deprivation import Deprivation, read_deprivation
from peckham.places.published.desk import Desk
from peckham.places.published.find import FoundFile
from peckham.places.published.lists import care_board_of, postcodes_of, practices_of
from peckham.places.published.planning import given_plan, provisional
from peckham.places.published.population import Residents, read_population
from peckham.places.published.reading import written
from peckham.places.published.refusals import MixedVintage
from peckham.places.published.registrations import Registrations, read_registrations
from peckham.places.published.selection import areas_of, choose_boroughs, named
from peckham.places.published.vintage import Vintage


@dataclass(slots=True)
class Assembled:
    """A place ready to be written, and the account of what was read to make it."""

    place: PlaceToLoad
    registrations: Registrations
    warnings: list[str]


def assemble(files: Mapping[str, Sequence[FoundFile]], area_name: str | None) -> Assembled:
    """Read every file and put a place together; nothing is written.

    Args:
        files: The publications by kind, as `find_publications` gives them.
        area_name: As `choose_boroughs` takes it.

    Raises:
        Refused: One of this package's refusals, naming the file, the line and the reason.
    """
    desk = Desk(files)
    ground = _ground(desk, area_name)
    counts, on = ground.registrations.counts, ground.registrations.extracted_on
    shapes = Shapes({code: ground.boundaries.areas[code].geometry for code in ground.codes})
    areas = _areas(ground, _deprivation(desk, ground), shapes)
    practices = practices_of(desk, ground.registrations)
    board = care_board_of(practices, ground.registrations)
    postcodes, practices = postcodes_of(
        desk, practices, ground.registrations, ground.codes, ground.boundaries.vintage, board
    )
    adjacency = shapes.adjacency()
    census = census_of(desk, ground.residents, ground.codes, ground.boundaries.vintage)
    if "plan" in files:
        plan = given_plan(desk, areas, adjacency, on)
    else:
        plan = provisional(desk, areas, adjacency, shapes.positions(), on)
    place = PlaceToLoad(
        name=named(ground.boroughs),
        source=_source(desk.publications),
        vintage=ground.boundaries.vintage,
        is_synthetic=False,
        areas=areas,
        adjacency=adjacency,
        practices=practices,
        list_counts=[(*key, patients) for key, patients in sorted(counts.items())],
        counted_on=on,
        plan=plan,
        postcodes=postcodes,
        further_bases=census,
        publications=desk.publications,
        icb=board,
    )
    return Assembled(place, ground.registrations, desk.warnings)


@dataclass(frozen=True, slots=True)
class _Ground:
    """What a place stands on: its boroughs, its areas, who lives there and who is registered."""

    boroughs: tuple[str, ...]
    codes: tuple[str, ...]
    boundaries: Boundaries
    residents: Mapping[str, Residents]
    registrations: Registrations


def _ground(desk: Desk, area_name: str | None) -> _Ground:
    boundaries = read_boundaries([file.path for file in desk.files["boundaries"]])
    population = read_population(desk.path("population"))
    _check_vintage(desk.path("population"), population.vintage, boundaries.vintage)
    registrations = read_registrations(desk.path("registrations"), boundaries.areas)
    _check_vintage(desk.path("registrations"), registrations.vintage, boundaries.vintage)
    boroughs = choose_boroughs(
        area_name,
        residents=population.found,
        boundaries=boundaries,
        registered=registrations.areas,
    )
    codes = areas_of(boroughs, population.found, boundaries)
    registrations.keep_only(set(codes))
    for file in desk.files["boundaries"]:
        drawn = boundaries.of_file(file.path.name)
        if kept := len(drawn & set(codes)):
            desk.put_down_file(file, boundaries.vintage, len(drawn), kept)
    desk.put_down("population", population.as_of, population.rows, len(codes))
    desk.put_down(
        "registrations",
        written(registrations.extracted_on),
        registrations.rows,
        len(registrations.counts),
    )
    return _Ground(boroughs, codes, boundaries, population.found, registrations)


def _check_vintage(path: Path, vintage: Vintage | None, expected: Vintage) -> None:
    if vintage is not None and vintage != expected:
        raise MixedVintage(
            path,
            f"its small areas are {vintage}, and the boundaries are {expected}",
            remedy="Use files of one vintage: some areas were split or merged between the two.",
        )


def _deprivation(desk: Desk, ground: _Ground) -> Mapping[str, Deprivation]:
    if "deprivation" not in desk.files:
        desk.warnings.append("Deprivation was not among the files: no area's is known.")
        return {}
    reading = read_deprivation(desk.path("deprivation"), set(ground.codes))
    _check_vintage(desk.path("deprivation"), reading.vintage, ground.boundaries.vintage)
    missing = len(ground.codes) - len(reading.found)
    if missing:
        desk.warnings.append(f"Deprivation is not known for {missing} small areas.")
    if any(row.decile is None for row in reading.found.values()):
        desk.warnings.append(
            "The deprivation file has no column of deciles, so none is known: a national decile"
            " is not computed from what may be a part of the country."
        )
    desk.put_down("deprivation", reading.as_of, reading.rows, len(reading.found))
    return reading.found


def _areas(
    ground: _Ground, deprivation: Mapping[str, Deprivation], shapes: Shapes
) -> list[AreaToLoad]:
    points = shapes.points()
    areas = []
    for code in ground.codes:
        boundary, row = ground.boundaries.areas[code], ground.residents[code]
        need = deprivation.get(code)
        areas.append(
            AreaToLoad(
                code=code,
                name=boundary.name,
                borough_code=row.borough_code,
                borough_name=row.borough_name,
                geometry=boundary.geometry,
                longitude=points[code][0],
                latitude=points[code][1],
                msoa_code=boundary.msoa_code,
                population=row.people,
                population_by_age=row.by_age,
                deprivation_score=need.score if need else None,
                deprivation_decile=need.decile if need else None,
            )
        )
    return areas


def _source(publications: Sequence[PublicationToLoad]) -> str:
    return "; ".join(f"{entry.title}, {entry.as_of} ({entry.publisher})" for entry in publications)
