"""The front door of places: what other rooms may use.

Lookups that may find nothing give None; `tiers_for`, `hub` and `default_hub` refuse instead, in
words a reader can act on. `records` holds the types of what comes back; `loading` the types of a
whole place handed over to `copy_place`; `planning` is about plans as versions,
`projections` about residents of years to come.
"""

from peckham.places import planning, projections
from peckham.places.actions import (
    adopt_plan,
    copy_place,
    create_hub,
    create_hubs_from_template,
    import_published,
)
from peckham.places.domain import loading, records
from peckham.places.queries import (
    area_by_code,
    area_of_postcode,
    areas,
    default_hub,
    hub,
    hub_for_area,
    hubs,
    neighbourhood_of_area,
    neighbourhoods,
    place_by_name,
    practice,
    practice_by_ods,
    practices,
    registered_by_neighbourhood,
    residents_by_neighbourhood,
    tiers_for,
)

__all__ = [
    "adopt_plan",
    "area_by_code",
    "area_of_postcode",
    "areas",
    "copy_place",
    "create_hub",
    "create_hubs_from_template",
    "default_hub",
    "hub",
    "hub_for_area",
    "hubs",
    "import_published",
    "loading",
    "neighbourhood_of_area",
    "neighbourhoods",
    "place_by_name",
    "planning",
    "practice",
    "practice_by_ods",
    "practices",
    "projections",
    "records",
    "registered_by_neighbourhood",
    "residents_by_neighbourhood",
    "tiers_for",
]
