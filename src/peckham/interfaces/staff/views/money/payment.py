"""One payment: its lines, its payers' parts, and saying that a part was paid."""

from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from peckham.finance import api as finance
from peckham.interfaces.pages.forms import Form
from peckham.interfaces.pages.posting import SeeOther, once, reads
from peckham.interfaces.staff.acting import may, scope_of
from peckham.interfaces.staff.money_pages import SECTION
from peckham.interfaces.staff.rendering import for_permission, staff_page
from peckham.interfaces.staff.views.contracts.practice import today_of
from peckham.interfaces.staff.views.money.files import taken_away
from peckham.interfaces.staff.views.money.payments import JOB
from peckham.kernel import Refused, money

HEADER = ("line", "cause", "whom", "on", "from", "until", "days", "people before", "people after",
    "pounds", "why")  # fmt: skip
instalments = finance.payments.instalments


def _found(public_id: UUID) -> instalments.Issued:
    try:
        return instalments.issued_one(public_id)
    except instalments.NoSuchPayment:
        raise Http404 from None


def _page(
    request: HttpRequest, payment: instalments.Issued, form: Form, part: UUID | None = None
) -> HttpResponse:
    lines = {one.id: one for one in finance.parties.contracts_of_reader()}
    context = {
        "section": SECTION,
        "payment": payment,
        "contract": lines.get(payment.contract_id),
        "form": form,
        "part": part,
        "own": scope_of(request).organisation_id if may(request, "run_payments") else None,
    }
    status = 200 if form.is_valid else 422
    return staff_page(request, "staff/money/payment.jinja", context, status=status)


@reads
@for_permission("read_ledger")
def payment(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show one payment down to its practices and days; printed, it is the remittance."""
    return _page(request, _found(public_id), Form())


@reads
@for_permission("read_ledger")
def as_file(request: HttpRequest, public_id: UUID, kind: str) -> HttpResponse:
    """Give the lines of a payment as a spreadsheet or a workbook."""
    rows = [
        (
            number,
            line.of.cause,
            line.of.whom,
            line.of.on,
            line.of.from_on,
            line.of.until_on,
            line.of.days,
            line.of.before,
            line.of.after,
            money.pounds(line.of.pence),
            line.why,
        )
        for number, line in enumerate(_found(public_id).lines, start=1)
    ]
    return taken_away(kind, "payment", HEADER, rows)


@once
@for_permission("run_payments")
def pay(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say that one's organisation has paid its part."""
    try:
        whole, part = instalments.part(public_id)
    except instalments.NoSuchPayment:
        raise Http404 from None
    form, scope = Form(request.POST), scope_of(request)
    paid_on = form.day("paid_on", today=today_of(request), required=_("Write the day of payment."))
    said = form.line("reference", required=_("Write where it is found in the bank's statement."))
    if form.is_valid and paid_on is not None:
        try:
            with transaction.atomic():
                key, work = finance.payments.asking.ask_to_mark_paid(
                    of_part=part.public_id, paid_on=paid_on, reference=said, by=scope.actor,
                    at=scope.at,
                )  # fmt: skip
            app.configure_task(JOB).defer(work_id=key)
            return SeeOther(reverse("staff:payment_work", kwargs={"public_id": work}))
        except Refused as refusal:
            form.refuse(refusal)
    return _page(request, whole, form, part.public_id)
