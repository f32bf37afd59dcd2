"""Spending a fund: principles written and ratified, a spending asked for, approved or let go."""

from dataclasses import replace
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from peckham.interfaces.pages import amounts
from peckham.interfaces.pages.forms import Form
from peckham.interfaces.pages.posting import SeeOther, key_of, posts
from peckham.interfaces.staff.acting import scope_of
from peckham.interfaces.staff.funding import PRINCIPLES, fund_or_404, show, today_of, who
from peckham.interfaces.staff.rendering import for_permission
from peckham.interfaces.staff.views.requests import DONE
from peckham.kernel import Refused
from peckham.ledger import api as ledger

HELD, OWED = "1200", "2200"
"""The accounts of every chart for money that is held for others."""


@posts
@for_permission("keep_ledger")
def ask(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask for a spending: it is pending, and held, until a partner approves it."""
    page, form = fund_or_404(public_id), Form(request.POST)
    entry = _asked(request, page, form)
    if entry is not None:
        try:
            with transaction.atomic():
                ledger.reserve(entry, **who(request))
        except Refused as refusal:
            form.refuse(refusal)
    if not form.is_valid:
        return show(request, public_id, form=form, tried="ask")
    return _done(request, public_id, _("Asked for. A partner who does not hold it approves it."))


def _asked(request: HttpRequest, page: ledger.funds.FundPage, form: Form) -> ledger.Entry | None:
    """Read the spending that is asked for. That it cites a principle is for the law to ask."""
    sums = amounts.pence(form, "amount", required=_("Write how much."))
    on = form.day("on", today=today_of(request), required=_("Write the day."))
    words = form.line("words", required=_("Write what it is for."))
    voucher = form.line("voucher", required=_("Write where the invoice or agreement is found."))
    recipient = form.line("recipient", required=_("Write who is paid in the end."))
    sector = form.choice(
        "sector", ledger.funds.sectors(), required=_("Choose the sector of who is paid.")
    )
    priority = form.line("priority", required=_("Write which priority it serves."))
    cited = form.choice("principle", page.principle_ids)
    if not form.is_valid or sums is None or on is None:
        return None
    told = ledger.Line(
        HELD,
        -sums,
        fund=page.fund.code,
        principle_id=page.principle_ids.get(cited),
        recipient=recipient,
        recipient_sector=sector,
        priority=priority,
    )
    return ledger.Entry(
        books_id=page.fund.holder_id,
        key=f"spending {key_of(request)}",
        origin="integrator",
        occurred_on=on,
        words=words,
        voucher=voucher,
        lines=(replace(told, account=OWED, pence=sums, principle_id=None), told),
    )


@posts
@for_permission("read_ledger")
def settle(request: HttpRequest, public_id: UUID, journal: UUID, what: str) -> HttpResponse:
    """Approve a spending that another partner holds the money of, or let it come to nothing."""
    if what not in ("approve", "drop"):
        raise Http404
    form = Form(request.POST)
    try:
        with transaction.atomic():
            ledger.settle(journal, posted=what == "approve", **who(request))
    except Refused as refusal:
        form.refuse(refusal)
        return show(request, public_id, form=form, tried="settle")
    if what == "approve":
        return _done(request, public_id, _("Approved. It is spent."))
    return _done(request, public_id, _("It came to nothing. The money is free again."))


@posts
@for_permission("keep_ledger")
def write_principles(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Write a version of the principles; the partners ratify it before anything cites it."""
    fund_or_404(public_id)
    form = Form(request.POST)
    written = {}
    for number in PRINCIPLES:
        code, words = form.line(f"code_{number}"), form.line(f"words_{number}", longest=1000)
        if bool(code) != bool(words):
            form.fail(f"code_{number}", _("Write a short name and the words of each principle."))
        elif code:
            written[code] = words
    if not written:
        form.fail("code_1", _("Write one principle at least."))
    if form.is_valid:
        try:
            with transaction.atomic():
                ledger.write_principles(public_id, written, **who(request))
        except Refused as refusal:
            form.refuse(refusal)
    if not form.is_valid:
        return show(request, public_id, form=form, tried="principles")
    return _done(request, public_id, _("Written. They stand once enough partners ratify them."))


@posts
@for_permission("ratify_principles")
def ratify(request: HttpRequest, public_id: UUID, number: int) -> HttpResponse:
    """Ratify a version for the organisation that one acts for."""
    fund_or_404(public_id)
    form = Form(request.POST)
    try:
        with transaction.atomic():
            own = scope_of(request).organisation_id or 0
            ledger.ratify(public_id, number, organisation_id=own, **who(request))
    except Refused as refusal:
        form.refuse(refusal)
        return show(request, public_id, form=form, tried="ratify")
    return _done(request, public_id, _("Ratified for your organisation."))


def _done(request: HttpRequest, public_id: UUID, words: str) -> HttpResponse:
    request.session[DONE] = words
    return SeeOther(reverse("staff:money_fund", kwargs={"public_id": public_id}))
