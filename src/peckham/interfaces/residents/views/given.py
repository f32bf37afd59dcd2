"""Who was given what: for each place who decided, on what record, and who does what; for all."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from peckham.contracts import api as contracts
from peckham.interfaces.pages import partner_words
from peckham.interfaces.pages.posting import reads
from peckham.interfaces.pages.rendering import page
from peckham.kernel.london import day_of
from peckham.ledger import api as ledger
from peckham.places import api as places

partnerships = contracts.partnerships


@reads
def places_named(request: HttpRequest) -> HttpResponse:
    """List the places, each with its integrator and whether a decision approved it."""
    counted = partnerships.rules.counted_against
    context = {
        "places": partnerships.contract_places(),
        "integrators": {one.place.id: one for one in partnerships.integrators()},
        "schemes": [
            (scheme, counted(partnerships.approved_places(scheme), scheme.places))
            for scheme in partnerships.catalogue.all_schemes()
            if scheme.places is not None
        ],
        "funds": ledger.funds.published(),
    }
    return page(request, "residents/given.jinja", context)


@reads
def place(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show one place: what was given and decided, who hosts and owns what, what was promised."""
    today = day_of(request.scope.at)  # type: ignore[attr-defined]
    try:
        found = partnerships.place_page(public_id, on=today)
    except partnerships.NoSuchPlace:
        raise Http404 from None
    context = {
        "found": found,
        "one": found.integrator,
        "words": partner_words,
        "funds": _funds_of(found),
        "contracts": partnerships.contracts_in(found.place.place_id),
        "plans": [
            view
            for view in places.planning.plans(found.place.place_id)
            if found.place.place_id is not None and view.state != "draft"
        ],
    }
    return page(request, "residents/given_place.jinja", context)


def _funds_of(found: partnerships.views.PlacePage) -> list[ledger.funds.FundName]:
    """Give the funds whose money is the place's partnership's or its integrator's."""
    owners = {found.partnership, found.integrator.name if found.integrator else ""} - {"", None}
    return [one for one in ledger.funds.published() if one.beneficial_owner in owners]
