"""Codes and names of small areas, as the Office for National Statistics would file them."""

import numpy as np
from numpy.typing import NDArray

from peckham.synthetic.almanac import Almanac
from peckham.synthetic.ground.projection import to_degrees
from peckham.synthetic.place.fields import clusters
from peckham.synthetic.place.land import AREAS_PER_BOROUGH, Land
from peckham.synthetic.place.model import Borough, SmallArea
from peckham.synthetic.streams import stream

# Real codes run upwards from 000001 and have not reached 100,000 for any kind, so that codes from
# 990001 meet none of them.
_FIRST = 990_001
_MSOA_PER_BOROUGH = 26
_WARDS_PER_BOROUGH = 16
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def name_boroughs(almanac: Almanac, count: int) -> tuple[Borough, ...]:
    """Name so many boroughs."""
    names = almanac.streets["boroughs"]
    return tuple(Borough(f"E09{_FIRST + number:06d}", names[number]) for number in range(count))


def file_areas(
    *,
    land: Land,
    boroughs: tuple[Borough, ...],
    neighbourhood: NDArray[np.int64],
    almanac: Almanac,
    seed: int,
) -> tuple[SmallArea, ...]:
    """Give every area its code, name, middle layer and ward, and its outline in degrees."""
    filed: list[SmallArea] = []
    middles = to_degrees(land.sites)
    wards = _ward_names(almanac, len(boroughs))
    for number, borough in enumerate(boroughs):
        mine = np.flatnonzero(land.borough == number)
        generator = stream(seed, "filing", number)
        msoa = clusters(land.sites[mine], _MSOA_PER_BOROUGH, generator=generator)
        ward = clusters(land.sites[mine], _WARDS_PER_BOROUGH, generator=generator)
        used = np.zeros(_MSOA_PER_BOROUGH, dtype=np.int64)
        for position, area in enumerate(mine.tolist()):
            group = int(msoa[position])
            letter = _LETTERS[int(used[group])]
            used[group] += 1
            ward_number = number * _WARDS_PER_BOROUGH + int(ward[position])
            filed.append(
                SmallArea(
                    code=f"E01{_FIRST + number * AREAS_PER_BOROUGH + position:06d}",
                    name=f"{borough.name} {group + 1:03d}{letter}",
                    msoa_code=f"E02{_FIRST + number * _MSOA_PER_BOROUGH + group:06d}",
                    ward_code=f"E05{_FIRST + ward_number:06d}",
                    ward_name=wards[ward_number],
                    borough=number,
                    neighbourhood=int(neighbourhood[area]),
                    ring=to_degrees(land.tiling.rings[area]),
                    longitude=float(middles[area, 0]),
                    latitude=float(middles[area, 1]),
                )
            )
    return tuple(filed)


def _ward_names(almanac: Almanac, boroughs: int) -> list[str]:
    """Name wards after birds, boats and trades; a second word where one has run out."""
    first = almanac.streets["first"]
    order = stream(0, "wards").permutation(len(first)).tolist()
    plain = [first[position] for position in order]
    names = plain + [f"{word} {end}" for end in ("Park", "Cross", "Hill") for word in plain]
    return names[: boroughs * _WARDS_PER_BOROUGH]
