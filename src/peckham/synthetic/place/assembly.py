"""Puts what was drawn together as one place: codes, names, organisations, hubs and staff."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from peckham.synthetic.almanac import Almanac
from peckham.synthetic.ground.projection import to_degrees
from peckham.synthetic.place.bodies import Bodies
from peckham.synthetic.place.counts import AreaCounts
from peckham.synthetic.place.filing import file_areas
from peckham.synthetic.place.land import Land
from peckham.synthetic.place.model import Borough, Neighbourhood, Practice, SyntheticPlace
from peckham.synthetic.place.neighbourhoods import PER_BOROUGH
from peckham.synthetic.place.postcodes import Postcodes
from peckham.synthetic.place.practices import Lists
from peckham.synthetic.place.staff import hire
from peckham.synthetic.streams import stream

COUNTED_ON = date(2026, 6, 30)
FOUNDED_ON = date(2020, 4, 1)
"""Before any request that is made, so that every team and plan was there already."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """What chance has decided, before it has codes and names.

    Args:
        seed: Of the place.
        boroughs: Its boroughs.
        land: Small areas as geometry.
        counts: Who lives in each.
        home: Neighbourhood of each area, shape (n,).
        postcodes: Every postcode.
        lists: Where practices are and who is on their lists.
        network: Network of each practice, shape (p,).
    """

    seed: int
    boroughs: tuple[Borough, ...]
    land: Land
    counts: AreaCounts
    home: NDArray[np.int64]
    postcodes: Postcodes
    lists: Lists
    network: NDArray[np.int64]


def assemble(drawn: Drawn, almanac: Almanac) -> SyntheticPlace:
    """Name, file and staff what was drawn."""
    neighbourhoods = _neighbourhoods(drawn, almanac)
    first = drawn.boroughs[0].name
    bodies = Bodies(almanac=almanac)
    bodies.found(f"{first} Integrated Care Board", "icb")
    networks = [
        bodies.found(name, "pcn")
        for number, neighbourhood in enumerate(neighbourhoods)
        for name in _network_names(drawn, neighbourhood, number)
    ]
    practices = _practices(drawn, almanac, bodies, networks)
    for number, neighbourhood in enumerate(neighbourhoods):
        bodies.open_hub(
            number=number,
            neighbourhood=neighbourhood,
            borough=drawn.boroughs[neighbourhood.borough],
            postcode=_hub_postcode(drawn, neighbourhood),
            networks=networks[2 * number : 2 * number + 2],
        )
    return SyntheticPlace(
        seed=drawn.seed,
        name=first if len(drawn.boroughs) == 1 else f"{first} and beyond",
        counted_on=COUNTED_ON,
        founded_on=FOUNDED_ON,
        boroughs=drawn.boroughs,
        areas=file_areas(
            land=drawn.land,
            boroughs=drawn.boroughs,
            neighbourhood=drawn.home,
            almanac=almanac,
            seed=drawn.seed,
        ),
        tiling=drawn.land.tiling,
        counts=drawn.counts,
        neighbourhoods=neighbourhoods,
        postcodes=drawn.postcodes,
        practices=practices,
        lists=drawn.lists,
        organisations=tuple(bodies.organisations),
        teams=tuple(bodies.teams),
        hubs=tuple(bodies.hubs),
        staff=hire(
            people=bodies.people,
            almanac=almanac,
            generator=stream(drawn.seed, "staff", len(drawn.boroughs)),
        ),
        river=_river(drawn.land),
    )


def _neighbourhoods(drawn: Drawn, almanac: Almanac) -> tuple[Neighbourhood, ...]:
    names = almanac.streets["neighbourhoods"]
    return tuple(
        Neighbourhood(
            code=f"N{number + 1:02d}",
            name=names[number],
            borough=number // PER_BOROUGH,
            areas=tuple(np.flatnonzero(drawn.home == number).tolist()),
        )
        for number in range(len(drawn.boroughs) * PER_BOROUGH)
    )


def _network_names(drawn: Drawn, neighbourhood: Neighbourhood, number: int) -> tuple[str, str]:
    """Name a neighbourhood's two networks by where their practices lie from each other."""
    points = drawn.postcodes.points[drawn.lists.postcode]
    one, other = (points[drawn.network == 2 * number + side].mean(axis=0) for side in (0, 1))
    east, north = one - other
    sides = ("East", "West") if abs(east) > abs(north) else ("North", "South")
    ordered = sides if (east if sides[0] == "East" else north) > 0 else sides[::-1]
    return f"{neighbourhood.name} {ordered[0]} PCN", f"{neighbourhood.name} {ordered[1]} PCN"


def _practices(
    drawn: Drawn, almanac: Almanac, bodies: Bodies, networks: list[int]
) -> tuple[Practice, ...]:
    generator = stream(drawn.seed, "practice names", len(drawn.boroughs))
    kinds = almanac.streets["practice_words"]
    words = [f"{first} {kind}" for kind in kinds for first in almanac.streets["first"]]
    firsts = len(almanac.streets["first"])
    order = generator.permutation(firsts)
    practices = []
    for number, postcode in enumerate(drawn.lists.postcode.tolist()):
        kind = (number // firsts + int(generator.integers(len(kinds)))) % len(kinds)
        name = words[kind * firsts + int(order[number % firsts])]
        practices.append(
            Practice(
                organisation=bodies.found(name, "practice"),
                postcode=postcode,
                area=int(drawn.postcodes.area[postcode]),
                network=networks[int(drawn.network[number])],
            )
        )
    return tuple(practices)


def _hub_postcode(drawn: Drawn, neighbourhood: Neighbourhood) -> int:
    """Put the hub where its residents are nearest to it together (their mean point)."""
    areas = np.array(neighbourhood.areas)
    weight = drawn.counts.population[areas]
    middle = (drawn.land.sites[areas] * weight[:, None]).sum(axis=0) / weight.sum()
    inside = np.flatnonzero(drawn.home[drawn.postcodes.area] == drawn.home[areas[0]])
    away = drawn.postcodes.points[inside] - middle
    return int(inside[(away * away).sum(axis=1).argmin()])


def _river(land: Land) -> NDArray[np.float64]:
    return to_degrees(land.outline.river()[::4])
