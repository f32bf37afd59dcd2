"""Signing in (by password, in the demonstration only), choosing where to act, signing out."""

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from peckham.interfaces.pages.forms import Form
from peckham.interfaces.pages.posting import SeeOther
from peckham.interfaces.pages.rendering import page
from peckham.interfaces.staff.acting import ACTING_IN, scope_of
from peckham.interfaces.staff.navigation import lands_on
from peckham.interfaces.staff.rendering import staff_page
from peckham.organisations import api as organisations


def _safe_next(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if safe and wanted.startswith("/staff/") else ""


def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in with a name and a password, where this is a demonstration."""
    demonstration = getattr(settings, "DEMONSTRATION", False)
    form = Form(request.POST)
    if request.method == "POST" and demonstration:
        username = form.line("username", required=_("Write your user name."), longest=80)
        password = form.value("password")
        if not password:
            form.fail("password", _("Write your password."))
        account = None
        if form.is_valid:
            account = authenticate(request, username=username, password=password)
            if account is None:
                form.fail("username", _("That user name and password do not go together."))
        if account is not None:
            login(request, account)
            return SeeOther(_after_signing_in(request, account.pk))
    context = {"form": form, "demonstration": demonstration, "next": _safe_next(request)}
    return page(request, "staff/sign_in.jinja", context, status=200 if form.is_valid else 422)


def _after_signing_in(request: HttpRequest, account_id: int) -> str:
    current = organisations.memberships(account_id, at=scope_of(request).at)
    if len(current) != 1:
        query = f"?next={_safe_next(request)}" if _safe_next(request) else ""
        return reverse("staff:acting_in") + query
    request.session[ACTING_IN] = str(current[0].public_id)
    return _safe_next(request) or reverse(lands_on(current[0].role))


def acting_in(request: HttpRequest) -> HttpResponse:
    """Choose the organisation, team and role to act in."""
    scope = scope_of(request)
    if scope.account_id is None:
        return HttpResponseRedirect(reverse("staff:sign_in"))
    current = organisations.memberships(scope.account_id, at=scope.at)
    form = Form(request.POST)
    if request.method == "POST":
        keys = {str(entry.public_id): entry for entry in current}
        chosen = form.choice("membership", keys, required=_("Choose where you act."))
        if form.is_valid:
            request.session[ACTING_IN] = chosen
            return SeeOther(_safe_next(request) or reverse(lands_on(keys[chosen].role)))
    context = {
        "form": form,
        "memberships": current,
        "chosen": request.session.get(ACTING_IN, ""),
        "next": _safe_next(request),
    }
    status = 200 if form.is_valid else 422
    return staff_page(request, "staff/acting_in.jinja", context, status=status)


def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out, and forget everything that the session held."""
    if request.method == "POST":
        logout(request)
    return SeeOther(reverse("staff:sign_in"))
