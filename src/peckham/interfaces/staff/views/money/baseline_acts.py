"""What is done about baselines: deciding, explaining, and what a decision needs."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peckham.finance import api as finance
from peckham.interfaces.pages.forms import Form
from peckham.interfaces.pages.posting import SeeOther, posts
from peckham.interfaces.staff import baseline_words as said_of
from peckham.interfaces.staff.acting import scope_of
from peckham.interfaces.staff.rendering import for_permission
from peckham.interfaces.staff.views.money import baselines as pages
from peckham.interfaces.staff.views.requests import DONE
from peckham.kernel import Refused
from peckham.kernel.london import day_of

book = finance.baselines
# Far above any budget, and far below what the database can hold.
PENCE_MAX = 10**15


@posts
@for_permission("adopt_baselines")
def decide(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Adopt a version, run it in shadow or refuse it, for the commissioner (rule 65)."""
    form = Form(request.POST)
    asked = _decision(request, form)
    if _done(request, form, lambda **by: book.decide(proposal=public_id, **asked, **by)):
        request.session[DONE] = _("Decided, and written down with its reason.")
        return SeeOther(reverse("staff:baseline", kwargs={"public_id": public_id}))
    return pages.version_page(request, public_id, form, "decide")


@posts
@for_permission("adopt_baselines")
def decide_budgeting(request: HttpRequest, public_id: UUID, proposal_id: UUID) -> HttpResponse:
    """Accept or refuse a change to budgeting, for the commissioner (rule 65)."""
    form = Form(request.POST)
    asked = _decision(request, form)
    if _done(request, form, lambda **by: book.decide(proposal=proposal_id, **asked, **by)):
        return _to_list(request, public_id, _("Decided, and written down with its reason."))
    return pages.list_page(request, public_id, form)


def _decision(request: HttpRequest, form: Form) -> dict[str, Any]:
    today = day_of(scope_of(request).at)
    return {
        "outcome": form.choice("outcome", said_of.OUTCOMES, required=_("Choose what is decided.")),
        "reason": form.passage("reason", required=_("Say why."), longest=2000),
        "decided_on": form.day("decided_on", today=today, required=_("Write the day.")),
        "over_allocation": form.line("over_allocation"),
    }


@posts
@for_permission("propose_baselines")
def explain(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Explain by how much a line's outturn differs from the ledger, and why."""
    form = Form(request.POST)
    version = pages.version_or_404(public_id)[1]
    asked: dict[str, Any] = {
        "service": form.choice(
            "service", version.inputs.outturn.lines, required=_("Choose the line.")
        ),
        "pence": _pence(form, "pence", least=None),
        "reason": form.passage("reason", required=_("Say why."), longest=2000),
        "said_by": form.line("said_by", required=_("Say who says so.")),
    }
    if _done(request, form, lambda **by: book.explain_difference(version=public_id, **asked, **by)):
        request.session[DONE] = _("Explained.")
        return SeeOther(reverse("staff:baseline", kwargs={"public_id": public_id}))
    return pages.version_page(request, public_id, form, "explain")


@posts
@for_permission("read_ledger")
def act(request: HttpRequest, public_id: UUID, what: str) -> HttpResponse:
    """Record an allocation, write a rule of rebasing, or propose a change to budgeting."""
    contract, form = pages.contract_or_404(public_id), Form(request.POST)
    if what not in _ACTS:
        raise Http404
    action, fields, words = _ACTS[what]
    asked = fields(request, form) | {"contract_id": contract.id}
    if _done(request, form, lambda **by: action(**asked, **by)):
        return _to_list(request, public_id, str(words))
    return pages.list_page(request, public_id, form)


def _allocation(request: HttpRequest, form: Form) -> dict[str, Any]:
    return {
        "year_from": form.day("year_from", today=None, required=_("Write the first day.")),
        "pence": _pence(form, "allocation_pence", least=0),
        "source": form.line("source", required=_("Say where it is from.")),
    }


def _rule(request: HttpRequest, form: Form) -> dict[str, Any]:
    return {
        "trigger": form.passage("trigger", required=_("Say on what trigger."), longest=1000),
        "asked_by": form.choice("asked_by", said_of.ASKED_BY, required=_("Choose who asks.")),
        "from_on": form.day("from_on", today=None, required=_("Write the first day.")),
        "source": form.line("rule_source", required=_("Say where it is from.")),
    }


def _budgeting(request: HttpRequest, form: Form) -> dict[str, Any]:
    return {
        "proposed_for": scope_of(request).organisation_id,
        "words": form.passage("words", required=_("Say what should change, and why.")),
    }


type Fields = Callable[[HttpRequest, Form], dict[str, Any]]
_ACTS: dict[str, tuple[Callable[..., object], Fields, str | Promise]] = {
    "allocation": (
        book.record_allocation,
        _allocation,
        gettext_lazy("The allocation is recorded."),
    ),
    "rebase": (book.write_rebase_rule, _rule, gettext_lazy("The rule is written down.")),
    "budgeting": (
        book.propose_budgeting,
        _budgeting,
        gettext_lazy("Proposed. The commissioner decides."),
    ),
}


def _pence(form: Form, name: str, *, least: int | None) -> int:
    """Read whole pence as somebody writes them; a point in them is refused."""
    text = form.line(name, required=_("Write it in whole pence."))
    try:
        found = int(text.replace(",", ""))
    except ValueError:
        form.fail(name, _("Write it in whole pence, such as 1234 for £12.34."))
        return 0
    if found < (-PENCE_MAX if least is None else least):
        form.fail(name, _("It cannot be below zero."))
    if (found == 0 and least is None) or found > PENCE_MAX:
        form.fail(name, _("Check the amount: it is 0, or more than anybody spends."))
    return found


def _done(request: HttpRequest, form: Form, action: Callable[..., object]) -> bool:
    """Do it, or note in the form what was refused."""
    scope = scope_of(request)
    if form.is_valid:
        try:
            with transaction.atomic():
                action(by=scope.actor, at=scope.at)
        except Refused as refusal:
            form.refuse(refusal)
    return form.is_valid


def _to_list(request: HttpRequest, public_id: UUID, words: str) -> HttpResponse:
    request.session[DONE] = words
    return SeeOther(reverse("staff:baselines", kwargs={"public_id": public_id}))
