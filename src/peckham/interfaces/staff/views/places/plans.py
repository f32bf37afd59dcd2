"""Neighbourhood plans: the list, and one plan with its map and measures."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse

from peckham.interfaces.pages.posting import reads
from peckham.interfaces.staff.figures import figures_of, with_bound
from peckham.interfaces.staff.planned import (
    SECTION,
    drawing_of,
    plan_or_404,
    planning,
    shown,
    today_of,
)
from peckham.interfaces.staff.rendering import for_verb, staff_page
from peckham.interfaces.staff.views.requests import DONE
from peckham.interfaces.staff.words import RUNS


@reads
@for_verb(SECTION)
def plans(request: HttpRequest) -> HttpResponse:
    """List every plan by place: in force, drafts, earlier; and the searches under way."""
    by_place: dict[str, list[planning.PlanView]] = {}
    for view in planning.plans():
        by_place.setdefault(view.place_name, []).append(view)
    context = {
        "places": by_place,
        "runs": [run for run in planning.runs() if run.result is None][:20],
        "run_words": RUNS,
        "done": request.session.pop(DONE, ""),
    }
    return staff_page(request, "staff/places/plans.jinja", context)


@reads
@for_verb(SECTION)
def plan(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show one plan: the map, what it measures, its neighbourhoods and every small area."""
    view = plan_or_404(public_id)
    found = shown(request, view)
    record = planning.record_of(view.id, on=today_of(request))
    standing = planning.standing_record(view.id, on=today_of(request))
    context = {
        "section": SECTION,
        "plan": view,
        "shown": found,
        "figures": with_bound(figures_of(found.measured), view.bound),
        "parts": {part.code: part for part in drawing_of(view).parts()},
        "area_names": {code: name for code, name, _ in planning.outlines(view.place_id)},
        "record": record,
        "missing": planning.missing_for_adoption(standing) if view.state == "draft" else (),
        "others": [each for each in planning.plans(view.place_id) if each.id != view.id],
        "done": request.session.pop(DONE, ""),
    }
    return staff_page(request, "staff/places/plan.jinja", context)


@reads
@for_verb(SECTION)
def shapes(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give a plan's outlines, homes and colours to the map of its page."""
    view = plan_or_404(public_id)
    areas = planning.areas_of_plan(view.id)
    counts = planning.counts_of_areas(view.place_id, on=today_of(request))
    answer = JsonResponse(
        {
            "type": "FeatureCollection",
            "features": [
                {
                    "type": "Feature",
                    "id": code,
                    "properties": {
                        "name": name,
                        "home": areas.homes[code],
                        "residents": counts[code][0],
                        "registered": counts[code][1],
                    },
                    "geometry": outline,
                }
                for code, name, outline in planning.outlines(view.place_id)
            ],
            "borders": drawing_of(view).borders(),
            "parts": [
                {
                    "code": part.code,
                    "name": part.name,
                    "colour": part.colour,
                    "at": [part.latitude, part.longitude],
                }
                for part in drawing_of(view).parts()
            ],
        }
    )
    answer["Cache-Control"] = "no-store"
    return answer
