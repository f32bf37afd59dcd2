"""The one middleware that opens the transaction and tells the database who acts, and why."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url

from peckham.config.public_urls import is_public
from peckham.infra import clock
from peckham.infra.scope import Scope, open_scope, public_scope
from peckham.organisations import api as organisations

ACTING_IN = "acting_in_membership"


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
        if match is not None and is_public(match.view_name):
            return None
        if not request.user.is_authenticated:
            address = f"{resolve_url('staff:sign_in')}?next={request.path}"
            return HttpResponseRedirect(address)
        if request.scope.team_id is None and not _choosing_team(request):  # type: ignore[attr-defined]
            raise PermissionDenied("No current membership of a team.")
        return None


def _choosing_team(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and match.view_name in ("staff:acting_in", "staff:sign_out")


def _scope_of(request: HttpRequest) -> Scope:
    at = clock.now()
    request_id = getattr(request, "request_id", "")
    if not request.user.is_authenticated:
        return public_scope(at=at, request_id=request_id)
    # Asked once for the scope and for the header that says it: see interfaces/staff/acting.py.
    current = organisations.memberships(request.user.pk, at=at)
    request.memberships = current  # type: ignore[attr-defined]
    return organisations.scope_in(
        current,
        account=request.user,
        membership_public_id=request.session.get(ACTING_IN),
        at=at,
        request_id=request_id,
    )
