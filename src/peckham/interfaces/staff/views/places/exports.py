"""A plan to take away: which area lies where, its shapes, and its picture."""

from uuid import UUID

import orjson
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from peckham.interfaces.pages.posting import reads
from peckham.interfaces.pages.spreadsheet import spreadsheet
from peckham.interfaces.staff.planned import drawing_of, plan_or_404, planning
from peckham.interfaces.staff.rendering import for_permission

PUBLISHED = (
    "Source: Office for National Statistics, Open Government Licence v3.0. Contains OS data"
    " © Crown copyright and database right."
)
INVENTED = "Synthetic: the place and its outlines are invented."


@reads
@for_permission("plan_places")
def as_csv(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give the plan as `places import --plan` reads it: lsoa,neighbourhood."""
    view = plan_or_404(public_id)
    homes = planning.areas_of_plan(view.id).homes
    return spreadsheet("plan.csv", ("lsoa", "neighbourhood"), sorted(homes.items()))


@reads
@for_permission("plan_places")
def as_geojson(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give each small area with its neighbourhood, for a mapping program."""
    view = plan_or_404(public_id)
    areas = planning.areas_of_plan(view.id)
    features = [
        {
            "type": "Feature",
            "properties": {
                "lsoa": code,
                "name": name,
                "neighbourhood": areas.homes[code],
                "neighbourhood_name": areas.names[areas.homes[code]],
            },
            "geometry": outline,
        }
        for code, name, outline in planning.outlines(view.place_id)
    ]
    whole = {"type": "FeatureCollection", "name": view.name, "features": features}
    return _file(orjson.dumps(whole), "application/geo+json", "plan.geojson")


@reads
@for_permission("plan_places")
def as_svg(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give the map as a picture that prints at any size."""
    view = plan_or_404(public_id)
    title = _("%(place)s: %(plan)s") % {"place": view.place_name, "plan": view.name}
    picture = drawing_of(view).svg(title, INVENTED if view.is_synthetic else PUBLISHED).encode()
    # On its own page the picture is shown; with ?download it is saved.
    if "download" in request.GET:
        return _file(picture, "image/svg+xml", "plan.svg")
    answer = HttpResponse(picture, content_type="image/svg+xml")
    answer["Cache-Control"] = "private, max-age=3600"
    return answer


@reads
@for_permission("plan_places")
def as_png(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give the map as dots, for a slide: colours and borders, without words."""
    view = plan_or_404(public_id)
    return _file(planning.picture(drawing_of(view)), "image/png", "plan.png")


@reads
@for_permission("plan_places")
def as_certificate(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give the certificate as it came, for anybody to add up again."""
    assessment = planning.assessment_of(plan_or_404(public_id).id)
    if assessment is None or assessment.certificate is None:
        raise Http404
    return _file(orjson.dumps(assessment.certificate), "application/json", "certificate.json")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer
