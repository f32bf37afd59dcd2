"""A neighbourhood plan as the pages show it: where areas lie, what it measures, against which."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

from django.http import Http404, HttpRequest

from peckham.interfaces.staff.acting import scope_of
from peckham.kernel.london import day_of
from peckham.places import api as places

planning = places.planning
SECTION = "staff:places"


@dataclass(frozen=True, slots=True)
class Shown:
    """A plan with its areas and its measures, and the plan in force beside it."""

    view: places.planning.PlanView
    areas: places.planning.PlanAreas
    measured: places.planning.MeasuredPlan
    standing: places.planning.PlanView | None


def plan_or_404(public_id: UUID) -> places.planning.PlanView:
    """Find the plan of an address."""
    try:
        return planning.plan(public_id)
    except planning.NoSuchPlan:
        raise Http404 from None


def today_of(request: HttpRequest) -> date:
    """Give the day it is."""
    return day_of(scope_of(request).at)


def standing_of(place_id: int) -> places.planning.PlanView | None:
    """Give the plan of a place that is adopted and followed by none."""
    return next((each for each in planning.plans(place_id) if each.state == "adopted"), None)


def shown(
    request: HttpRequest,
    view: places.planning.PlanView,
    *,
    homes: Mapping[str, str] | None = None,
) -> Shown:
    """Measure a plan as it is stored, or as it would be with other homes.

    Raises:
        CannotDesign: If the place lacks what measuring needs.
    """
    areas = planning.areas_of_plan(view.id)
    if homes is not None:
        areas = planning.PlanAreas(homes, areas.names)
    standing = standing_of(view.place_id)
    is_standing = standing is not None and standing.id == view.id
    low, high = bounds_of(view)
    measured = planning.measured(
        areas.homes,
        areas.names,
        place_id=view.place_id,
        on=today_of(request),
        minimum=low,
        maximum=high,
        today=planning.areas_of_plan(standing.id).homes if standing and not is_standing else None,
    )
    return Shown(view, areas, measured, standing)


def bounds_of(view: places.planning.PlanView) -> tuple[int, int]:
    """Give the bounds on residents that a plan was asked to keep, or those of the rule (30)."""
    assessment = planning.assessment_of(view.id)
    asked = (assessment.asked if assessment else None) or {}
    return int(asked.get("minimum", 50_000)), int(asked.get("maximum", 100_000))


def drawing_of(view: places.planning.PlanView) -> places.planning.Drawing:
    """Draw a plan; once in a process for each, since a stored plan never changes."""
    return _drawing(view.public_id, view.id, view.place_id)


@lru_cache(maxsize=16)
def _drawing(public_id: UUID, plan_id: int, place_id: int) -> places.planning.Drawing:
    areas = planning.areas_of_plan(plan_id)
    return planning.drawing(planning.outlines(place_id), areas.homes, areas.names)
