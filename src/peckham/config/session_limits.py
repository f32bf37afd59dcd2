"""Ends a session that has lasted too long or that nobody uses, before anything is answered in it.

How long is argued in docs/explanation/security.md.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

from peckham.infra import clock
from peckham.interfaces.signing_in import sessions
from peckham.interfaces.signing_in.sessions import RESIDENT

# How often use is written down: not at every page, so that reading a page writes nothing else.
NOTED_EVERY = timedelta(minutes=1)
# What a page asks by itself, over and over, is no sign that somebody is there.
ASKED_BY_THE_PAGE = frozenset({"staff:live_state"})


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a session may last.

    Args:
        whole: From signing in, however it is used.
        idle: Without anything being done.
    """

    whole: timedelta
    idle: timedelta


STAFF = Limits(whole=timedelta(hours=10), idle=timedelta(minutes=30))
OWN_RECORD = Limits(whole=timedelta(hours=2), idle=timedelta(minutes=10))


class SessionLimitsMiddleware:
    """End what is over; note that a session is in use."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request in its session, or in a new one where that is over."""
        limits = _limits_of(request)
        if limits is not None:
            now = clock.now()
            if _is_over(request, limits, now):
                logout(request)
            else:
                _note(request, now)
        return self.get_response(request)


def _limits_of(request: HttpRequest) -> Limits | None:
    if request.user.is_authenticated:
        return STAFF
    return OWN_RECORD if RESIDENT in request.session else None


def _is_over(request: HttpRequest, limits: Limits, now: datetime) -> bool:
    began, used = sessions.began_at(request.session), sessions.used_at(request.session)
    if began is not None and now - began > limits.whole:
        return True
    # Use is noted to the minute; the doubt goes to whoever still sits there.
    return used is not None and now - used > limits.idle + NOTED_EVERY


def _note(request: HttpRequest, now: datetime) -> None:
    used = sessions.used_at(request.session)
    if used is not None and now - used < NOTED_EVERY:
        return
    if not _is_asked_by_the_page(request):
        sessions.use(request.session, at=now)


def _is_asked_by_the_page(request: HttpRequest) -> bool:
    try:
        return resolve(request.path_info).view_name in ASKED_BY_THE_PAGE
    except Resolver404:
        return False
