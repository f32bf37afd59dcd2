"""An organisation's own books: trial balance, one journal, and closing a period."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from peckham.interfaces.pages.forms import Form
from peckham.interfaces.pages.posting import SeeOther, key_of, once, posts, reads
from peckham.interfaces.pages.spreadsheet import spreadsheet
from peckham.interfaces.pages.workbook import workbook
from peckham.interfaces.staff.acting import may, scope_of
from peckham.interfaces.staff.funding import today_of, who
from peckham.interfaces.staff.money_pages import SECTION
from peckham.interfaces.staff.rendering import for_permission, staff_page
from peckham.interfaces.staff.views.requests import DONE
from peckham.kernel import Refused
from peckham.kernel.money import pounds
from peckham.ledger import api as ledger

_BALANCE = ("code", "account", "kind", "debit pounds", "credit pounds")


@reads
@for_permission("read_ledger")
def trial_balance(request: HttpRequest) -> HttpResponse:
    """Show what every account comes to on a day, and that the whole sums to nothing."""
    on, books = _on(request), _own(request)
    rows = ledger.trial_balance(books, on=on)
    context = {
        "section": SECTION,
        "on": on,
        "rows": rows,
        "debits": sum(row.pence for row in rows if row.pence > 0),
        "credits": -sum(row.pence for row in rows if row.pence < 0),
        "check": ledger.books.check_sum(books, on=on),
    }
    return staff_page(request, "staff/money/trial_balance.jinja", context)


@reads
@for_permission("read_ledger")
def trial_balance_as(request: HttpRequest, kind: str) -> HttpResponse:
    """Give the trial balance as a spreadsheet or a workbook."""
    if kind not in ("csv", "xlsx"):
        raise Http404
    on = _on(request)
    rows = [
        (row.code, row.name, row.kind, pounds(max(row.pence, 0)), pounds(max(-row.pence, 0)))
        for row in ledger.trial_balance(_own(request), on=on)
    ]
    name = f"trial-balance-{on.isoformat()}.{kind}"
    if kind == "xlsx":
        return workbook(name, _("Trial balance"), _BALANCE, rows)
    return spreadsheet(name, _BALANCE, rows)


@reads
@for_permission("read_ledger")
def journal(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show one journal: its postings, its voucher, what it takes back and what took it back."""
    return _journal(request, public_id, Form())


@posts
@for_permission("keep_ledger")
def reverse_journal(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take a posted journal back, line by line."""
    form = Form(request.POST)
    words = form.line("words", required=_("Write why it is taken back."))
    on = form.day("on", today=today_of(request), required=_("Write the day."))
    if form.is_valid and on is not None:
        try:
            with transaction.atomic():
                back = ledger.reverse(
                    public_id, key=f"back {key_of(request)}", occurred_on=on, words=words,
                    **who(request),
                )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal)
        else:
            request.session[DONE] = _("Taken back by this journal.")
            return SeeOther(reverse("staff:money_journal", kwargs={"public_id": back}))
    return _journal(request, public_id, form)


@once
@for_permission("keep_ledger")
def close(request: HttpRequest) -> HttpResponse:
    """Close the books through a day that is over, and show what keeps them from it."""
    form = Form(request.POST)
    if request.method == "POST":
        day = form.day("through", today=today_of(request), required=_("Write the last day."))
        if day is not None and form.is_valid:
            try:
                with transaction.atomic():
                    ledger.close_period(books_id=_own(request), through_on=day, **who(request))
            except Refused as refusal:
                form.refuse(refusal)
            else:
                request.session[DONE] = _("Closed. What happened by then takes nothing more.")
                return SeeOther(reverse("staff:money_close"))
    context = {
        "section": SECTION,
        "closing": ledger.books.closing(_own(request)),
        "form": form,
        "done": request.session.pop(DONE, ""),
    }
    status = 200 if form.is_valid else 422
    return staff_page(request, "staff/money/close.jinja", context, status=status)


def _journal(request: HttpRequest, public_id: UUID, form: Form) -> HttpResponse:
    try:
        found = ledger.stored(public_id)
    except Refused:
        raise Http404 from None
    postings = ledger.books.postings_of([found.id]).get(found.id, ())
    context = {
        "section": SECTION,
        "journal": found,
        "postings": postings,
        "sum": sum(one.pence for one in postings),
        "may_reverse": found.books_id == _own(request)
        and found.state == "posted"
        and found.reversed_by is None
        and found.reverses is None
        and may(request, "keep_ledger"),
        "form": form,
        "done": request.session.pop(DONE, ""),
    }
    status = 200 if form.is_valid else 422
    return staff_page(request, "staff/money/journal.jinja", context, status=status)


def _own(request: HttpRequest) -> int:
    return scope_of(request).organisation_id or 0


def _on(request: HttpRequest) -> date:
    try:
        return date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return today_of(request)
