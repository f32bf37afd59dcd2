"""The one middleware that opens the transaction and tells the database who acts, and why."""

import logging
from collections.abc import Callable
from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import Resolver404, resolve

from peckham.config.public_urls import is_page, is_public, shows_own_record
from peckham.infra import clock
from peckham.infra.scope import Scope, open_scope, public_scope, resident_scope
from peckham.interfaces.signing_in import sessions
from peckham.organisations import api as organisations
from peckham.people import api as people

log = logging.getLogger("peckham.scope")

# What a page is asked with.
METHODS = ("GET", "HEAD", "POST")
ACTING_IN = "acting_in_membership"
# The only organisation to act in, where the provider of identity said it at sign-in.
ORGANISATION = "organisation_signed_in_to"


class StreamingRefused(RuntimeError):
    """A view streamed its answer: it would be made after the scope has closed, and see no rows."""


class ScopeMiddleware:
    """Open the scope, answer inside it, keep nothing of an answer that failed (5xx).

    A view that no entry of `config/public_urls.py` names refuses a stranger here, before it runs.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request in the scope of whoever sent it."""
        scope = _scope_of(request)
        request.scope = scope  # type: ignore[attr-defined]
        with open_scope(scope):
            response = self.get_response(request)
            if response.streaming:
                raise StreamingRefused("Exports are jobs; a page answers whole.")
            if response.status_code >= 500:
                transaction.set_rollback(True)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: object, kwargs: object
    ) -> HttpResponse | None:
        """Refuse a stranger any view that is not public."""
        match = request.resolver_match
        if match is not None and is_page(match.view_name) and request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        if match is not None and is_public(match.view_name):
            return None
        if match is not None and shows_own_record(match.view_name):
            signed_in = request.resident is not None  # type: ignore[attr-defined]
            return None if signed_in else _sign_in_first(request, "residents:sign_in")
        if not request.user.is_authenticated:
            return _sign_in_first(request, "staff:sign_in")
        if request.scope.team_id is None and not _choosing_team(request):  # type: ignore[attr-defined]
            return _without_a_team(request)
        return None


def _without_a_team(request: HttpRequest) -> HttpResponse:
    """Refuse somebody who has left their team: they choose another, or the session is over."""
    if ACTING_IN not in request.session:
        raise PermissionDenied("No current membership of a team.")
    log.warning("membership ended", extra={"facts": {"request_id": _request_id(request)}})
    if request.memberships:  # type: ignore[attr-defined]
        return HttpResponseRedirect(resolve_url("staff:acting_in"))
    logout(request)
    raise PermissionDenied("Every membership of this account has ended.")


def _request_id(request: HttpRequest) -> str:
    return str(getattr(request, "request_id", ""))


def _memberships(
    request: HttpRequest, at: datetime
) -> tuple[organisations.views.MembershipView, ...]:
    if request.user.pk is None:
        return ()
    held = organisations.memberships(request.user.pk, at=at)
    only = request.session.get(ORGANISATION)
    return tuple(m for m in held if only in (None, m.team.organisation_id))


def _sign_in_first(request: HttpRequest, page: str) -> HttpResponse:
    return HttpResponseRedirect(f"{resolve_url(page)}?{urlencode({'next': request.path})}")


def _choosing_team(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and match.view_name in ("staff:acting_in", "staff:sign_out")


def _scope_of(request: HttpRequest) -> Scope:
    at = clock.now()
    request_id = getattr(request, "request_id", "")
    request.resident = None  # type: ignore[attr-defined]
    if not request.user.is_authenticated:
        return _scope_of_resident(request, at=at, request_id=request_id)
    # Asked once for the scope and for the header that says it: see interfaces/staff/acting.py.
    current = _memberships(request, at)
    request.memberships = current  # type: ignore[attr-defined]
    chosen = request.session.get(ACTING_IN)
    # One that has ended, or never was this account's: no other stands in for it unasked.
    is_current = chosen is None or any(str(m.public_id) == chosen for m in current)
    return organisations.scopes.scope_in(
        current if is_current else (),
        account=request.user,
        membership_public_id=chosen,
        at=at,
        request_id=request_id,
    )


def _scope_of_resident(request: HttpRequest, *, at: datetime, request_id: str) -> Scope:
    """Open one's own record to the pages that show it; asking for help goes on as anybody's."""
    resident = _resident_of(request)
    request.resident = resident  # type: ignore[attr-defined]
    if resident is None or not _shows_own_record(request):
        return public_scope(at=at, request_id=request_id)
    return resident_scope(
        person_id=resident.person_id,
        public_id=str(resident.public_id),
        name=resident.name,
        at=at,
        request_id=request_id,
    )


def _resident_of(request: HttpRequest) -> people.signing_in.ResidentView | None:
    kept = request.session.get(sessions.RESIDENT)
    if kept is None:
        return None
    found = people.signing_in.signed_in(UUID(kept))
    if found is None:
        # The person has died or was erased: whoever holds the session has no record to open.
        request.session.flush()
    return found


def _shows_own_record(request: HttpRequest) -> bool:
    try:
        return shows_own_record(resolve(request.path_info).view_name)
    except Resolver404:
        return False
