"""Two plans side by side: every measure, and who is in another neighbourhood."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from peckham.interfaces.pages.posting import reads
from peckham.interfaces.staff.figures import figures_of
from peckham.interfaces.staff.planned import (
    SECTION,
    Shown,
    plan_or_404,
    planning,
    shown,
    today_of,
)
from peckham.interfaces.staff.rendering import for_permission, staff_page


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None


@reads
@for_permission("plan_places")
def compare(request: HttpRequest) -> HttpResponse:
    """Set two plans of one place side by side."""
    one = plan_or_404(_key(request.GET.get("one", "")))
    other = plan_or_404(_key(request.GET.get("other", "")))
    if one.place_id != other.place_id:
        raise Http404
    before, after = shown(request, one), shown(request, other)
    moved = planning.differences(before.areas.homes, after.areas.homes)
    counts = planning.counts_of_areas(one.place_id, on=today_of(request))
    context = {
        "section": SECTION,
        "before": before,
        "after": after,
        "figures": figures_of(after.measured, before.measured),
        "moved": moved,
        "counts": counts,
        "residents_moved": sum(counts[each.area][0] or 0 for each in moved),
        "registered_moved": sum(counts[each.area][1] or 0 for each in moved),
        "area_names": {code: name for code, name, _ in planning.outlines(one.place_id)},
        "outside": [_outside(before), _outside(after)],
    }
    return staff_page(request, "staff/places/compare.jinja", context)


def _outside(plan: Shown) -> list[str]:
    return [line.name for line in plan.measured.lines if any(line.outside)]
