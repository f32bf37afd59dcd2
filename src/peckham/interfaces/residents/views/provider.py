"""Signing in to one's own record with a provider that has proven who one is."""

from datetime import date
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from peckham.interfaces.pages.posting import SeeOther, reads
from peckham.interfaces.pages.rendering import page
from peckham.interfaces.residents import signed_in
from peckham.interfaces.residents.navigation import OWN
from peckham.interfaces.residents.views.signing_in import SITE
from peckham.interfaces.signing_in import coming_back, flow
from peckham.interfaces.signing_in.next_page import next_page
from peckham.interfaces.signing_in.profiles import Provider, provider
from peckham.interfaces.signing_in.published import ProviderSilent
from peckham.interfaces.signing_in.refusing import NotLetIn, silent
from peckham.kernel import NhsNumber, Refused
from peckham.people import api as people


def connected() -> Provider:
    """Give the provider of residents; where none is connected these pages are not there."""
    found = provider("residents")
    if found is None:
        raise Http404
    return found


def _back(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("residents:come_back"))


@reads
def leave(request: HttpRequest) -> HttpResponse:
    """Send somebody to the provider."""
    then = next_page(request, SITE)
    try:
        address = flow.start(request, connected(), back=_back(request), then=then)
    except ProviderSilent:
        return _refused(request, silent())
    return HttpResponseRedirect(address)


@reads
def come_back(request: HttpRequest) -> HttpResponse:
    """Open the record of whom the provider has proven, or say why not and what to do."""
    found = connected()
    try:
        claims, public_id = coming_back.let_in(
            request, found, back=_back(request), judge=lambda claims: _judge(found, claims)
        )
    except NotLetIn as refusal:
        return _refused(request, refusal)
    signed_in.begin(request.session, public_id, request=request)
    request.session["id_token"] = claims.id_token
    return SeeOther(claims.next or reverse(OWN[0].page))


def _refused(request: HttpRequest, refusal: NotLetIn) -> HttpResponse:
    return page(request, "residents/not_let_in.jinja", {"refusal": refusal}, status=403)


def _judge(found: Provider, claims: flow.Claims) -> UUID:
    coming_back.check_level(found, claims)
    try:
        number = NhsNumber.parse(str(claims.said.get("nhs_number", "")))
        born = date.fromisoformat(str(claims.said.get("birthdate", "")))
    except (Refused, ValueError) as problem:
        raise _no_record("no number or birth date") from problem
    public_id = people.signing_in.match(number, birth_date=born)
    if public_id is None:
        raise _no_record("no one record")
    return public_id


def _no_record(logged: str) -> NotLetIn:
    return NotLetIn(
        _("You signed in, but we could not find your record with certainty, so we open none."),
        logged=logged,
        remedy=_("Ring or visit the hub with something that shows who you are. They can check that "
                 "your NHS number and date of birth are right here. You can still ask for help."),
        who=_("The hub's reception."),
    )  # fmt: skip
