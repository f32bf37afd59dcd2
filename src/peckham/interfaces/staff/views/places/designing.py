"""Searching for a better plan: what to keep, how far it is, stopping it, finding it again."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from peckham.interfaces.pages.forms import Form
from peckham.interfaces.pages.posting import SeeOther, once, posts, reads
from peckham.interfaces.staff.acting import scope_of
from peckham.interfaces.staff.planned import SECTION, bounds_of, plan_or_404, planning
from peckham.interfaces.staff.rendering import for_permission, staff_page
from peckham.interfaces.staff.tasks import DESIGN
from peckham.interfaces.staff.words import RUNS
from peckham.kernel import Refused

STEPS = {"200000": 200_000, "2000000": 2_000_000, "20000000": 20_000_000}
_PEOPLE_MAX = 10_000_000


@once
@for_permission("plan_places")
def ask(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask for a search that begins with a plan, keeping what is locked."""
    view = plan_or_404(public_id)
    areas = planning.areas_of_plan(view.id)
    low, high = bounds_of(view)
    form = Form(request.POST or {"minimum": low, "maximum": high, "seed": 1, "steps": "2000000"})
    if request.method == "POST":
        begun = _begun(request, view, areas, form)
        if begun is not None:
            return SeeOther(reverse("staff:design_run", kwargs={"public_id": begun}))
    context = {
        "section": SECTION,
        "plan": view,
        "areas": areas,
        "steps": STEPS,
        "form": form,
    }
    status = 200 if form.is_valid else 422
    return staff_page(request, "staff/places/design.jinja", context, status=status)


def _begun(
    request: HttpRequest, view: planning.PlanView, areas: planning.PlanAreas, form: Form
) -> UUID | None:
    """Read the terms and put the search in the queue; None where something is wrong."""
    scope = scope_of(request)
    name = form.line("name", required=_("Give the draft a name."), longest=120)
    low, high = _people(form, "minimum"), _people(form, "maximum")
    seed = _number(form, "seed", most=2**31)
    steps = form.choice("steps", STEPS, required=_("Choose how long to search."))
    locked = form.choices("locked", areas.names)
    areas_kept = [text for text in form.line("areas", longest=2000).replace(",", " ").split()]
    unknown = [code for code in areas_kept if code not in areas.homes]
    if unknown:
        form.fail(
            "areas",
            _("Not small areas of this plan: %(codes)s.") % {"codes": ", ".join(unknown[:10])},
        )
    if low >= high and form.is_valid:
        form.fail("maximum", _("The most must be above the least."))
    if not form.is_valid:
        return None
    asked = {
        "minimum": low,
        "maximum": high,
        "count": len(areas.names),
        "seed": seed,
        "locked": list(locked),
        "areas": areas_kept,
    }
    try:
        key, public_id = planning.ask_for_design(
            begun_from=view.id,
            name=name,
            asked=asked,
            steps=STEPS[steps],
            by=scope.actor,
            at=scope.at,
        )
    except Refused as refusal:
        form.refuse(refusal)
        return None
    app.configure_task(DESIGN).defer(run_id=key)
    return public_id


def _people(form: Form, name: str) -> int:
    return _number(form, name, most=_PEOPLE_MAX)


def _number(form: Form, name: str, *, most: int) -> int:
    text = form.line(name, required=_("Write a whole number.")).replace(",", "")
    if text.isascii() and text.isdigit() and int(text) <= most:
        return int(text)
    form.fail(name, _("Write a whole number, in figures."))
    return 0


@reads
@for_permission("plan_places")
def run(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show how far a search is; when it is over, what came of it."""
    try:
        found = planning.run(public_id)
    except planning.NoSuchPlan:
        raise Http404 from None
    context = {
        "section": SECTION,
        "run": found,
        "words": RUNS,
        "is_open": found.state in ("waiting", "working"),
    }
    template = "staff/places/run_state.jinja" if "part" in request.GET else "staff/places/run.jinja"
    return staff_page(request, template, context)


@posts
@for_permission("plan_places")
def stop(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask a search to stop with the best that it has found."""
    planning.stop_design(public_id=public_id, at=scope_of(request).at)
    return SeeOther(reverse("staff:design_run", kwargs={"public_id": public_id}))
