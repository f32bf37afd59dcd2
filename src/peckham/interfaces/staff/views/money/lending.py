"""Lending staff to a hub that another runs: rates, hours by file, and drawing a month."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from peckham.finance import api as finance
from peckham.interfaces.pages.forms import Form
from peckham.interfaces.pages.posting import SeeOther, once
from peckham.interfaces.staff.acting import scope_of
from peckham.interfaces.staff.money_pages import SECTION
from peckham.interfaces.staff.rendering import for_permission, staff_page
from peckham.interfaces.staff.views.money.reading import months_over, today_of
from peckham.interfaces.staff.views.requests import DONE
from peckham.kernel import Refused
from peckham.places import api as places

recharges = finance.recharges
FILE_BYTES_MAX = 1_000_000
_PENCE_MAX = 1_000_000


@once
@for_permission("run_payments")
def lend(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show the rates for a hub, and take a rate, a file of hours, or the asking for a month."""
    hub, form = _hub(request, public_id), Form(request.POST)
    if request.method == "POST":
        try:
            if answer := _DO.get(form.value("what"), _nothing)(request, hub.id, form):
                return answer
        except Refused as refusal:
            form.refuse(refusal)
    borrower = finance.recharges.borrower_of(hub.id)
    own = scope_of(request).organisation_id
    rates = recharges.rates_between(own, borrower) if own is not None else ()
    context = {
        "section": SECTION,
        "hub": hub,
        "is_own": own == borrower,
        "rates": [rate for rate in rates if rate.hub == hub.id],
        "columns": recharges.COLUMNS,
        "months": list(months_over(today_of(request))),
        "form": form,
        "done": request.session.pop(DONE, ""),
    }
    status = 200 if form.is_valid else 422
    return staff_page(request, "staff/money/lend.jinja", context, status=status)


def _hub(request: HttpRequest, public_id: UUID) -> places.records.HubView:
    for hub in places.hubs(today_of(request)):
        if hub.public_id == public_id:
            return hub
    raise Http404("no such hub")


def _rate(request: HttpRequest, hub_id: int, form: Form) -> HttpResponse | None:
    scope = scope_of(request)
    role = form.line("role", required=_("Write the role."), longest=80)
    from_on = form.day("from_on", today=None, required=_("Say from which day on."))
    source = form.line("source", required=_("Say where the rate was agreed."))
    pence = form.line("pence", required=_("Write whole pence, such as 2150 for £21.50."))
    if not (pence.isascii() and pence.isdigit() and int(pence) <= _PENCE_MAX):
        form.fail("pence", _("Write whole pence, such as 2150 for £21.50."))
    if not form.is_valid or from_on is None:
        return None
    recharges.agree_rate(
        hub_id=hub_id, role=role, from_on=from_on, pence_an_hour=int(pence), source=source,
        by=scope.actor, at=scope.at,
    )  # fmt: skip
    return _back(request, _("The rate is written down."))


def _hours(request: HttpRequest, hub_id: int, form: Form) -> HttpResponse | None:
    scope, file = scope_of(request), request.FILES.get("file")
    content = file.read(FILE_BYTES_MAX + 1) if file is not None else b""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        text = ""
    if not text or len(content) > FILE_BYTES_MAX:
        form.fail("file", _("Choose a file of CSV in UTF-8, 1 MB at most."))
        return None
    rows = recharges.read_hours(text, today=today_of(request))
    kept = recharges.record_hours(hub_id=hub_id, rows=rows, by=scope.actor, at=scope.at)
    said = _("Kept: %(new)d new, %(corrected)d corrected, %(known)d known already.")
    return _back(request, said % kept._asdict())


def _month(request: HttpRequest, hub_id: int, form: Form) -> HttpResponse | None:
    scope = scope_of(request)
    months = {month.isoformat(): month for month in months_over(today_of(request))}
    chosen = form.choice("month", months, required=_("Choose a month that is over."))
    if not form.is_valid:
        return None
    drawn = recharges.draw(
        borrower_id=recharges.borrower_of(hub_id), month=months[chosen], by=scope.actor, at=scope.at
    )
    return SeeOther(reverse("staff:recharge", kwargs={"public_id": drawn}))


def _nothing(request: HttpRequest, hub_id: int, form: Form) -> HttpResponse | None:
    raise Http404("no such form")


_DO = {"rate": _rate, "hours": _hours, "month": _month}


def _back(request: HttpRequest, words: str) -> HttpResponse:
    request.session[DONE] = words
    return SeeOther(request.path)
