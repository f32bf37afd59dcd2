"""Reads of places; each gives frozen records, and None where nothing is found."""

from peckham.places.queries.areas import area_by_code, area_of_postcode, areas, place_by_name
from peckham.places.queries.boundary import (
    registered_by_neighbourhood,
    residents_by_neighbourhood,
)
from peckham.places.queries.hubs import default_hub, hub, hub_for_area, hubs
from peckham.places.queries.neighbourhoods import neighbourhood_of_area, neighbourhoods
from peckham.places.queries.practices import practice, practice_by_ods, practices
from peckham.places.queries.tiers import tiers_for

__all__ = [
    "area_by_code",
    "area_of_postcode",
    "areas",
    "default_hub",
    "hub",
    "hub_for_area",
    "hubs",
    "neighbourhood_of_area",
    "neighbourhoods",
    "place_by_name",
    "practice",
    "practice_by_ods",
    "practices",
    "registered_by_neighbourhood",
    "residents_by_neighbourhood",
    "tiers_for",
]
