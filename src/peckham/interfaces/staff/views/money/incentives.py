"""The improvement payment scheme of a year: indicators, weights, results, and what is earned."""

from fractions import Fraction
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from peckham.finance import api as finance
from peckham.interfaces.pages.forms import Form
from peckham.interfaces.pages.posting import SeeOther, once
from peckham.interfaces.staff import paying
from peckham.interfaces.staff.acting import may, scope_of
from peckham.interfaces.staff.money_pages import SECTION
from peckham.interfaces.staff.rendering import for_permission, staff_page
from peckham.interfaces.staff.views.contracts.practice import today_of
from peckham.interfaces.staff.views.money.payments import line_of, said_done, year_of
from peckham.interfaces.staff.views.requests import DONE
from peckham.kernel import Period, Refused

agreeing = finance.payments.agreeing


@once
@for_permission("read_ledger")
def incentives(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show a year's indicators with what is earned; write one down, or a result."""
    line, form, today = line_of(public_id), Form(request.POST), today_of(request)
    found, year = year_of(request, line)
    if request.method == "POST":
        write = _result if form.value("part") == "result" else _indicator
        write(request, line.id, year, form)
        if form.is_valid:
            said_done(request)
            return SeeOther(f"{request.path}?year={year.start}")
    shown = paying.year_shown(public_id, year, line.id, today=today)
    at_risk = shown.priced.at_risk_pence if shown.priced else 0
    context = {
        "section": SECTION,
        "contract": line,
        "years": found,
        "year": year,
        "shown": shown,
        "views": finance.payments.indicators.indicators(line.id, year.start),
        "incentives": finance.payments.indicators.incentives_in(line.id, year.start, at_risk),
        "form": form,
        "may_run": may(request, "run_payments"),
        "done": request.session.pop(DONE, ""),
    }
    status = 200 if form.is_valid else 422
    return staff_page(request, "staff/money/incentives.jinja", context, status=status)


def _indicator(request: HttpRequest, contract_id: int, year: Period, form: Form) -> None:
    code = form.line("code", required=_("Give it a code."))
    name = form.line("name", required=_("Say what it is."))
    weight = whole(form, "weight", required=_("Write its weight as a whole number."))
    source = form.line("source", required=_("Say where it was agreed."))
    if form.is_valid:
        said = {"code": code, "name": name, "weight": weight, "source": source}
        _write(
            request,
            form,
            agreeing.set_indicator,
            contract_id=contract_id,
            year_on=year.start,
            **said,
        )


def _result(request: HttpRequest, contract_id: int, year: Period, form: Form) -> None:
    code = form.line("indicator", required=_("Choose an indicator."))
    per_cent = whole(form, "reached", required=_("Write how much was reached, from 0 to 100."))
    source = form.line("found", required=_("Say where the result was found."))
    if form.is_valid:
        said = {"code": code, "reached": Fraction(per_cent, 100), "source": source}
        on = today_of(request)
        _write(
            request, form, agreeing.record_result, contract_id=contract_id, year_on=year.start,
            on=on, **said,
        )  # fmt: skip


def whole(form: Form, name: str, *, required: str) -> int:
    """Read a whole number from a form; what is none is a mistake at its field."""
    text = form.line(name, required=required).replace(",", "")
    if text.isascii() and text.isdigit() and len(text) < 10:
        return int(text)
    form.fail(name, required)
    return 0


def _write(request: HttpRequest, form: Form, what: object, **said: object) -> None:
    scope = scope_of(request)
    try:
        with transaction.atomic():
            what(**said, by=scope.actor, at=scope.at)  # type: ignore[operator]
    except Refused as refusal:
        form.refuse(refusal)
