"""Moving small areas of a plan, by hand: every measure before anything is saved, then a draft."""

from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peckham.interfaces.pages.forms import Form
from peckham.interfaces.pages.posting import SeeOther, once
from peckham.interfaces.staff.acting import scope_of
from peckham.interfaces.staff.figures import figures_of
from peckham.interfaces.staff.planned import (
    SECTION,
    Shown,
    drawing_of,
    plan_or_404,
    planning,
    shown,
)
from peckham.interfaces.staff.rendering import for_permission, staff_page
from peckham.interfaces.staff.views.requests import DONE
from peckham.kernel import Refused

METHOD, VERSION = "moved by hand", "1"
# An address holds the moves until they are saved; more than this is a plan to import.
MOVES_MAX = 150


@once
@for_permission("plan_places")
def change(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Try moves, given in the address, and save them as a draft of their own."""
    view, form = plan_or_404(public_id), Form(request.POST)
    asked = request.POST if request.method == "POST" else request.GET
    before = shown(request, view)
    after, moves = _tried(request, before, asked, form)
    if request.method == "POST":
        name = form.line("name", required=_("Give the draft a name."), longest=120)
        if not moves:
            form.fail("", _("Nothing was moved, so there is nothing to save."))
        saved = _saved(request, name, after, moves, form) if form.is_valid else None
        if saved is not None:
            request.session[DONE] = _("Saved as a draft. Nothing changes until it is adopted.")
            return SeeOther(reverse("staff:plan", kwargs={"public_id": saved}))
    context = {
        "section": SECTION,
        "plan": view,
        "before": before,
        "after": after,
        "moves": moves,
        "differences": planning.differences(before.areas.homes, after.areas.homes),
        "figures": figures_of(after.measured, before.measured if moves else after.measured),
        "parts": {part.code: part for part in drawing_of(view).parts()},
        "area_names": {code: name for code, name, _ in planning.outlines(view.place_id)},
        "form": form,
    }
    status = 200 if form.is_valid else 422
    return staff_page(request, "staff/places/change.jinja", context, status=status)


def _tried(
    request: HttpRequest, before: Shown, asked: QueryDict, form: Form
) -> tuple[Shown, list[planning.AreaMove]]:
    """Read the moves of the address, and measure the plan with them."""
    found: dict[str, str] = {}
    for text in asked.getlist("move")[:MOVES_MAX]:
        area, _colon, to = text.partition(":")
        found[area] = to
    if asked.get("area") and asked.get("to"):
        found[str(asked["area"])] = str(asked["to"])
    moves = [
        planning.AreaMove(area, to)
        for area, to in found.items()
        if before.areas.homes.get(area) != to
    ]
    try:
        homes = planning.with_moves(before.areas.homes, moves)
    except planning.BadMove as refusal:
        form.refuse(refusal)
        return before, []
    return (shown(request, before.view, homes=homes) if moves else before), moves


def _saved(
    request: HttpRequest,
    name: str,
    after: Shown,
    moves: list[planning.AreaMove],
    form: Form,
) -> UUID | None:
    scope, measured = scope_of(request), after.measured
    aligned = measured.measures.alignment
    earlier = planning.assessment_of(after.view.id)
    # A bound holds for the same inputs and terms; moving areas changes neither.
    same = (
        earlier is not None
        and earlier.inputs_sha256 == measured.inputs_sha256
        and not {"locked", "areas"} & {key for key, kept in (earlier.asked or {}).items() if kept}
    )
    try:
        with transaction.atomic():
            return planning.draft_plan(
                drafted_from=after.view.id,
                name=name,
                labels=after.areas.homes,
                assessment=planning.Assessment(
                    method=METHOD,
                    version=VERSION,
                    inputs_sha256=measured.inputs_sha256,
                    asked={"minimum": measured.minimum, "maximum": measured.maximum},
                    measures=measured.as_stored,
                    value=aligned.percent / 100 if aligned else None,
                    bound=earlier.bound if same and earlier else None,
                ),
                explanation=ngettext(
                    "%(count)d small area moved by hand from “%(plan)s”.",
                    "%(count)d small areas moved by hand from “%(plan)s”.",
                    len(moves),
                )
                % {"count": len(moves), "plan": after.view.name},
                by=scope.actor,
                at=scope.at,
            )
    except Refused as refusal:
        form.refuse(refusal)
        return None
