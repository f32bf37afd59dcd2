"""Activity that comes in as files, how far each is, and the prices of what was done."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from peckham.contracts import api as contracts
from peckham.finance import api as finance
from peckham.interfaces.pages.forms import Form
from peckham.interfaces.pages.posting import SeeOther, once, posts, reads
from peckham.interfaces.staff import statement_words as said
from peckham.interfaces.staff.acting import may, scope_of
from peckham.interfaces.staff.money_pages import SECTION
from peckham.interfaces.staff.rendering import for_permission, staff_page
from peckham.interfaces.staff.views.money.reading import contract_or_404, months_over, today_of
from peckham.kernel import Refused

activity, stating = finance.activity, finance.statements
_PENCE_MAX = 1_000_000_000


@once
@for_permission("run_payments")
def imports(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """List the files that came in under a contract, and take another."""
    contract, form = contract_or_404(public_id), Form(request.POST)
    if request.method == "POST":
        begun = _brought(request, contract.id, form)
        if begun is not None:
            return SeeOther(reverse("staff:activity_batch", kwargs={"public_id": begun}))
    return _imports_page(request, contract, form)


def _imports_page(
    request: HttpRequest, contract: finance.parties.ContractLine, form: Form
) -> HttpResponse:
    context = {
        "section": SECTION,
        "contract": contract,
        "batches": activity.batches(contract.id),
        "columns": activity.COLUMNS,
        "months": list(months_over(today_of(request))),
        "form": form,
        "said": said,
    }
    status = 200 if form.is_valid else 422
    return staff_page(request, "staff/money/activity_imports.jinja", context, status=status)


@posts
@for_permission("run_payments")
def of_needs(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Leave a month of the Needs book to the worker."""
    contract, scope, form = contract_or_404(public_id), scope_of(request), Form(request.POST)
    months = {month.isoformat(): month for month in months_over(today_of(request))}
    month = months.get(form.value("month"))
    if month is None:
        raise Http404
    try:
        key, begun = activity.ask_needs(
            contract_id=contract.id, month=month, by=scope.actor, at=scope.at
        )
    except Refused as refusal:
        form.refuse(refusal)
        return _imports_page(request, contract, form)
    app.configure_task(activity.NEEDS_JOB).defer(batch_id=key)
    return SeeOther(reverse("staff:activity_batch", kwargs={"public_id": begun}))


def _brought(request: HttpRequest, contract_id: int, form: Form) -> UUID | None:
    scope, file = scope_of(request), request.FILES.get("file")
    source = form.line("source", required=_("Say who sent the file."), longest=64)
    if file is None:
        form.fail("file", _("Choose a file."))
    if not form.is_valid or file is None:
        return None
    try:
        key, public_id = activity.bring_in(
            contract_id=contract_id,
            name=file.name or "",
            content=file.read(activity.FILE_BYTES_MAX + 1),
            source=source,
            by=scope.actor,
            at=scope.at,
        )
    except Refused as refusal:
        form.refuse(refusal)
        return None
    app.configure_task(activity.JOB).defer(batch_id=key)
    return public_id


@reads
@for_permission("read_ledger")
def batch(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show how far a file is; when it is over, what came of it, or what is wrong by row."""
    try:
        found = activity.batch(public_id)
    except activity.NoSuchBatch:
        raise Http404 from None
    lines = finance.parties.contracts_of_reader()
    context = {
        "section": SECTION,
        "batch": found,
        "contract": next(line for line in lines if line.id == found.contract_id),
        "is_open": found.is_open,
        "said": said,
    }
    part = "staff/money/activity_batch_state.jinja"
    template = part if "part" in request.GET else "staff/money/activity_batch.jinja"
    return staff_page(request, template, context)


@once
@for_permission("read_ledger")
def prices(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show a contract's price lists, and write another."""
    contract, form = contract_or_404(public_id), Form(request.POST)
    given = contracts.subcontracting.subcontracts(contract.id, on=today_of(request))
    view = contracts.heads.views.contract(public_id, on=today_of(request))
    in_scope = [one.service for one in view.line.said.in_scope()] if view.line.said else []
    if (
        request.method == "POST"
        and may(request, "run_payments")
        and _priced(request, contract.id, form, in_scope, {one.reference: one for one in given})
    ):
        return SeeOther(reverse("staff:prices", kwargs={"public_id": public_id}))
    context = {
        "section": SECTION,
        "contract": contract,
        "lists": stating.price_lists(contract.id),
        "in_scope": in_scope,
        "given": given,
        "services": said.services(),
        "form": form,
        "may_write": may(request, "run_payments"),
    }
    status = 200 if form.is_valid else 422
    return staff_page(request, "staff/money/activity_prices.jinja", context, status=status)


def _priced(
    request: HttpRequest,
    contract_id: int,
    form: Form,
    in_scope: list[str],
    given: dict[str, contracts.subcontracting.SubcontractView],
) -> bool:
    scope = scope_of(request)
    from_on = form.day("from_on", today=None, required=_("Say from which day on."))
    source = form.line("source", required=_("Say where the prices are from."), longest=200)
    chosen = form.choice("subcontract", given) if form.value("subcontract") else ""
    pence = {code: _pence(form, f"price_{code}") for code in in_scope}
    if not form.is_valid or from_on is None:
        return False
    try:
        stating.write_prices(
            contract_id=contract_id,
            from_on=from_on,
            pence={code: each for code, each in pence.items() if each},
            source=source,
            subcontract=given[chosen].public_id if chosen else None,
            by=scope.actor,
            at=scope.at,
        )
    except Refused as refusal:
        form.refuse(refusal)
        return False
    return True


def _pence(form: Form, name: str) -> int:
    text = form.line(name, longest=12).replace(",", "")
    if not text:
        return 0
    if text.isascii() and text.isdigit() and 0 < int(text) <= _PENCE_MAX:
        return int(text)
    form.fail(name, _("Write whole pence, such as 1234 for £12.34."))
    return 0
