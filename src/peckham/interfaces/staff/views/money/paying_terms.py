"""What was agreed about paying a contract, and what a practice that joined would change."""

from datetime import date
from fractions import Fraction
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peckham.finance import api as finance
from peckham.interfaces.pages.forms import Form
from peckham.interfaces.pages.posting import SeeOther, once, reads
from peckham.interfaces.staff import paying
from peckham.interfaces.staff.acting import may, scope_of
from peckham.interfaces.staff.money_pages import SECTION
from peckham.interfaces.staff.rendering import for_permission, staff_page
from peckham.interfaces.staff.views.contracts.practice import today_of
from peckham.interfaces.staff.views.money.incentives import whole
from peckham.interfaces.staff.views.money.payments import line_of, said_done, year_of
from peckham.kernel import Period, Refused

agreeing = finance.payments.agreeing
_YEARS_AHEAD = 50
CUT_OFFS = {"monthly": gettext_lazy("Each month"), "quarterly": gettext_lazy("Each quarter")}


@once
@for_permission("run_payments")
def terms(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Write down how a contract is paid, what was received for a change, and people to come."""
    line, form = line_of(public_id), Form(request.POST)
    found, year = year_of(request, line)
    if request.method == "POST":
        write = {"received": _received, "planned": _planned}.get(form.value("part"), _terms)
        write(request, line.id, year, form)
        if form.is_valid:
            said_done(request)
            return SeeOther(f"{request.path.removesuffix('/terms')}?year={year.start}")
    context = {
        "section": SECTION,
        "contract": line,
        "years": found,
        "year": year,
        "cut_offs": CUT_OFFS,
        "form": form,
    }
    status = 200 if form.is_valid else 422
    return staff_page(request, "staff/money/paying_terms.jinja", context, status=status)


def _terms(request: HttpRequest, contract_id: int, year: Period, form: Form) -> None:
    scope = scope_of(request)
    cut_off = form.choice("cut_off", CUT_OFFS, required=_("Choose the cut-off of lists."))
    due = whole(form, "due_days", required=_("Write the days to pay, from 0 to 27."))
    at_risk = whole(form, "at_risk", required=_("Write whole hundredths of one per cent."))
    source = form.line("source", required=_("Say where it was agreed."))
    if form.is_valid:
        try:
            with transaction.atomic():
                agreeing.agree_terms(
                    contract_id=contract_id, from_on=year.start, cut_off=cut_off, due_days=due,
                    at_risk_basis_points=at_risk, source=source, by=scope.actor, at=scope.at,
                )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal)


def _received(request: HttpRequest, contract_id: int, year: Period, form: Form) -> None:
    scope = scope_of(request)
    who = form.line("commissioner", required=_("Name the commissioner."))
    pounds = whole(form, "pounds", required=_("Write whole pounds, in figures."))
    source = form.line("said_in", required=_("Say where the allocation is found."))
    if form.is_valid:
        try:
            with transaction.atomic():
                agreeing.record_received(
                    contract_id=contract_id, commissioner=who, year_on=year.start,
                    pence=100 * pounds, source=source, by=scope.actor, at=scope.at,
                )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal)


def _planned(request: HttpRequest, contract_id: int, year: Period, form: Form) -> None:
    scope = scope_of(request)
    calendar = whole(form, "calendar_year", required=_("Write the year in four numbers."))
    count = whole(form, "count", required=_("Write how many people, as a whole number."))
    source = form.line("path", required=_("Say who says so."))
    if form.is_valid and not year.start.year <= calendar < year.start.year + _YEARS_AHEAD:
        form.fail("calendar_year", _("Write this year or a later one, in four numbers."))
    if form.is_valid:
        try:
            with transaction.atomic():
                agreeing.plan_people(
                    contract_id=contract_id, year=calendar, people=count, source=source,
                    by=scope.actor, at=scope.at,
                )  # fmt: skip
        except Refused as refusal:
            form.refuse(refusal)


@reads
@for_permission("read_ledger")
def what_if(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Work out what a year would be worth if a practice of so many people joined on a day."""
    line, today = line_of(public_id), today_of(request)
    found, year = year_of(request, line)
    form = Form(request.GET)
    shown = paying.year_shown(public_id, year, line.id, today=today)
    gained = None
    if "people" in request.GET:
        people = whole(form, "people", required=_("Write how many people, as a whole number."))
        on = form.day("on", today=None, required=_("Write the day on which it would join."))
        if form.is_valid and on is not None and not year.contains(on):
            form.fail("on", _("Choose a day within the year."))
        if form.is_valid and on is not None and shown.priced is not None:
            gained = _gained(shown.priced, people, on)
    context = {
        "section": SECTION,
        "contract": line,
        "years": found,
        "year": year,
        "shown": shown,
        "gained": gained,
        "form": form,
        "may_run": may(request, "run_payments"),
    }
    status = 200 if form.is_valid else 422
    return staff_page(request, "staff/money/what_if.jinja", context, status=status)


def _gained(
    priced: paying.years.PricedYear, people: int, on: date
) -> finance.payments.what_if.Gained:
    baseline = priced.baselines[-1]
    at_risk = priced.given.how.at_risk
    return finance.payments.what_if.gained(
        finance.payments.what_if.head_prices(baseline.of).raised(baseline.rise),
        people=people,
        on=on,
        year=priced.given.year,
        held_back=Fraction(at_risk),
    )
