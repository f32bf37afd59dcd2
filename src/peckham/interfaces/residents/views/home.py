"""The first page: what somebody can do here."""

from django.http import HttpRequest, HttpResponse

from peckham.interfaces.pages.posting import reads
from peckham.interfaces.pages.rendering import page


@reads
def home(request: HttpRequest) -> HttpResponse:
    """Show the first page."""
    return page(request, "residents/home.jinja")
