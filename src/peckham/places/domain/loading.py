"""A whole place as plain values, ready to be written: what importers and generators hand over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class AreaToLoad:
    """A small area as published or invented; None where no figure exists."""

    code: str
    name: str
    borough_code: str
    borough_name: str
    geometry: Mapping[str, Any]
    longitude: float
    latitude: float
    msoa_code: str = ""
    ward_code: str = ""
    ward_name: str = ""
    population: int | None = None
    population_by_age: Mapping[str, int] = field(default_factory=dict)
    deprivation_score: float | None = None
    deprivation_decile: int | None = None


@dataclass(frozen=True, slots=True)
class MembershipToLoad:
    """A practice's days in a network: `end` is the day after the last, or None."""

    pcn_code: str
    pcn_name: str
    start: date
    end: date | None = None


@dataclass(frozen=True, slots=True)
class PracticeToLoad:
    """A practice; its organisation is created when its ODS code is not yet known."""

    ods_code: str
    name: str
    postcode: str = ""
    area_code: str | None = None
    longitude: float | None = None
    latitude: float | None = None
    list_size: int | None = None
    status: str = "active"
    commissioner_code: str = ""
    icb_code: str = ""
    memberships: Sequence[MembershipToLoad] = ()


@dataclass(frozen=True, slots=True)
class PostcodeToLoad:
    """A postcode in a small area; `source` is onspd, derived or synthetic."""

    code: str
    area_code: str
    longitude: float | None
    latitude: float | None
    source: str


@dataclass(frozen=True, slots=True)
class NeighbourhoodToLoad:
    """A neighbourhood of the plan: its code, its name and the codes of its small areas."""

    code: str
    name: str
    area_codes: Sequence[str]


@dataclass(frozen=True, slots=True)
class PlanToLoad:
    """A neighbourhood plan to adopt from a day."""

    name: str
    neighbourhoods: Sequence[NeighbourhoodToLoad]
    adopted_from: date
    is_provisional: bool
    source: str
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class PublicationToLoad:
    """A file that the place was read from, or the generator and seed that invented it."""

    kind: str
    title: str
    publisher: str
    file_name: str
    sha256: str
    as_of: str
    rows_read: int
    rows_kept: int


@dataclass(frozen=True, slots=True)
class PlaceToLoad:
    """A place with everything in it except its hubs and their teams.

    Args:
        vintage: Of the small areas: "LSOA 2011", "LSOA 2021" or "synthetic"; one for the place.
        adjacency: Pairs of area codes with the metres of boundary that they share.
        further_bases: Residents by area code, by name of a further base, such as a census.
        list_counts: (practice ODS code, area code, patients), all counted on `counted_on`.
        icb: ODS code and name of the integrated care board, or None when not known.
    """

    name: str
    source: str
    vintage: str
    is_synthetic: bool
    areas: Sequence[AreaToLoad]
    adjacency: Sequence[tuple[str, str, float]]
    practices: Sequence[PracticeToLoad]
    list_counts: Sequence[tuple[str, str, int]]
    counted_on: date
    plan: PlanToLoad
    postcodes: Sequence[PostcodeToLoad] = ()
    further_bases: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    publications: Sequence[PublicationToLoad] = ()
    icb: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class LoadedPlace:
    """Keys of what was written, by published code, for whoever loads people or hubs next."""

    place_id: int
    area_ids: Mapping[str, int]
    practice_ids: Mapping[str, int]
    neighbourhood_codes: tuple[str, ...]
