"""A copy of my record: ask for it, find it again, read it, take it away."""

import json
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from procrastinate.contrib.django import app

from peckham.interfaces.pages.posting import SeeOther, once, reads
from peckham.interfaces.pages.rendering import page
from peckham.interfaces.residents.look_words import PARTS, ROLES, WHY
from peckham.interfaces.residents.signed_in import resident_of
from peckham.interfaces.residents.tasks import MAKE_COPY
from peckham.people import api as people
from peckham.sharing import api as sharing

ALL = ["identity", "requests", "health_record", "care_plan"]


@once
def copies(request: HttpRequest) -> HttpResponse:
    """List the copies of one's own record and how far they are; a POST asks for a new one."""
    resident = resident_of(request)
    if request.method == "POST":
        key = sharing.exports.ask()
        if key is not None and resident is not None:
            app.configure_task(MAKE_COPY).defer(
                export_id=key, person_id=resident.person_id, public_id=str(resident.public_id)
            )
        return SeeOther(reverse("residents:my_copy"))
    found = sharing.exports.own_exports()
    context = {
        "copies": found,
        "is_being_made": any(copy.state in ("waiting", "working") for copy in found),
        "days": sharing.exports.KEPT_DAYS,
    }
    return page(request, "residents/my_copy.jinja", context)


def _read(request: HttpRequest, public_id: UUID) -> str:
    """Give a copy's content, and write down that its person read it."""
    content = sharing.exports.content(public_id)
    resident = resident_of(request)
    if resident is not None:
        people.record_look(resident.person_id, parts=["copy"], categories=ALL)
    return content


@reads
def as_json(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give a copy for a computer to read."""
    response = HttpResponse(_read(request, public_id), content_type="application/json")
    response["Content-Disposition"] = 'attachment; filename="my-record.json"'
    response["Cache-Control"] = "no-store"
    return response


@reads
def printable(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show a copy for a person to read and print."""
    context = {
        "copy": json.loads(_read(request, public_id)),
        "roles": ROLES,
        "why": WHY,
        "parts": PARTS,
    }
    return page(request, "residents/my_copy_page.jinja", context)
