"""Writing down what happened to a contract, passing its gates, and answering for one's own role."""

from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from peckham.contracts.api import heads
from peckham.interfaces.pages.forms import Form
from peckham.interfaces.pages.posting import SeeOther, once, posts
from peckham.interfaces.staff import contract_forms as forms
from peckham.interfaces.staff import contracting as words
from peckham.interfaces.staff.acting import may, scope_of
from peckham.interfaces.staff.contract_facts import FORMS
from peckham.interfaces.staff.contracting import SECTION, contract_or_404, today_of
from peckham.interfaces.staff.rendering import for_permission, staff_page
from peckham.interfaces.staff.views.requests import DONE
from peckham.kernel import Refused


@once
@for_permission("read_contracts")
def record(request: HttpRequest, public_id: UUID, kind: str) -> HttpResponse:
    """Write one kind of fact down."""
    today = today_of(request)
    view, fact = contract_or_404(public_id, today), FORMS.get(kind)
    if fact is None or not may(request, fact.permission):
        raise Http404
    form = Form(request.POST if request.method == "POST" else _today(fact, today))
    if request.method == "POST" and _written(request, form, fact, view):
        request.session[DONE] = _("Written down. It counts from today.")
        return SeeOther(reverse("staff:contract", kwargs={"public_id": public_id}))
    context = {
        "section": SECTION,
        "contract": view,
        "fact": fact,
        "form": form,
        "forms": forms,
    }
    status = 200 if form.is_valid else 422
    return staff_page(request, "staff/contracts/heads_record.jinja", context, status=status)


def _today(fact: forms.FactForm, today: object) -> dict[str, object]:
    """Fill the day of a new form with today."""
    return {
        f"{box.name}_{part}": getattr(today, part)
        for box in fact.boxes
        if box.kind in ("day", "later") and box.required
        for part in ("day", "month", "year")
    }


def _written(
    request: HttpRequest, form: Form, fact: forms.FactForm, view: heads.views.ContractView
) -> bool:
    scope = scope_of(request)
    values = forms.read(form, fact, view, today=today_of(request))
    if not form.is_valid:
        return False
    try:
        with transaction.atomic():
            fact.call(contract_id=view.line.id, **values, by=scope.actor, at=scope.at)
    except Refused as refusal:
        form.refuse(refusal)
        return False
    return True


@posts
@for_permission("keep_contracts")
def pass_gate(request: HttpRequest, public_id: UUID, gate: str) -> HttpResponse:
    """Pass the next gate; a rule that keeps it shut is the refusal's own page."""
    view, scope = contract_or_404(public_id, today_of(request)), scope_of(request)
    with transaction.atomic():
        heads.pass_gate(contract_id=view.line.id, gate=gate, by=scope.actor, at=scope.at)
    request.session[DONE] = _("Passed: %(gate)s.") % {"gate": words.GATES[gate]}
    return SeeOther(reverse("staff:contract", kwargs={"public_id": public_id}))


@posts
@for_permission("read_contracts")
def answer_role(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Accept or decline the role that was offered to oneself."""
    view, scope = contract_or_404(public_id, today_of(request)), scope_of(request)
    heads.holding.answer_role(
        contract_id=view.line.id,
        account_id=scope.account_id or 0,
        accepts=request.POST.get("accepts") == "yes",
        by=scope.actor,
        at=scope.at,
    )
    request.session[DONE] = _("Your answer is written down.")
    return SeeOther(reverse("staff:contract", kwargs={"public_id": public_id}))
