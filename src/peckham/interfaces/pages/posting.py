"""One way to answer a POST: done once however often it is sent, with the reader's version read."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from peckham.infra import idempotency
from peckham.kernel import Refused

View = Callable[..., HttpResponse]

KEY = "idempotency_key"
VERSION = "version"


class IncompleteForm(Refused):
    """The form came without the hidden marks that every form here carries."""


class SeeOther(HttpResponseRedirect):
    """After a POST, look here with a GET; the browser may then be reloaded safely."""

    status_code = 303


def key_of(request: HttpRequest) -> UUID:
    """Read the form's idempotency key.

    Raises:
        IncompleteForm: If it is missing or malformed.
    """
    try:
        return UUID(request.POST.get(KEY, ""))
    except ValueError:
        raise IncompleteForm(
            _("This form was not complete when it reached us, so nothing was saved."),
            remedy=_("Go back, load the page again and send it once more."),
        ) from None


def version_of(request: HttpRequest) -> int:
    """Read the version of the row that the reader was looking at.

    Raises:
        IncompleteForm: If it is missing or malformed.
    """
    try:
        return int(request.POST[VERSION])
    except (KeyError, ValueError):
        raise IncompleteForm(
            _("The form does not say which version of the request it is about."),
            remedy=_("Go back, load the page again and send it once more."),
        ) from None


def reads(view: View) -> Callable[..., HttpResponseBase]:
    """Mark a view that only reads: GET and HEAD."""
    return require_http_methods(["GET", "HEAD"])(view)


def once(view: View) -> Callable[..., HttpResponseBase]:
    """Mark a view that changes something: POST does it once; GET, where the view has one, shows it.

    A second POST with the same key is sent where the first one led. An answer that is not a
    redirect (a form with errors) is not remembered, so that it can be sent again when right.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        key, actor = key_of(request), request.scope.actor.identifier  # type: ignore[attr-defined]
        earlier = idempotency.earlier_outcome(key, actor=actor)
        if earlier is not None:
            return SeeOther(earlier)
        response = view(request, *args, **kwargs)
        if 300 <= response.status_code < 400:
            idempotency.remember(key, actor=actor, outcome=response["Location"])
        return response

    return require_http_methods(["GET", "HEAD", "POST"])(answer)


def posts(view: View) -> Callable[..., HttpResponseBase]:
    """Mark a view that is only ever posted to, once."""
    return require_http_methods(["POST"])(once(view))
