"""Drafting an agreement, and the next version of one."""

from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from peckham.interfaces.pages import access_words
from peckham.interfaces.pages.forms import Form
from peckham.interfaces.pages.posting import SeeOther, once, version_of
from peckham.interfaces.staff.acting import scope_of
from peckham.interfaces.staff.drafting import filled_from, read_terms
from peckham.interfaces.staff.rendering import for_permission, staff_page
from peckham.interfaces.staff.views.requests import DONE
from peckham.kernel import Refused
from peckham.organisations import api as organisations
from peckham.sharing import api as sharing
from peckham.sharing.api import agreement_views

SECTION = "staff:agreements"
Known = tuple[organisations.views.OrganisationView, ...]


def _page(
    request: HttpRequest,
    form: Form,
    known: Known,
    view: agreement_views.AgreementView | None = None,
) -> HttpResponse:
    context = {
        "section": SECTION,
        "form": form,
        "agreement": view,
        "organisations": known,
        "words": access_words,
        "own": scope_of(request).organisation_id,
        **({"version": view.latest.number} if view else {}),
    }
    status = 200 if form.is_valid else 422
    return staff_page(request, "staff/access/draft.jinja", context, status=status)


def _drafted(
    request: HttpRequest, form: Form, known: Known, view: agreement_views.AgreementView | None
) -> UUID | None:
    """Draft what the form says; give the agreement's public id, or None where it was refused."""
    scope = scope_of(request)
    reference, title = "", ""
    if view is None:
        reference = form.line("reference", required=_("Write a reference."), longest=60)
        title = form.line("title", required=_("Write a title."), longest=160)
    terms = read_terms(form, known, at=scope.at)
    if not form.is_valid:
        return None
    own = scope.organisation_id or 0
    try:
        with transaction.atomic():
            if view is None:
                made = sharing.agreements.draft_agreement(
                    reference=reference,
                    title=title,
                    drafted_for=own,
                    terms=terms,
                    by=scope.actor,
                    at=scope.at,
                )
            else:
                made = sharing.agreements.draft_version(
                    agreement_id=view.id,
                    terms=terms,
                    drafted_for=own,
                    follows=version_of(request),
                    by=scope.actor,
                    at=scope.at,
                )
    except Refused as refusal:
        form.refuse(refusal)
        return None
    return made.agreement_public_id


def _answer(
    request: HttpRequest, empty: Form, view: agreement_views.AgreementView | None
) -> HttpResponse:
    known = organisations.directory()
    if request.method != "POST":
        return _page(request, empty, known, view)
    form = Form(request.POST)
    public_id = _drafted(request, form, known, view)
    if public_id is None:
        return _page(request, form, known, view)
    request.session[DONE] = _("Drafted. It allows nothing before two parties have signed it.")
    return SeeOther(reverse("staff:agreement", kwargs={"public_id": public_id}))


@once
@for_permission("sign_agreements")
def draft(request: HttpRequest) -> HttpResponse:
    """Draft an agreement and its first version."""
    own = scope_of(request).organisation_id
    mine = [entry for entry in organisations.directory() if entry.id == own]
    empty = Form({f"part_{entry.public_id}": "both" for entry in mine})
    return _answer(request, empty, None)


@once
@for_permission("sign_agreements")
def draft_next(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Draft the next version of an agreement, beginning with what the latest says."""
    scope = scope_of(request)
    try:
        view = agreement_views.agreement(public_id, at=scope.at)
    except agreement_views.UnknownAgreement:
        raise Http404 from None
    return _answer(request, filled_from(view.latest.terms, organisations.directory()), view)
