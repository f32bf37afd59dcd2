"""Integrators: the list, and forming one beside the partnership of its place."""

from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from peckham.interfaces.pages import partner_words as words
from peckham.interfaces.pages.forms import Form
from peckham.interfaces.pages.posting import SeeOther, once, reads
from peckham.interfaces.pages.spreadsheet import spreadsheet
from peckham.interfaces.staff.acting import may
from peckham.interfaces.staff.partnering import (
    SECTION,
    check_kept_here,
    partnerships,
    today_of,
    told,
    who,
)
from peckham.interfaces.staff.rendering import for_permission, staff_page
from peckham.interfaces.staff.views.requests import DONE
from peckham.kernel import Refused

Page = partnerships.views.PlacePage


@reads
@for_permission("read_contracts")
def integrators(request: HttpRequest) -> HttpResponse:
    """List every integrator with its host, what it holds, and how many functions are gaps."""
    counted = partnerships.rules.counted_against
    schemes = [
        (
            scheme,
            counted(partnerships.approved_places(scheme), scheme.places),
            counted(partnerships.teams_of(scheme, on=today_of(request)), scheme.teams),
        )
        for scheme in partnerships.catalogue.all_schemes()
    ]
    context = {
        "integrators": {one.place.id: one for one in partnerships.integrators()},
        "places": partnerships.contract_places(),
        "schemes": schemes,
        "holds": words.HOLDS,
        "kinds": words.KINDS,
        "may_keep": may(request, "keep_partnerships"),
        "done": request.session.pop(DONE, ""),
    }
    return staff_page(request, "staff/contracts/integrators.jinja", context)


@reads
@for_permission("read_contracts")
def as_csv(request: HttpRequest) -> HttpResponse:
    """Give the list as a spreadsheet."""
    header = ("place", "integrator", "approved", "host", "host holds contracts", "gaps", "source")
    rows = [
        (
            one.place.name,
            one.name,
            "yes" if one.is_approved else "no",
            one.host.body if one.host else "",
            one.holds,
            "; ".join(gap.function.words for gap in one.gaps),
            one.told.source,
        )
        for one in partnerships.integrators()
    ]
    return spreadsheet("integrators.csv", header, rows)


@once
@for_permission("keep_partnerships")
def form_integrator(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Form the integrator of a place, with its members, beside the place's partnership."""
    try:
        page = partnerships.place_page(public_id, on=today_of(request))
    except partnerships.NoSuchPlace:
        raise Http404 from None
    check_kept_here(page.place)
    form = Form(request.POST)
    key = _formed(request, page, form) if request.method == "POST" else None
    if key is not None:
        request.session[DONE] = _("Formed. Everybody can read who its members are.")
        return SeeOther(reverse("staff:integrator", kwargs={"public_id": key}))
    context = {
        "section": SECTION,
        "page": page,
        "bodies": partnerships.bodies(),
        "kinds": words.KINDS,
        "form": form,
    }
    status = 200 if form.is_valid else 422
    return staff_page(request, "staff/contracts/form_integrator.jinja", context, status=status)


def _formed(request: HttpRequest, page: Page, form: Form) -> UUID | None:
    asks_partnership = page.partnership is None
    name = form.line("name", required=_("Write what the integrator is called."))
    partnership = form.line(
        "partnership",
        required=_("Write what the place's partnership is called.") if asks_partnership else "",
    )
    keys = [str(key) for key, _name, _kinds in partnerships.bodies()]
    chosen = [int(key) for key in form.choices("members", keys)]
    new = [(form.line(f"new_{n}"), form.choice(f"kind_{n}", words.KINDS)) for n in (1, 2)]
    found = told(request, form, "forming")
    if any(name and not kind for name, kind in new):
        form.fail("kind_1", _("Choose what kind of body each new member is."))
    new = [(name, kind) for name, kind in new if name]
    if len(chosen) + len(new) < 2:
        form.fail("members", _("Name two members or more."))
    if not form.is_valid:
        return None
    forming, by = partnerships.forming, who(request)
    try:
        with transaction.atomic():
            if asks_partnership:
                forming.name_partnership(place_id=page.place.id, name=partnership, told=found, **by)
            chosen += [
                forming.add_body(name=name, kinds=[kind], told=found, **by) for name, kind in new
            ]
            return forming.form_integrator(
                place_id=page.place.id, name=name, body_ids=chosen, told=found, **by
            )
    except Refused as refusal:
        form.refuse(refusal)
        return None
