"""Who has looked at my record: to that person, and to nobody who acts for them."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse

from peckham.interfaces.pages.posting import reads
from peckham.interfaces.pages.rendering import page
from peckham.interfaces.residents.look_words import days_of
from peckham.interfaces.residents.signed_in import resident_of
from peckham.people import api as people
from peckham.sharing import api as sharing

PAGE_LENGTH = 100


@reads
def looks(request: HttpRequest) -> HttpResponse:
    """Show a page of looks by day, newest first; the look at this page is written down too."""
    found = sharing.log.own_looks(after=_after(request), limit=PAGE_LENGTH)
    resident = resident_of(request)
    if resident is not None:
        people.record_look(resident.person_id, parts=["looks"], categories=["identity"])
    context = {
        "days": days_of(found.rows),
        "after": f"{found.after[0].isoformat()}_{found.after[1]}" if found.after else "",
        "is_first_page": "after" not in request.GET,
    }
    return page(request, "residents/my_looks.jinja", context)


def _after(request: HttpRequest) -> tuple[datetime, int] | None:
    """Read where the page before ended: a moment and a key, in the address of the next page."""
    try:
        moment, key = request.GET.get("after", "").rsplit("_", 1)
        at = datetime.fromisoformat(moment)
        return (at, int(key)) if at.tzinfo else None
    except ValueError:
        return None
