"""Neighbourhoods by date: always derived from the plan in force, never stored on anything else."""

from datetime import date

from peckham.places.domain.records import NeighbourhoodView
from peckham.places.models import Neighbourhood, PlanArea


def neighbourhood_of_area(area_id: int, on: date) -> NeighbourhoodView | None:
    """Say which neighbourhood a small area lies in on a day.

    The SQL function `peckham.neighbourhood_of_area` says the same for joins and laws.

    Returns:
        None on days before the first plan of its place was in force.
    """
    found = (
        PlanArea.objects.filter(area_id=area_id, plan__during__contains=on)
        .select_related("neighbourhood__plan")
        .first()
    )
    return None if found is None else view_of_neighbourhood(found.neighbourhood)


def neighbourhoods(on: date, place_id: int | None = None) -> tuple[NeighbourhoodView, ...]:
    """List the neighbourhoods in force on a day, in order of place and code."""
    found = Neighbourhood.objects.filter(plan__during__contains=on).select_related("plan")
    if place_id is not None:
        found = found.filter(plan__place_id=place_id)
    return tuple(map(view_of_neighbourhood, found.order_by("plan__place_id", "code")))


def view_of_neighbourhood(neighbourhood: Neighbourhood) -> NeighbourhoodView:
    """Copy a row, with its plan loaded, into the record that others may hold."""
    return NeighbourhoodView(
        id=neighbourhood.pk,
        public_id=neighbourhood.public_id,
        code=neighbourhood.code,
        name=neighbourhood.name,
        plan_id=neighbourhood.plan_id,
        plan_name=neighbourhood.plan.name,
        place_id=neighbourhood.plan.place_id,
        is_provisional=neighbourhood.plan.is_provisional,
    )
