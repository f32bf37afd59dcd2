"""Who shares records with whom, for what and why: for everybody to read, without signing in."""

from django.http import HttpRequest, HttpResponse

from peckham.interfaces.pages import access_words
from peckham.interfaces.pages.posting import reads
from peckham.interfaces.pages.rendering import page
from peckham.sharing.api import agreement_views, register


@reads
def agreements(request: HttpRequest) -> HttpResponse:
    """Show the agreements that are in force now, between whom, and which objections count."""
    at = request.scope.at  # type: ignore[attr-defined]
    in_force = [
        (version, view, register.opt_outs_for(version.terms.purposes))
        for view in agreement_views.all_agreements(at=at)
        for version in view.versions
        if version.standing.state == "in_force"
    ]
    context = {"in_force": in_force, "words": access_words}
    return page(request, "residents/agreements.jinja", context)
