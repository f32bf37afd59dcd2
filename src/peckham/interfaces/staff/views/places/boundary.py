"""The boundary report of a plan: every network against every neighbourhood (rules 34 and 43)."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from peckham.interfaces.pages.forms import Form
from peckham.interfaces.pages.posting import reads
from peckham.interfaces.pages.spreadsheet import spreadsheet
from peckham.interfaces.staff.planned import SECTION, plan_or_404, planning, today_of
from peckham.interfaces.staff.rendering import for_permission, staff_page
from peckham.interfaces.staff.words import FATES

POINTS = ("1", "2", "5", "10")


@reads
@for_permission("plan_places")
def boundary(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show the whole matrix on both populations, leakage both ways, and what would lift it."""
    view = plan_or_404(public_id)
    ground, named = planning.ground_of(view.id, view.place_id, on=today_of(request))
    report = planning.boundary_report(ground)
    form = Form(request.GET)
    points = form.choice("lift", POINTS) or POINTS[1]
    moves = None
    if report.alignment is not None:
        moves = planning.moves_that_lift(ground, report, points=float(points))
    record = planning.record_of(view.id, on=today_of(request))
    context = {
        "section": SECTION,
        "plan": view,
        "report": report,
        "named": named,
        "core": [row for row in report.rows if row.is_core],
        "others": [row for row in report.rows if not row.is_core],
        "fates": {network.code: network for network in record.networks},
        "moves": moves,
        "points": points,
        "choices": POINTS,
        "fate_words": FATES,
    }
    return staff_page(request, "staff/places/boundary.jinja", context)


@reads
@for_permission("plan_places")
def as_csv(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give the whole matrix, cell by cell."""
    view = plan_or_404(public_id)
    ground, named = planning.ground_of(view.id, view.place_id, on=today_of(request))
    header, *rows = planning.matrix_table(
        planning.boundary_report(ground), named.networks, named.neighbourhoods
    )
    return spreadsheet("boundary-report.csv", [str(cell) for cell in header], rows)
