"""Pages for what cannot be done: refusals, and the four errors of the web."""

import logging

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from peckham.interfaces.pages.cited_rules import cited_rules
from peckham.interfaces.pages.rendering import page
from peckham.kernel import Refused

log = logging.getLogger("peckham.pages")


def site_of(request: HttpRequest) -> str:
    """Say which site's header and words an error page should wear."""
    return "staff" if request.path.startswith("/staff/") else "residents"


def refusal_page(request: HttpRequest, refusal: Refused, *, status: int = 409) -> HttpResponse:
    """Say what was refused, why, by which rule and its source, what would make it right, who can.

    Whatever the view had written before it was refused is undone.
    """
    rule = cited_rules()[refusal.rule] if refusal.rule is not None else None
    title = _("This cannot be done")
    context = {"refusal": refusal, "rule": rule, "site": site_of(request), "title": title}
    response = page(request, "pages/refusal.jinja", context, status=status)
    if connection.in_atomic_block:
        transaction.set_rollback(True)
    return response


def error_page(request: HttpRequest, status: int, title: str, *sentences: str) -> HttpResponse:
    """Render one of the web's own errors in plain words."""
    context = {"title": title, "sentences": sentences, "site": site_of(request)}
    return page(request, "pages/error.jinja", context, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: what was sent could not be read, most often because it was too big."""
    return error_page(
        request,
        400,
        _("We could not read what was sent"),
        _("It may have been too long. Nothing was saved."),
        _("Go back, make it shorter, and send it again."),
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: the person who is signed in may not see this."""
    return error_page(
        request,
        403,
        _("You cannot see this page"),
        _("The role that you are acting in does not include it."),
        _("If you work in another team, change the team that you act in. If this is wrong, ask "
          "the person who looks after accounts in your organisation."),
    )  # fmt: skip


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 of a form whose protective token is missing or old, or that another site sent."""
    facts = {"request_id": getattr(request, "request_id", "")}
    log.warning("form refused", extra={"facts": facts})
    return error_page(
        request,
        403,
        _("This form is out of date"),
        _("It was open for a long time, or cookies are turned off. Nothing was saved."),
        _("Go back, load the page again and send it once more."),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: there is nothing here, or nothing that the reader may know of."""
    return error_page(
        request,
        404,
        _("Page not found"),
        _("The address may be mistyped, or the page may no longer be here."),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault; nothing was kept of it.

    It is logged with its place and without its values: the log is no record of people.
    """
    facts = {"request_id": getattr(request, "request_id", "")}
    log.error("fault", exc_info=True, extra={"facts": facts})
    return error_page(
        request,
        500,
        _("Something went wrong on our side"),
        _("Nothing was saved. The fault has been recorded."),
        _("Try again in a few minutes."),
    )
