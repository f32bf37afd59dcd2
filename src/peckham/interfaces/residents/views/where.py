"""Where I live: every tier that covers a postcode or a small area, on one page (rule 57)."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from peckham.contracts import api as contracts
from peckham.interfaces.pages.forms import Form
from peckham.interfaces.pages.posting import SeeOther, reads
from peckham.interfaces.pages.rendering import page
from peckham.kernel import Refused
from peckham.kernel.london import day_of
from peckham.places import api as places

partnerships = contracts.partnerships


def where(request: HttpRequest) -> HttpResponse:
    """Ask for a postcode; its small area, never the postcode, goes into the address."""
    form = Form(request.POST)
    if request.method == "POST":
        asked = form.line("code", required=_("Write a postcode."), longest=12)
        if form.is_valid:
            try:
                found = places.tiers_for(asked, on=day_of(request.scope.at))  # type: ignore[attr-defined]
            except Refused as refusal:
                form.fail("code", f"{refusal.what} {refusal.remedy}".strip())
            else:
                return SeeOther(reverse("residents:where_area", kwargs={"code": found.area.code}))
    return page(
        request, "residents/where.jinja", {"form": form}, status=200 if form.is_valid else 422
    )


@reads
def area(request: HttpRequest, code: str) -> HttpResponse:
    """Show every tier that covers a small area, nearest first."""
    try:
        found = places.tiers_for(code, on=day_of(request.scope.at))  # type: ignore[attr-defined]
    except Refused as refusal:
        form = Form({"code": code})
        form.fail("code", f"{refusal.what} {refusal.remedy}".strip())
        return page(request, "residents/where.jinja", {"form": form}, status=404)
    around = partnerships.contract_place_of(found.area.place_id)
    (held,) = partnerships.contracts_covering(frozenset({found.area.code}), on=(found.on,))
    context = {
        "found": found,
        "home": places.neighbourhood_of_area(found.area.id, found.on),
        "around": partnerships.place_page(around.public_id, on=found.on) if around else None,
        "contracts": [one for one in held if one.family != "core"],
    }
    return page(request, "residents/where_area.jinja", context)
