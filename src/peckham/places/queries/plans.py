"""Reads of neighbourhood plans as versions: which there are, and where each puts every area."""

from typing import cast
from uuid import UUID

from django.db.models import Count, QuerySet

from peckham.kernel import Refused
from peckham.places.domain.plan_records import PlanAreas, PlanState, PlanView, RunView
from peckham.places.models import Area, DesignRun, NeighbourhoodPlan, PlanArea


class NoSuchPlan(Refused):
    """No neighbourhood plan, or no search for one, has that key."""


def plans(place_id: int | None = None) -> tuple[PlanView, ...]:
    """List the plans of a place, or of all: in force first, then drafts, newest first."""
    found = _rows()
    if place_id is not None:
        found = found.filter(place_id=place_id)
    order = {"adopted": 0, "draft": 1, "superseded": 2}
    views = [_view(row) for row in found.order_by("place__name", "-made_at", "-pk")]
    return tuple(sorted(views, key=lambda view: (view.place_name, order[view.state])))


def plan(public_id: UUID) -> PlanView:
    """Find a plan by its public key.

    Raises:
        NoSuchPlan: If there is none.
    """
    row = _rows().filter(public_id=public_id).first()
    if row is None:
        raise NoSuchPlan("There is no such neighbourhood plan.")
    return _view(row)


def areas_of_plan(plan_id: int) -> PlanAreas:
    """Say where a plan puts each small area."""
    rows = PlanArea.objects.filter(plan_id=plan_id).order_by("area__code")
    homes = dict(rows.values_list("area__code", "neighbourhood__code"))
    names = dict(
        NeighbourhoodPlan.objects.get(pk=plan_id)
        .neighbourhoods.order_by("code")
        .values_list("code", "name")
    )
    return PlanAreas(homes, names)


def outlines(place_id: int) -> tuple[tuple[str, str, dict[str, object]], ...]:
    """Give the code, name and published outline of each small area of a place, in order."""
    rows = Area.objects.filter(place_id=place_id).order_by("code")
    return tuple(rows.values_list("code", "name", "geometry"))


def runs(place_id: int | None = None) -> tuple[RunView, ...]:
    """List the searches for plans of a place, or of all, newest first."""
    found = DesignRun.objects.select_related("begun_from", "result").order_by("-asked_at", "-pk")
    if place_id is not None:
        found = found.filter(place_id=place_id)
    return tuple(map(_run, found))


def run(public_id: UUID) -> RunView:
    """Find a search by its public key.

    Raises:
        NoSuchPlan: If there is none.
    """
    found = DesignRun.objects.select_related("begun_from", "result")
    row = found.filter(public_id=public_id).first()
    if row is None:
        raise NoSuchPlan("There is no such search for a plan.")
    return _run(row)


def _rows() -> QuerySet[NeighbourhoodPlan]:
    return NeighbourhoodPlan.objects.select_related("place", "assessment").annotate(
        count=Count("neighbourhoods")
    )


def _view(row: NeighbourhoodPlan) -> PlanView:
    assessment = getattr(row, "assessment", None)
    return PlanView(
        id=row.pk,
        public_id=row.public_id,
        place_id=row.place_id,
        place_public_id=row.place.public_id,
        place_name=row.place.name,
        is_synthetic=row.place.is_synthetic,
        name=row.name,
        explanation=row.explanation,
        source=row.source,
        state=cast(PlanState, row.state),
        is_provisional=row.is_provisional,
        came_with_place=row.came_with_place,
        first_on=row.during.lower if row.during else None,
        ends_on=row.during.upper if row.during else None,
        made_at=row.made_at,
        neighbourhoods=getattr(row, "count"),  # noqa: B009 (an annotation)
        value=assessment.value if assessment else None,
        bound=assessment.bound if assessment else None,
    )


def _run(row: DesignRun) -> RunView:
    return RunView(
        id=row.pk,
        public_id=row.public_id,
        place_id=row.place_id,
        begun_from=row.begun_from.public_id,
        name=row.name,
        asked=row.asked,
        state=row.state,
        steps_done=row.steps_done,
        steps_all=row.steps_all,
        best_value=row.best_value,
        asked_at=row.asked_at,
        stop_asked=row.stop_asked_at is not None,
        refusal=row.refusal,
        result=row.result.public_id if row.result else None,
    )
