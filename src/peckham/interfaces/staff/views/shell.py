"""Where a role's day starts, and the page of keys."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from peckham.interfaces.pages.posting import reads
from peckham.interfaces.staff.acting import scope_of
from peckham.interfaces.staff.navigation import lands_on
from peckham.interfaces.staff.rendering import staff_page


@reads
def home(request: HttpRequest) -> HttpResponse:
    """Go to the page on which the reader's role starts."""
    return HttpResponseRedirect(reverse(lands_on(scope_of(request).role)))


@reads
def keys(request: HttpRequest) -> HttpResponse:
    """List the keys, for readers without JavaScript too."""
    return staff_page(request, "staff/keys.jinja")
