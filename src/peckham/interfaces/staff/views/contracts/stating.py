"""Drafting a contract, stating its parts, and proposing to change them once it left draft."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from peckham.contracts import api as contracts
from peckham.contracts.api import heads
from peckham.interfaces.pages.forms import Form
from peckham.interfaces.pages.posting import SeeOther, once, version_of
from peckham.interfaces.staff import contract_parts as parts_of
from peckham.interfaces.staff import contracting as words
from peckham.interfaces.staff.acting import may, scope_of
from peckham.interfaces.staff.contracting import SECTION, contract_or_404, today_of
from peckham.interfaces.staff.rendering import for_permission, staff_page
from peckham.interfaces.staff.views.requests import DONE
from peckham.kernel import Refused
from peckham.organisations import api as organisations
from peckham.places import api as places

View = heads.views.ContractView


@once
@for_permission("keep_contracts")
def draft(request: HttpRequest) -> HttpResponse:
    """Draft a contract from the template of its kind."""
    form = Form(request.POST if request.method == "POST" else {})
    found = {str(each.place_id): each.place_name for each in places.planning.plans()}
    if request.method == "POST":
        public_id = _drafted(request, form, found)
        if public_id is not None:
            request.session[DONE] = _("Drafted. Now say what it covers.")
            return SeeOther(reverse("staff:contract", kwargs={"public_id": public_id}))
    context = {
        "section": SECTION,
        "form": form,
        "kinds": contracts.kinds().by_code.values(),
        "places": found,
        "relations": words.RELATIONS,
    }
    status = 200 if form.is_valid else 422
    return staff_page(request, "staff/contracts/heads_new.jinja", context, status=status)


def _drafted(request: HttpRequest, form: Form, found: dict[str, str]) -> UUID | None:
    scope = scope_of(request)
    reference = form.line("reference", required=_("Write a reference."), longest=60)
    title = form.line("title", required=_("Write a title."), longest=160)
    kind = form.choice("kind", contracts.kinds().by_code, required=_("Choose a kind."))
    place = form.choice("place", found)
    starts_on = form.day("starts_on", today=None, required=_("Write the first day."))
    if not form.is_valid or starts_on is None:
        return None
    try:
        with transaction.atomic():
            return heads.draft_contract(
                reference=reference,
                title=title,
                kind=kind,
                kept_by=scope.organisation_id or 0,
                starts_on=starts_on,
                place_id=int(place) if place else None,
                by=scope.actor,
                at=scope.at,
            )
    except Refused as refusal:
        form.refuse(refusal)
        return None


@once
@for_permission("propose_changes")
def state(request: HttpRequest, public_id: UUID, part: str) -> HttpResponse:
    """State a part of a draft anew; once it has left draft, propose the change as a variation."""
    if part not in words.PARTS:
        raise Http404
    view = contract_or_404(public_id, today_of(request))
    is_draft = view.line.stands == "draft"
    if is_draft and not may(request, "keep_contracts"):
        raise Http404
    form = Form(request.POST) if request.method == "POST" else parts_of.filled(part, view)
    if request.method == "POST" and _stated(request, form, view, part):
        request.session[DONE] = (
            _("Written down. What it said before is kept.")
            if is_draft
            else _("Proposed. It changes nothing before each commissioner has agreed.")
        )
        return SeeOther(reverse("staff:contract", kwargs={"public_id": public_id}))
    context = {
        "section": SECTION,
        "contract": view,
        "part": part,
        "form": form,
        "is_draft": is_draft,
        "version": view.numbers[part],
        "words": words,
        "rows": parts_of.SHARES,
        "services": heads.services(),
        "organisations": organisations.directory(),
        "parents": _parents(request, view),
    }
    status = 200 if form.is_valid else 422
    return staff_page(request, "staff/contracts/heads_part.jinja", context, status=status)


def _parents(request: HttpRequest, view: View) -> dict[int, str]:
    """Give the contracts in which this one may nest."""
    return {
        line.id: f"{line.reference} {line.title}"
        for line in heads.views.contracts(at=scope_of(request).at)
        if line.kind.code in view.line.kind.nests_in
    }


def _stated(request: HttpRequest, form: Form, view: View, part: str) -> bool:
    scope = scope_of(request)
    stated = parts_of.read(part, form, view)
    proposal = _proposal(form) if view.line.stands != "draft" else None
    if not form.is_valid:
        return False
    try:
        with transaction.atomic():
            if proposal is None:
                heads.keep_parts(
                    contract_id=view.line.id,
                    parts=stated,
                    follows={part: version_of(request)},
                    by=scope.actor,
                    at=scope.at,
                )
            else:
                what, why, from_on = proposal
                heads.propose_variation(
                    contract_id=view.line.id,
                    what=what,
                    why=why,
                    from_on=from_on,
                    parts=_with_terms(stated, form, view),
                    proposed_by=scope.organisation_id or 0,
                    by=scope.actor,
                    at=scope.at,
                )
    except Refused as refusal:
        form.refuse(refusal)
        return False
    return True


def _proposal(form: Form) -> tuple[str, str, date] | None:
    what = form.line("what", required=_("Say what would change."))
    why = form.passage("why", required=_("Say why."))
    from_on = form.day("from_on", today=None, required=_("Write the first day of the change."))
    return (what, why, from_on) if from_on is not None else None


def _with_terms(stated: heads.stated.Parts, form: Form, view: View) -> heads.stated.Parts:
    """Add the price that goes with a change of people or services: as it is, where one says so."""
    if form.value("price") != "stays" or view.terms is None or stated.terms is not None:
        return stated
    return heads.stated.Parts(
        view.terms, stated.commissioners, stated.people, stated.scope, stated.outcomes
    )
