"""Signing in (by password, in the demonstration only), choosing where to act, signing out."""

from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from peckham.interfaces.pages.filters import near_moment
from peckham.interfaces.pages.forms import Form
from peckham.interfaces.pages.posting import SeeOther
from peckham.interfaces.pages.rendering import page
from peckham.interfaces.signing_in import sessions, signing_out, trying
from peckham.interfaces.signing_in.next_page import next_page
from peckham.interfaces.signing_in.profiles import provider
from peckham.interfaces.staff import beginning
from peckham.interfaces.staff.acting import ACTING_IN, memberships_of, scope_of
from peckham.interfaces.staff.navigation import lands_on
from peckham.interfaces.staff.rendering import staff_page

SITE = "/staff/"
WAY = "staff password"


def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in with a name and a password, where this is a demonstration."""
    form = Form(request.POST)
    if request.method == "POST" and settings.DEMONSTRATION:
        username = form.line("username", required=_("Write your user name."), longest=80)
        account = _by_password(request, form, "username", username)
        if account is not None:
            wanted = next_page(request, SITE)
            return SeeOther(beginning.begin(request, account, then=wanted))
    context = {
        "form": form,
        "demonstration": settings.DEMONSTRATION,
        "provider": provider("staff"),
        "next": next_page(request, SITE),
    }
    return page(request, "staff/sign_in.jinja", context, status=200 if form.is_valid else 422)


def _by_password(
    request: HttpRequest, form: Form, field: str, username: str
) -> AbstractBaseUser | None:
    """Check a user name and the password on the form, unless both were tried too often."""
    password = form.value("password")
    if not password:
        form.fail("password", _("Write your password."))
    if not form.is_valid:
        return None
    tried = trying.try_of(request, username, way=WAY)
    until = tried.waits_until()
    if until is not None:
        moment = near_moment(until, scope_of(request).at)
        form.fail(field, _("This was tried too many times. Try again %s.") % moment)
        return None
    account = authenticate(request, username=username, password=password)
    if account is None:
        tried.failed("wrong password")
        form.fail(field, _("That user name and password do not go together."))
    else:
        tried.succeeded()
    return account


def confirm(request: HttpRequest) -> HttpResponse:
    """Ask again who is at the screen, and go back to what they were about to do."""
    form = Form(request.POST)
    if request.method == "POST" and settings.DEMONSTRATION:
        username = request.user.get_username()
        if _by_password(request, form, "password", username) is not None:
            sessions.confirm(request.session, at=scope_of(request).at)
            return SeeOther(next_page(request, SITE) or reverse("staff:home"))
    context = {
        "form": form,
        "demonstration": settings.DEMONSTRATION,
        "provider": provider("staff"),
        "next": next_page(request, SITE),
    }
    status = 200 if form.is_valid else 422
    return staff_page(request, "staff/confirm.jinja", context, status=status)


def acting_in(request: HttpRequest) -> HttpResponse:
    """Choose the organisation, team and role to act in."""
    scope = scope_of(request)
    if scope.account_id is None:
        return HttpResponseRedirect(reverse("staff:sign_in"))
    current = memberships_of(request)
    form = Form(request.POST)
    if request.method == "POST":
        keys = {str(entry.public_id): entry for entry in current}
        chosen = form.choice("membership", keys, required=_("Choose where you act."))
        if form.is_valid:
            request.session[ACTING_IN] = chosen
            return SeeOther(next_page(request, SITE) or reverse(lands_on(keys[chosen].role)))
    context = {
        "form": form,
        "memberships": current,
        "chosen": request.session.get(ACTING_IN, ""),
        "next": next_page(request, SITE),
    }
    status = 200 if form.is_valid else 422
    return staff_page(request, "staff/acting_in.jinja", context, status=status)


def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out here and, where the provider has it, there; forget what the session held."""
    page_after = reverse("staff:sign_in")
    if request.method != "POST":
        return SeeOther(page_after)
    return SeeOther(signing_out.end(request, "staff", back=page_after))
