"""Rendering a page inside the open scope, with what every page needs."""

from collections.abc import Mapping

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from peckham.infra import clock
from peckham.infra.sample import household_sample
from peckham.interfaces.pages import languages
from peckham.interfaces.pages.brand import brand


def every_page(request: HttpRequest, *, status: int = 200) -> dict[str, object]:
    """Give the names that the base template prints; after a fault, without the database."""
    choice = getattr(request, "language", None) or languages.choose(None, ())
    scope = getattr(request, "scope", None)
    demonstration = getattr(settings, "DEMONSTRATION", False)
    asks = demonstration and scope is not None and status < 500 and not connection.needs_rollback
    return {
        "brand": brand(),
        "language": choice,
        "languages_on_offer": languages.ON_OFFER,
        "now": scope.at if scope else clock.now(),
        "is_demonstration": demonstration,
        "resident": getattr(request, "resident", None),
        "sample": household_sample() if asks else None,
    }


def page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, object] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    """Render a page now, inside the scope, and let nobody's cache keep it.

    Args:
        request: The request that is answered.
        template: Name of the template, such as "residents/home.jinja".
        context: What the page itself shows.
        status: The HTTP status.
    """
    body = render_to_string(
        template, {**every_page(request, status=status), **(context or {})}, request
    )
    response = HttpResponse(body, status=status)
    scope = getattr(request, "scope", None)
    signed_in = (scope is not None and scope.account_id is not None) or getattr(
        request, "resident", None
    )
    response["Cache-Control"] = "no-store" if signed_in else "private, no-cache"
    return response
