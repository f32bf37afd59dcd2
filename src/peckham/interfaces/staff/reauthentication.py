"""Asking again who somebody is, before an act that must be theirs."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from peckham.interfaces.pages.posting import SeeOther
from peckham.interfaces.signing_in import sessions
from peckham.interfaces.staff.acting import scope_of

View = Callable[..., HttpResponseBase]

RECENT = timedelta(minutes=5)
# What was opened in time may be sent this much later: words are not lost while they are written.
WRITING = timedelta(minutes=10)


def is_recent(request: HttpRequest) -> bool:
    """Say whether the reader has shown who they are lately enough for this request."""
    confirmed = sessions.confirmed_at(request.session)
    allowed = RECENT + WRITING if request.method == "POST" else RECENT
    return confirmed is not None and scope_of(request).at - confirmed <= allowed


def require_recent_sign_in(view: View) -> View:
    """Mark a view for which its reader signed in, or showed who they are, within five minutes.

    Else the reader is asked again and comes back. A form opened in time may be sent ten minutes
    later; after that it is opened anew.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if is_recent(request):
            return view(request, *args, **kwargs)
        return SeeOther(f"{reverse('staff:confirm')}?{urlencode({'next': request.path})}")

    return answer
