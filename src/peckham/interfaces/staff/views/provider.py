"""Signing in, and showing again who one is, with the provider of identity of staff."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from peckham.interfaces.pages.posting import SeeOther, reads
from peckham.interfaces.pages.rendering import page
from peckham.interfaces.signing_in import coming_back, flow, sessions
from peckham.interfaces.signing_in.next_page import next_page
from peckham.interfaces.signing_in.profiles import Provider, provider
from peckham.interfaces.signing_in.published import ProviderSilent
from peckham.interfaces.signing_in.refusing import NotLetIn, silent
from peckham.interfaces.staff import beginning
from peckham.interfaces.staff.acting import scope_of
from peckham.interfaces.staff.views.sign_in import SITE
from peckham.kernel import Refused
from peckham.organisations import api as organisations


def connected() -> Provider:
    """Give the provider of staff; where none is connected these pages are not there."""
    found = provider("staff")
    if found is None:
        raise Http404
    return found


def back(request: HttpRequest) -> str:
    """Give our address that the provider sends somebody back to."""
    return request.build_absolute_uri(reverse("staff:come_back"))


def _leave(request: HttpRequest, *, again: bool) -> HttpResponse:
    try:
        address = flow.start(
            request, connected(), back=back(request), then=next_page(request, SITE), again=again
        )
    except ProviderSilent:
        return _refused(request, silent())
    return HttpResponseRedirect(address)


@reads
def leave(request: HttpRequest) -> HttpResponse:
    """Send somebody to the provider."""
    return _leave(request, again=False)


@reads
def confirm(request: HttpRequest) -> HttpResponse:
    """Send somebody who has signed in to the provider, which asks again who they are."""
    return _leave(request, again=True)


@reads
def come_back(request: HttpRequest) -> HttpResponse:
    """Let in whom the provider has just checked, or say why not and what to do."""
    found = connected()
    try:
        claims, (account, organisation_id) = coming_back.let_in(
            request,
            found,
            back=back(request),
            judge=lambda claims: _judge(request, found, claims),
        )
    except NotLetIn as refusal:
        return _refused(request, refusal)
    if claims.again:
        sessions.confirm(request.session, at=scope_of(request).at)
        return SeeOther(claims.next or reverse("staff:home"))
    start = beginning.begin(
        request,
        account,
        then=claims.next,
        organisation_id=organisation_id,
        id_token=claims.id_token,
    )
    return SeeOther(start)


def _refused(request: HttpRequest, refusal: NotLetIn) -> HttpResponse:
    context = {"refusal": refusal, "again": reverse("staff:sign_in")}
    return page(request, "staff/not_let_in.jinja", context, status=403)


def _judge(request: HttpRequest, found: Provider, claims: flow.Claims) -> tuple[Any, int | None]:
    coming_back.check_level(found, claims)
    account = organisations.identities.account_of(issuer=claims.issuer, subject=claims.subject)
    if account is None:
        raise NotLetIn(
            _("You signed in, but no account here is linked to you."),
            logged="unknown subject",
            remedy=_("Ask for an account to be linked to your sign-in. Tell them that you signed "
                     "in and saw this page; do not send them a password."),
            who=_("The person who looks after accounts in your organisation."),
        )  # fmt: skip
    if claims.again and request.user.pk != account.pk:
        raise NotLetIn(
            _("Somebody else signed in than the person at this screen."),
            logged="another account",
            remedy=_("Sign out here, and sign in as yourself."),
        )
    return account, _organisation(request, found, claims, account.pk)


def _organisation(
    request: HttpRequest, found: Provider, claims: flow.Claims, account_id: int
) -> int | None:
    """Give the organisation of the role that was chosen at the provider, where it asks for one."""
    profile = found.profile
    if not profile.role_claim:
        return None
    code = _code_of_role(profile, claims)
    try:
        organisation_id = organisations.organisation_by_ods(code).id
    except Refused:
        organisation_id = 0
    held = organisations.memberships(account_id, at=scope_of(request).at)
    if any(entry.team.organisation_id == organisation_id for entry in held):
        return organisation_id
    raise NotLetIn(
        _("You signed in, but no team of the organisation that you chose has you in it here."),
        logged="no membership there",
        remedy=_("Sign in again and choose the role of the organisation that you work for here, or "
                 "ask to be added to a team."),
        who=_("The person who looks after accounts in your organisation."),
    )  # fmt: skip


def _code_of_role(profile: Any, claims: flow.Claims) -> str:
    # The role must be in the signed token; the list of roles comes with userinfo.
    chosen, roles = claims.token.get(profile.role_claim), claims.said.get(profile.roles_claim)
    for role in roles if isinstance(roles, list) else ():
        if isinstance(role, dict) and chosen and role.get(profile.role_key) == chosen:
            return str(role.get(profile.organisation_key, ""))
    raise NotLetIn(
        _("You signed in, but chose no role."),
        logged="no role",
        remedy=_("Sign in again and choose the role in which you work."),
    )
