"""The invented place as values: what `make_place` hands over."""

from dataclasses import dataclass
from datetime import date, time

import numpy as np
from numpy.typing import NDArray

from peckham.synthetic.ground.tiling import Tiling
from peckham.synthetic.place.counts import AreaCounts
from peckham.synthetic.place.postcodes import Postcodes
from peckham.synthetic.place.practices import Lists

Points = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Borough:
    """A local authority of the place."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class SmallArea:
    """A small area: where it is filed, and its closed outline in degrees."""

    code: str
    name: str
    msoa_code: str
    ward_code: str
    ward_name: str
    borough: int
    neighbourhood: int
    ring: Points
    longitude: float
    latitude: float


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """A neighbourhood of the plan, with the indices of its areas."""

    code: str
    name: str
    borough: int
    areas: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Organisation:
    """A body with an invented code; `kind` is one of the kinds that organisations know."""

    ods_code: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Practice:
    """A practice: its organisation, its postcode (an index), and its network (an organisation)."""

    organisation: int
    postcode: int
    area: int
    network: int


@dataclass(frozen=True, slots=True)
class Hours:
    """When a team has somebody in on one weekday, Monday 0, London time."""

    weekday: int
    opens_at: time
    closes_at: time


@dataclass(frozen=True, slots=True)
class Team:
    """A team of one organisation; `key` names its kind in the almanac."""

    key: str
    name: str
    organisation: int
    telephone: str
    hours: tuple[Hours, ...]
    open_on_bank_holidays: bool


@dataclass(frozen=True, slots=True)
class Service:
    """One of a hub's services and the team (an index) that answers for it."""

    core_kind: str
    name: str
    team: int
    description: str
    opening: str


@dataclass(frozen=True, slots=True)
class Hub:
    """A neighbourhood's hub; teams are indices."""

    name: str
    neighbourhood: int
    postcode: int
    telephone: str
    reception: int
    duty: int
    on_call: int
    services: tuple[Service, ...]


@dataclass(frozen=True, slots=True)
class StaffMember:
    """A member of staff in one team (an index) with one role."""

    username: str
    name: str
    team: int
    role: str


@dataclass(frozen=True, slots=True)
class SyntheticPlace:
    """An invented place; nobody lives here.

    Counts describe everybody (`residents`); people are made as a sample of their households, and
    pages should say how many of how many.

    Args:
        seed: What it was made from; the same seed and size make the same place.
        name: Of the place as it is planned.
        counted_on: Day of the counts and lists.
        founded_on: Day from which teams, hubs and networks have existed.
        boroughs: One for each 220,000 residents.
        areas: Small areas that tile the land.
        tiling: The same as geometry: neighbours and shared metres.
        counts: Residents and their shares, by area.
        neighbourhoods: Three in each borough, contiguous.
        postcodes: Each in one area.
        practices: Thirty in each borough.
        lists: Registered patients by area and practice.
        organisations: Every body.
        teams: Every team.
        hubs: One for each neighbourhood, in the same order.
        staff: Everybody who works here.
        river: Polygon of the river beside the land, degrees.
    """

    seed: int
    name: str
    counted_on: date
    founded_on: date
    boroughs: tuple[Borough, ...]
    areas: tuple[SmallArea, ...]
    tiling: Tiling
    counts: AreaCounts
    neighbourhoods: tuple[Neighbourhood, ...]
    postcodes: Postcodes
    practices: tuple[Practice, ...]
    lists: Lists
    organisations: tuple[Organisation, ...]
    teams: tuple[Team, ...]
    hubs: tuple[Hub, ...]
    staff: tuple[StaffMember, ...]
    river: Points

    @property
    def residents(self) -> int:
        """Everybody whom the counts describe."""
        return int(self.counts.population.sum())

    @property
    def registered(self) -> int:
        """Everybody on a list here, wherever they live."""
        return int(self.lists.sizes.sum())

    @property
    def neighbourhood_of(self) -> NDArray[np.int64]:
        """The neighbourhood of each small area, shape (areas,)."""
        return np.array([area.neighbourhood for area in self.areas])
