"""Finding people, and one person's page."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from peckham.care import api as care
from peckham.infra import reference
from peckham.interfaces.pages.forms import Form
from peckham.interfaces.pages.posting import SeeOther, reads
from peckham.interfaces.staff import found, limit_words
from peckham.interfaces.staff.acting import may, scope_of
from peckham.interfaces.staff.rendering import for_verb, staff_page
from peckham.interfaces.staff.rows import names_of
from peckham.interfaces.staff.views.emergencies import may_break_glass
from peckham.kernel import Refused
from peckham.kernel.london import day_of
from peckham.people import api as people_book
from peckham.sharing import api as sharing

RESULTS_MAX = 20


def results_for(request: HttpRequest) -> dict[str, object]:
    """Search for what the session holds; give what the list of results shows."""
    term = found.term(request.session)
    form = Form({"q": term})
    rows: tuple[people_book.views.PersonFound, ...] = ()
    if term:
        try:
            rows = people_book.search(term, limit=RESULTS_MAX + 1)
        except Refused as refusal:
            form.refuse(refusal)
        found.keep_shown(request.session, rows[:RESULTS_MAX])
    return {
        "form": form,
        "term": term,
        "rows": rows[:RESULTS_MAX],
        "more": len(rows) > RESULTS_MAX,
        "limit": RESULTS_MAX,
        "linking": found.linking(request.session),
        "may_begin": may(request, "take_requests"),
        "may_break_glass": may_break_glass(request),
    }


def find(request: HttpRequest) -> HttpResponse:
    """Keep what is searched for, and show the results on the page that asked."""
    if request.method == "POST":
        found.search_for(request.session, Form(request.POST).line("q", longest=120)[:120])
    at_the_door = request.POST.get("page") == "door"
    return SeeOther(reverse("staff:door" if at_the_door else "staff:people"))


@reads
@for_verb("staff:people")
def people(request: HttpRequest) -> HttpResponse:
    """Show whom the last search found."""
    return staff_page(request, "staff/people.jinja", results_for(request))


@reads
@for_verb("staff:people")
def person(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show one person: who, how to talk with them, where they belong, and what they asked."""
    scope = scope_of(request)
    try:
        seen = people_book.person(public_id)
    except Refused as refusal:
        return _closed(request, public_id, refusal)
    requests = care.open_requests_of(seen.id)
    context = {
        "person": seen,
        "requests": requests,
        "people": names_of(requests, on=day_of(scope.at)),
        "section": "staff:people",
        "may_begin": may(request, "take_requests"),
        "may_break_glass": may_break_glass(request),
        "emergency": sharing.emergencies.open_emergency([seen.id]),
        "limits": people_book.limits.limits_of(seen.id),
        "objections": reference.table("objections.toml"),
        "limit_words": limit_words,
    }
    return staff_page(request, "staff/person.jinja", context)


def _closed(request: HttpRequest, public_id: UUID, refusal: Refused) -> HttpResponse:
    """Say that a record is closed, why, and what may be done about it."""
    why = people_book.limits.why_closed(public_id)
    context = {
        "refusal": refusal,
        "why": limit_words.WHY.get(why, "") if why != "no relationship" else "",
        "is_refused": why == "refused",
        "may_break_glass": may_break_glass(request) and why != "own record",
        "public_id": public_id,
        "title": _("Person"),
        "section": "staff:people",
    }
    return staff_page(request, "staff/person_closed.jinja", context, status=403)
