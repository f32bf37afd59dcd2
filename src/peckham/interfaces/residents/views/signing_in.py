"""Signing in to one's own record, and out; by password in the demonstration only."""

from uuid import UUID

from django.conf import settings
from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from peckham.interfaces.pages.filters import near_moment
from peckham.interfaces.pages.forms import Form
from peckham.interfaces.pages.posting import SeeOther, reads
from peckham.interfaces.pages.rendering import page
from peckham.interfaces.residents import signed_in
from peckham.interfaces.residents.navigation import OWN
from peckham.interfaces.signing_in import sessions, signing_out, trying
from peckham.interfaces.signing_in.next_page import next_page
from peckham.interfaces.signing_in.profiles import provider
from peckham.kernel import NhsNumber, Refused
from peckham.people import api as people

SITE = "/my/"
# The demonstration has one password, of which this account of its staff holds the hash.
DOOR_KEEPER = "navigator"
SHOWN = 4


def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in with an NHS number and the demonstration's password, where this is one."""
    form = Form(request.POST)
    if request.method == "POST" and settings.DEMONSTRATION:
        found = _by_password(request, form)
        if found is not None:
            wanted = next_page(request, SITE) or reverse(OWN[0].page)
            signed_in.begin(request.session, found, request=request)
            return SeeOther(wanted)
    context = {
        "form": form,
        "demonstration": settings.DEMONSTRATION,
        "provider": provider("residents"),
        "invented": people.signing_in.invented(SHOWN) if settings.DEMONSTRATION else (),
        "next": next_page(request, SITE),
    }
    return page(request, "residents/sign_in.jinja", context, status=200 if form.is_valid else 422)


def _by_password(request: HttpRequest, form: Form) -> UUID | None:
    written = form.line("nhs_number", required=_("Write the NHS number."), longest=20)
    password = form.value("password")
    if not password:
        form.fail("password", _("Write the password."))
    if not form.is_valid:
        return None
    try:
        number = NhsNumber.parse(written)
    except Refused as refusal:
        form.refuse(refusal)
        return None
    return _try(request, form, number, password)


def _try(request: HttpRequest, form: Form, number: NhsNumber, password: str) -> UUID | None:
    tried = trying.try_of(request, number.digits, way="resident password")
    until = tried.waits_until()
    if until is not None:
        at = request.scope.at  # type: ignore[attr-defined]
        form.fail(
            "nhs_number",
            _("This was tried too many times. Try again %s.") % near_moment(until, at),
        )
        return None
    knows = authenticate(request, username=DOOR_KEEPER, password=password) is not None
    found = people.signing_in.match(number, birth_date=None) if knows else None
    if found is None:
        tried.failed("wrong password" if not knows else "no such resident")
        form.fail("nhs_number", _("That NHS number and password do not go together."))
        return None
    tried.succeeded()
    return found


def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out here and, where the provider has it, there; forget what the session held."""
    home = reverse("residents:home")
    if request.method != "POST":
        return SeeOther(home)
    return SeeOther(signing_out.end(request, "residents", back=home))


@require_POST
def stay(request: HttpRequest) -> HttpResponse:
    """Stay signed in: being asked is being used, which the limits of sessions note."""
    sessions.use(request.session, at=request.scope.at)  # type: ignore[attr-defined]
    return HttpResponse(status=204)


@reads
def timed_out(request: HttpRequest) -> HttpResponse:
    """Say why somebody is signed out; whoever still is, is so from now on."""
    if request.session.get(sessions.RESIDENT):
        request.session.flush()
        request.resident = None  # type: ignore[attr-defined]
    return page(request, "residents/timed_out.jinja")
