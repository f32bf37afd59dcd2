"""Tables of places: areas, practices, plans, hubs, publications. None holds a person."""

from peckham.places.models.areas import (
    Area,
    AreaAdjacency,
    AreaPopulation,
    Place,
    Postcode,
    Publication,
)
from peckham.places.models.decisions import (
    DesignRun,
    Involvement,
    NetworkStatement,
    PlanAnswer,
    PlanAssessment,
    PlanDecision,
    PlanQuestion,
)
from peckham.places.models.growth import GrowthRun
from peckham.places.models.hubs import Hub
from peckham.places.models.plans import Neighbourhood, NeighbourhoodPlan, PlanArea
from peckham.places.models.practices import ListCount, PcnMembership, Practice

__all__ = [
    "Area",
    "AreaAdjacency",
    "AreaPopulation",
    "DesignRun",
    "GrowthRun",
    "Hub",
    "Involvement",
    "ListCount",
    "Neighbourhood",
    "NeighbourhoodPlan",
    "NetworkStatement",
    "PcnMembership",
    "Place",
    "PlanAnswer",
    "PlanArea",
    "PlanAssessment",
    "PlanDecision",
    "PlanQuestion",
    "Postcode",
    "Practice",
    "Publication",
]
