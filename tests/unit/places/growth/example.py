"""A small ground for projections: three areas of two boroughs, and a site."""

import numpy as np

from peckham.places.domain.growth.homes import Phase
from peckham.places.domain.growth.projection import Ground
from peckham.places.growing import tables

ASSUMED = tables.read().assumed
BEDROOMS = {"1": 0.3, "2": 0.4, "3": 0.2, "4": 0.1}
TENURES = {"owned": 0.4, "social": 0.4, "rented": 0.2}


def ground(per_age=20.0, base_year=2020):
    people = np.full((3, 91), per_age) * np.array([[1.0], [2.0], [1.5]])
    return Ground(("E01000001", "E01000002", "E01000003"), ("B1", "B1", "B2"), people, base_year)


def phase(site="Riverside", name="one", area="E01000001", first=2022, last=2025, dwellings=400.0):
    return Phase(site, name, area, first, last, dwellings, BEDROOMS, TENURES)
