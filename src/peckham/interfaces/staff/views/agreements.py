"""Agreements: the list, one agreement, signing it and leaving it."""

from datetime import datetime, time, timedelta
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peckham.interfaces.pages import access_words
from peckham.interfaces.pages.filters import moment as said_moment
from peckham.interfaces.pages.forms import Form
from peckham.interfaces.pages.posting import SeeOther, once, reads
from peckham.interfaces.staff.acting import may, scope_of
from peckham.interfaces.staff.agreeing import history_of, line_of, state_words
from peckham.interfaces.staff.reauthentication import require_recent_sign_in
from peckham.interfaces.staff.rendering import for_permission, for_verb, staff_page
from peckham.interfaces.staff.views.requests import DONE
from peckham.kernel import Refused
from peckham.kernel.london import day_of, moment
from peckham.sharing import api as sharing
from peckham.sharing.api import agreement_views

SECTION = "staff:agreements"
FROM_WHEN = {"now": gettext_lazy("Now"), "later": gettext_lazy("A later day")}


def _found(request: HttpRequest, public_id: UUID) -> agreement_views.AgreementView:
    try:
        return agreement_views.agreement(public_id, at=scope_of(request).at)
    except agreement_views.UnknownAgreement:
        raise Http404 from None


def _address(view: agreement_views.AgreementView) -> str:
    return reverse("staff:agreement", kwargs={"public_id": view.public_id})


@reads
@for_verb(SECTION)
def agreements(request: HttpRequest) -> HttpResponse:
    """List every agreement, those that wait for the reader's signature first."""
    scope = scope_of(request)
    views = agreement_views.all_agreements(at=scope.at)
    lines = [line_of(view, scope.organisation_id, at=scope.at) for view in views]
    context = {
        "may_draft": may(request, "sign_agreements"),
        "waiting": [line for line in lines if line.waits],
        "others": [line for line in lines if not line.waits],
        "words": access_words,
    }
    return staff_page(request, "staff/access/agreements.jinja", context)


@reads
@for_verb(SECTION)
def agreement(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show one agreement in plain words: the version in force, or the one that was asked for."""
    scope, view = scope_of(request), _found(request, public_id)
    asked = request.GET.get("version", "")
    default = view.latest if view.waits_for(scope.organisation_id) else view.shown
    version = next((v for v in view.versions if str(v.number) == asked), default)
    mine = version.party(scope.organisation_id)
    signs = may(request, "sign_agreements")
    context = {
        "section": SECTION,
        "agreement": view,
        "paper": version,
        "state": state_words(version),
        "line": line_of(view, scope.organisation_id, at=scope.at),
        "history": history_of(view),
        "opt_outs": sharing.register.opt_outs_for(version.terms.purposes),
        "may_sign": signs and mine is not None and mine.signed_at is None and not version.is_over,
        "may_leave": signs and view.may_leave(scope.organisation_id, at=scope.at),
        "may_draft": signs and view.drafted_for_id == scope.organisation_id,
        "words": access_words,
        "done": request.session.pop(DONE, ""),
    }
    return staff_page(request, "staff/access/agreement.jinja", context)


@require_recent_sign_in
@once
@for_permission("sign_agreements")
def sign(request: HttpRequest, public_id: UUID, number: int) -> HttpResponse:
    """Sign a version for the organisation that one acts for, having read what begins with it."""
    scope, view = scope_of(request), _found(request, public_id)
    version = next((v for v in view.versions if v.number == number), None)
    if version is None or version.party(scope.organisation_id) is None:
        raise Http404
    form = Form(request.POST)
    if request.method == "POST":
        position = form.line(
            "position",
            required=_("Write as what you sign, for example Caldicott Guardian."),
            longest=120,
        )
        form.choice("confirm", ["yes"], required=_("Tick that you have read it and may sign."))
        if form.is_valid and _signed(request, version, position, form):
            request.session[DONE] = _(
                "Signed. Version %(number)d binds your organisation from now on."
            ) % {"number": number}
            return SeeOther(_address(view))
    begins = sharing.leaving.would_begin(
        version.id, organisation_id=scope.organisation_id or 0, at=scope.at
    )
    context = {
        "section": SECTION,
        "agreement": view,
        "paper": version,
        "form": form,
        "give_to": version.names(begins.give_to),
        "given_by": version.names(begins.given_by),
        "words": access_words,
    }
    status = 200 if form.is_valid else 422
    return staff_page(request, "staff/access/sign.jinja", context, status=status)


def _signed(
    request: HttpRequest, version: agreement_views.VersionView, position: str, form: Form
) -> bool:
    scope = scope_of(request)
    try:
        with transaction.atomic():
            sharing.agreements.sign(
                version_id=version.id,
                organisation_id=scope.organisation_id or 0,
                position=position,
                account_id=scope.account_id,
                by=scope.actor,
                at=scope.at,
            )
    except Refused as refusal:
        form.refuse(refusal)
        return False
    return True


def _from_at(form: Form, *, at: datetime) -> datetime:
    """Read from when: now, or the first moment of a day that is still to come."""
    when = form.choice("from", FROM_WHEN, required=_("Say from when."))
    if when != "later":
        return at
    day = form.day("from_on", today=None, required=_("Write the day from which you leave."))
    if day is not None and day <= day_of(at):
        form.fail("from_on", _("Write a day after today, or choose “Now”."))
    return moment(day, time.min) if day is not None else at


@require_recent_sign_in
@once
@for_permission("sign_agreements")
def leave(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Leave an agreement for one's organisation, having read what ends and what goes on."""
    scope, view = scope_of(request), _found(request, public_id)
    organisation_id = scope.organisation_id or 0
    version = view.signed_version(organisation_id)
    if version is None:
        raise Http404
    form = Form(request.POST)
    if request.method == "POST":
        reason = form.passage(
            "reason", required=_("Say why: the other parties read it."), longest=1000
        )
        from_at = _from_at(form, at=scope.at)
        if form.is_valid and _left(request, view, reason, from_at, form):
            request.session[DONE] = _("Your organisation leaves from %(at)s.") % {
                "at": said_moment(from_at)
            }
            return SeeOther(_address(view))
    ends = sharing.leaving.would_end(view.id, organisation_id=organisation_id, from_at=scope.at)
    context = {
        "section": SECTION,
        "agreement": view,
        "form": form,
        "from_when": FROM_WHEN,
        "give_to": version.names(ends.give_to),
        "given_by": version.names(ends.given_by),
        "still_open": sharing.leaving.open_requests_across(organisation_id),
        "tomorrow": day_of(scope.at) + timedelta(days=1),
        "words": access_words,
    }
    status = 200 if form.is_valid else 422
    return staff_page(request, "staff/access/leave.jinja", context, status=status)


def _left(
    request: HttpRequest,
    view: agreement_views.AgreementView,
    reason: str,
    from_at: datetime,
    form: Form,
) -> bool:
    scope = scope_of(request)
    try:
        with transaction.atomic():
            sharing.agreements.withdraw(
                agreement_id=view.id,
                organisation_id=scope.organisation_id or 0,
                reason=reason,
                from_at=from_at,
                account_id=scope.account_id,
                by=scope.actor,
                at=scope.at,
            )
    except Refused as refusal:
        form.refuse(refusal)
        return False
    return True
