"""See what became of one's own complaint or claim: by reference and code, or signed in."""

from datetime import date

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from peckham.contracts.api import complaints, travel
from peckham.interfaces.pages.owed.telling import OwedTold, told_claim, told_complaint
from peckham.interfaces.pages.posting import reads
from peckham.interfaces.pages.rendering import page
from peckham.kernel.london import day_of

OPENED = "owed_tracking"


def open_by_code(request: HttpRequest, subject: str, reference: str, code: str) -> bool:
    """Keep in the session that this complaint or claim is open here, if the code fits it."""
    if _found(request, subject, reference, code) is None:
        return False
    request.session[OPENED] = [subject, reference, code]
    return True


def _found(request: HttpRequest, subject: str, reference: str, code: str) -> OwedTold | None:
    scope = request.scope  # type: ignore[attr-defined]
    on = day_of(scope.at)
    if subject == "complaint":
        story = complaints.track(reference, code, at=scope.at, on=on)
        return told_complaint(story) if story else None
    claim = travel.track(reference, code, at=scope.at, on=on)
    return told_claim(claim) if claim else None


@reads
def progress(request: HttpRequest) -> HttpResponse:
    """Show the complaint or claim that this session has opened."""
    opened = request.session.get(OPENED)
    told = _found(request, *opened) if opened else None
    if told is None:
        return HttpResponseRedirect(reverse("residents:track"))
    return page(request, "residents/owed/progress.jinja", {"told": told})


@reads
def mine(request: HttpRequest) -> HttpResponse:
    """List one's own complaints and claims, made while signed in."""
    on: date = day_of(request.scope.at)  # type: ignore[attr-defined]
    told = [told_complaint(each) for each in complaints.own_complaints(on=on)]
    told += [told_claim(each) for each in travel.own_claims(on=on)]
    return page(request, "residents/owed/mine.jinja", {"all": told})
