"""Residents of neighbourhoods in years to come, year by year, from a projection brought in."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from peckham.interfaces.pages.posting import reads
from peckham.interfaces.staff.growing import chart_of
from peckham.interfaces.staff.rendering import for_verb, staff_page
from peckham.places import api as places

SECTION = "staff:growth"
BOUNDS = (50_000, 100_000)


@reads
@for_verb(SECTION)
def growth(request: HttpRequest) -> HttpResponse:
    """Show every neighbourhood in one year, and one of them in every year.

    What is looked at stands in the address: run, year and neighbourhood, each a link.
    """
    runs = places.projections.runs()
    if not runs:
        return staff_page(request, "staff/growth/growth.jinja", {"section": SECTION, "runs": ()})
    run = _chosen(runs, request.GET.get("run", ""))
    report = places.projections.run(run.public_id)
    year = _year(report, request.GET.get("year", ""))
    shown = _neighbourhood(report, request.GET.get("neighbourhood", ""))
    context = {
        "section": SECTION,
        "runs": runs,
        "run": run,
        "report": report,
        "year": year,
        "at": report.years.index(year),
        "sizes": report.sizes_in(year),
        "shown": shown,
        "chart": chart_of(report.years, shown, year=year, bounds=BOUNDS),
    }
    return staff_page(request, "staff/growth/growth.jinja", context)


def _chosen(runs: tuple[places.projections.Run, ...], key: str) -> places.projections.Run:
    """Take the newest unless another is named; what is no key of one is not found."""
    if not key:
        return runs[0]
    try:
        wanted = UUID(key)
    except ValueError:
        raise Http404("no such projection") from None
    found = next((run for run in runs if run.public_id == wanted), None)
    if found is None:
        raise Http404("no such projection")
    return found


def _year(report: places.projections.GrowthReport, said: str) -> int:
    if not said:
        return report.years[-1]
    if said.isascii() and said.isdigit() and int(said) in report.years:
        return int(said)
    raise Http404("no such year")


def _neighbourhood(
    report: places.projections.GrowthReport, name: str
) -> places.projections.Projected:
    if not name:
        return max(report.neighbourhoods, key=lambda one: (one.p50[-1], one.name))
    found = next((one for one in report.neighbourhoods if one.name == name), None)
    if found is None:
        raise Http404("no such neighbourhood")
    return found
