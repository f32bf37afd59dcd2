"""What the forms about partnerships share: who writes, on which day it was, where it is found."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from peckham.contracts import api as contracts
from peckham.interfaces.pages.forms import Form
from peckham.interfaces.staff.acting import scope_of
from peckham.kernel import Refused
from peckham.kernel.london import day_of

partnerships = contracts.partnerships
SECTION = "staff:integrators"


class PublishedElsewhere(Refused):
    """Something would be added to a place that is kept as others published it."""


type Part[One] = Callable[[HttpRequest, One, Form], str]


def today_of(request: HttpRequest) -> date:
    """Give the day it is."""
    return day_of(scope_of(request).at)


def who(request: HttpRequest) -> dict[str, Any]:
    """Give who writes and when, as every action asks."""
    scope = scope_of(request)
    return {"by": scope.actor, "at": scope.at}


def told(request: HttpRequest, form: Form, part: str) -> partnerships.Told:
    """Read when something happened and where that is found: every form of a page asks both."""
    on = form.day(f"on_{part}", today=today_of(request), required=_("Write the day."))
    source = form.line(f"source_{part}", required=_("Write where this is found."), longest=400)
    return partnerships.Told(on, source)


def check_kept_here(place: partnerships.views.PlaceView) -> None:
    """Refuse to add to a place that is kept as others published it.

    Raises:
        PublishedElsewhere: Always for such a place.
    """
    if place.told.is_published:
        raise PublishedElsewhere(
            _("This place is kept as others published it."),
            why=_("Nothing is mixed with the words of its source."),
            remedy=_("Whoever runs this deployment changes the file of the place."),
        )


def do_part[One](
    parts: Mapping[str, Part[One]], part: str, request: HttpRequest, one: One, form: Form
) -> str:
    """Do what one form of a page asks, or note on the form what is wrong.

    Returns:
        What to say when it is done.
    """
    if part not in parts:
        raise Http404
    try:
        with transaction.atomic():
            return parts[part](request, one, form)
    except Refused as refusal:
        form.refuse(refusal)
        return ""
