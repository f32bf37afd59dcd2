"""The neighbourhood plans that were adopted, what they rest on and what was answered: for all."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from peckham.interfaces.pages.posting import reads
from peckham.interfaces.pages.rendering import page
from peckham.kernel.london import day_of
from peckham.places import api as places

planning = places.planning


def _adopted(public_id: UUID) -> planning.PlanView:
    """Find a plan that was adopted; a draft is not there for the public."""
    try:
        view = planning.plan(public_id)
    except planning.NoSuchPlan:
        raise Http404 from None
    if view.state == "draft":
        raise Http404
    return view


@reads
def plans(request: HttpRequest) -> HttpResponse:
    """List the plans that are in force, and those before them."""
    found = [view for view in planning.plans() if view.state != "draft"]
    return page(request, "residents/neighbourhoods.jinja", {"plans": found})


@reads
def plan(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show one plan: its neighbourhoods, who decided, who was asked, and every answer."""
    view = _adopted(public_id)
    today = day_of(request.scope.at)  # type: ignore[attr-defined]
    areas = planning.areas_of_plan(view.id)
    counts = planning.counts_of_areas(view.place_id, on=today)
    lines = []
    for code, name in areas.names.items():
        inside = [counts[area][0] for area, home in areas.homes.items() if home == code]
        known = [people for people in inside if people is not None]
        lines.append((name, len(inside), sum(known) if known else None))
    context = {
        "plan": view,
        "lines": lines,
        "record": planning.record_of(view.id, on=view.first_on or today),
    }
    return page(request, "residents/neighbourhood_plan.jinja", context)


@reads
def picture(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give the map of a plan that was adopted."""
    view = _adopted(public_id)
    areas = planning.areas_of_plan(view.id)
    drawn = planning.drawing(planning.outlines(view.place_id), areas.homes, areas.names)
    answer = HttpResponse(drawn.svg(view.name, view.place_name), content_type="image/svg+xml")
    # An adopted plan is never edited, so its map may be kept.
    answer["Cache-Control"] = "public, max-age=86400, immutable"
    return answer
