"""One's own pages, for a resident who has signed in."""

from django.http import HttpRequest, HttpResponse

from peckham.care import api as care
from peckham.interfaces.pages.posting import reads
from peckham.interfaces.pages.rendering import page
from peckham.interfaces.residents import choices
from peckham.interfaces.residents.signed_in import resident_of


@reads
def requests(request: HttpRequest) -> HttpResponse:
    """List what is open for the resident, with who has it and by when."""
    resident = resident_of(request)
    mine = care.open_requests_of(resident.person_id) if resident else ()
    context = {"requests": mine, "states": choices.STATES}
    return page(request, "residents/my_requests.jinja", context)
