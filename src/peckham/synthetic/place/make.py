"""Makes a whole place from a seed."""

import math

import numpy as np
from numpy.typing import NDArray

from peckham.kernel import Refused
from peckham.synthetic.almanac import Almanac
from peckham.synthetic.place.assembly import Drawn, assemble
from peckham.synthetic.place.counts import (
    RESIDENTS_PER_BOROUGH,
    AreaCounts,
    count_residents,
)
from peckham.synthetic.place.filing import name_boroughs
from peckham.synthetic.place.land import AREAS_PER_BOROUGH, Land, draw_land, grid
from peckham.synthetic.place.model import SyntheticPlace
from peckham.synthetic.place.neighbourhoods import PER_BOROUGH as NEIGHBOURHOODS
from peckham.synthetic.place.neighbourhoods import NoSuchNeighbourhoods, divide
from peckham.synthetic.place.networks import NoSuchNetworks, group_practices
from peckham.synthetic.place.postcodes import Postcodes, lay_postcodes
from peckham.synthetic.place.practices import PER_BOROUGH as PRACTICES
from peckham.synthetic.place.practices import Lists, draw_lists, site_practices
from peckham.synthetic.streams import stream

RESIDENTS_MOST = 16 * RESIDENTS_PER_BOROUGH
_TRIES = 40


class TooManyPeople(Refused):
    """The largest invented place has 16 boroughs, which is 3.5 million residents."""


def make_place(
    seed: int, *, almanac: Almanac, people: int = RESIDENTS_PER_BOROUGH
) -> SyntheticPlace:
    """Invent a place on a river, large enough for so many people.

    Up to 220,000 people it is one borough in three neighbourhoods, the same whatever `people` is;
    beyond that it has more boroughs (up to four along the river, in rows), so that small areas,
    lists and hubs keep the size that they have in life.

    Args:
        seed: The same seed and number of boroughs make the same place, byte for byte.
        almanac: Words and figures to invent with.
        people: How many people will be made in it; the place never holds fewer residents.

    Raises:
        TooManyPeople: Beyond 3.5 million.
    """
    if people > RESIDENTS_MOST:
        raise TooManyPeople(
            f"An invented place for {people:,} people would be too large.",
            remedy=f"Ask for at most {RESIDENTS_MOST:,}.",
        )
    columns, rows = grid(max(1, math.ceil(people / RESIDENTS_PER_BOROUGH)))
    boroughs = name_boroughs(almanac, columns * rows)
    land = draw_land(seed, len(boroughs))
    counts = count_residents(
        sites=land.sites,
        liveliness=land.liveliness,
        residents=RESIDENTS_PER_BOROUGH * len(boroughs),
        almanac=almanac,
        generator=stream(seed, "counts", len(boroughs)),
    )
    home = _neighbourhoods(seed, land, counts, len(boroughs))
    postcodes = lay_postcodes(
        rings=land.tiling.rings,
        households=np.round(counts.population / counts.household_sizes).astype(np.int64),
        neighbourhood=home,
        words=almanac.streets,
        generator=stream(seed, "postcodes", len(boroughs)),
    )
    lists, network = _practices(seed, land, counts, home, postcodes)
    return assemble(
        Drawn(
            seed=seed,
            boroughs=boroughs,
            land=land,
            counts=counts,
            home=home,
            postcodes=postcodes,
            lists=lists,
            network=network,
        ),
        almanac,
    )


def _neighbourhoods(seed: int, land: Land, counts: AreaCounts, boroughs: int) -> NDArray[np.int64]:
    home = np.zeros(len(land.sites), dtype=np.int64)
    beside = land.neighbours()
    for number in range(boroughs):
        first = number * AREAS_PER_BOROUGH
        mine = slice(first, first + AREAS_PER_BOROUGH)
        within = [
            [other - first for other in beside[area] if land.borough[other] == number]
            for area in range(first, first + AREAS_PER_BOROUGH)
        ]
        for attempt in range(_TRIES):
            try:
                home[mine] = number * NEIGHBOURHOODS + divide(
                    sites=land.sites[mine],
                    population=counts.population[mine],
                    neighbours=within,
                    centres=land.centres[number],
                    generator=stream(seed, "neighbourhoods", boroughs, number, attempt),
                )
                break
            except NoSuchNeighbourhoods:
                if attempt + 1 == _TRIES:
                    raise
    return home


def _practices(
    seed: int, land: Land, counts: AreaCounts, home: NDArray[np.int64], postcodes: Postcodes
) -> tuple[Lists, NDArray[np.int64]]:
    boroughs = len(land.centres)
    for attempt in range(_TRIES):
        generator = stream(seed, "practices", boroughs, attempt)
        sited = [
            site_practices(
                postcode_points=postcodes.points,
                postcode_area=postcodes.area,
                population=counts.population,
                areas=np.flatnonzero(land.borough == number),
                count=PRACTICES,
                generator=generator,
            )
            for number in range(boroughs)
        ]
        postcode = np.concatenate(sited)
        lists = draw_lists(
            sites=land.sites,
            population=counts.population,
            practice_points=postcodes.points[postcode],
            practice_postcode=postcode,
            generator=generator,
        )
        try:
            return lists, _networks(lists, home, postcodes, generator)
        except NoSuchNetworks:
            if attempt + 1 == _TRIES:
                raise
    raise AssertionError("unreachable")


def _networks(
    lists: Lists,
    home: NDArray[np.int64],
    postcodes: Postcodes,
    generator: np.random.Generator,
) -> NDArray[np.int64]:
    """Give the network of each practice, two seated in each neighbourhood."""
    network = np.empty(len(lists.postcode), dtype=np.int64)
    for first in range(0, len(network), PRACTICES):
        mine = slice(first, first + PRACTICES)
        seat = home[postcodes.area[lists.postcode[mine]]]
        grouped = group_practices(
            points=postcodes.points[lists.postcode[mine]],
            sizes=lists.sizes[mine],
            neighbourhood=seat - first // PRACTICES * NEIGHBOURHOODS,
            generator=generator,
        )
        network[mine] = first // PRACTICES * 2 * NEIGHBOURHOODS + grouped
    return network
