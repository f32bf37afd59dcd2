"""The first page: what somebody can do here."""

from django.http import HttpRequest, HttpResponse

from peckham.interfaces.pages.posting import reads
from peckham.interfaces.pages.rendering import page
from peckham.kernel.london import day_of
from peckham.places import api as places


@reads
def home(request: HttpRequest) -> HttpResponse:
    """Show the first page, with where to ring and where to come instead."""
    on = day_of(request.scope.at)  # type: ignore[attr-defined]
    hubs = sorted(places.hubs(on), key=lambda hub: hub.name)
    return page(request, "residents/home.jinja", {"hubs": hubs})
