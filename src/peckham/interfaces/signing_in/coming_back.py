"""Somebody comes back from a provider: counted, checked, logged, and let in or told why not."""

from collections.abc import Callable

from django.http import HttpRequest
from django.utils.translation import gettext as _

from peckham.interfaces.pages.filters import near_moment
from peckham.interfaces.signing_in import flow, trying
from peckham.interfaces.signing_in.profiles import Provider
from peckham.interfaces.signing_in.published import ProviderSilent
from peckham.interfaces.signing_in.refusing import NotLetIn, silent


def let_in[Who](
    request: HttpRequest,
    provider: Provider,
    *,
    back: str,
    judge: Callable[[flow.Claims], Who],
) -> tuple[flow.Claims, Who]:
    """Check what came back with the reader, and say who they are here.

    Args:
        request: The reader's.
        provider: Where they were.
        back: The address that they came back to.
        judge: Says who the claims are, or raises NotLetIn.

    Raises:
        NotLetIn: Saying what to do.
    """
    way = f"{provider.profile.name} provider"
    # Before the provider has said who it is, failures count by session and by address.
    tried = trying.try_of(request, f"{way} {request.session.session_key}", way=way)
    until = tried.waits_until()
    if until is not None:
        moment = near_moment(until, request.scope.at)  # type: ignore[attr-defined]
        raise NotLetIn(
            _("This was tried too many times. Try again %s.") % moment, logged="too many tries"
        )
    try:
        claims = flow.finish(request, provider, back=back)
    except flow.SignInRefused as problem:
        tried.failed(str(problem))
        raise NotLetIn(
            _("We could not check that sign-in."),
            logged=str(problem),
            remedy=_("It may have taken too long, or have been opened twice. Sign in again."),
        ) from problem
    except ProviderSilent as problem:
        tried.said(f"provider silent: {problem}")
        raise silent() from problem
    known = trying.try_of(request, f"{claims.issuer} {claims.subject}", way=way)
    try:
        who = judge(claims)
    except NotLetIn as refusal:
        known.failed(refusal.logged)
        raise
    known.succeeded()
    return claims, who


def check_level(provider: Provider, claims: flow.Claims) -> None:
    """Refuse somebody of whom the provider is not sure enough; the signed token alone says it.

    Raises:
        NotLetIn: Saying how to be sure enough.
    """
    profile = provider.profile
    level = claims.token.get(profile.level_claim)
    if profile.is_enough(level, least=provider.least_level):
        return
    staff = profile.name == "staff"
    raise NotLetIn(
        _("You signed in, but not in a way that is sure enough to open records.")
        if staff
        else _("You signed in, but who you are has not been proven fully yet."),
        logged="level too low",
        remedy=_("Sign in again with your smartcard or passkey.")
        if staff
        else _("Prove who you are with the sign-in service, then sign in here again. Until then "
               "you can ask for help, and follow a request with its reference and code."),
    )  # fmt: skip
