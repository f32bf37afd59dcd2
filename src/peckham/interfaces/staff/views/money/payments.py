"""A contract's payments: a year at a glance, asking for the next payment, and work in progress."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from peckham.contracts import api as contracts
from peckham.finance import api as finance
from peckham.interfaces.pages.posting import SeeOther, once, reads
from peckham.interfaces.staff import paying
from peckham.interfaces.staff.acting import may, scope_of
from peckham.interfaces.staff.money_pages import SECTION
from peckham.interfaces.staff.rendering import for_permission, staff_page
from peckham.interfaces.staff.views.contracts.practice import today_of
from peckham.interfaces.staff.views.money.files import taken_away
from peckham.interfaces.staff.views.requests import DONE
from peckham.kernel import Period, Refused, money

JOB = "peckham.finance.tasks.payment_job"
HEADER = ("number", "from", "until", "due", "state", "pounds")


def line_of(public_id: UUID) -> finance.parties.ContractLine:
    """Give a contract that the reader is party to, or answer that there is none."""
    for line in finance.parties.contracts_of_reader():
        if line.public_id == public_id:
            return line
    raise Http404


def year_of(
    request: HttpRequest, line: finance.parties.ContractLine
) -> tuple[tuple[Period, ...], Period]:
    """Give a contract's years, and the one that the address names."""
    view = contracts.heads.views.contract(line.public_id, on=today_of(request))
    found = finance.payments.agreed.years_of(view)
    year = paying.chosen(found, request.GET.get("year", ""), today_of(request))
    if year is None:
        raise Http404
    return found, year


@reads
@for_permission("read_ledger")
def payments(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show a year of a contract's payments: paid, due, to come, and what they rest on."""
    line, today = line_of(public_id), today_of(request)
    found, year = year_of(request, line)
    shown = paying.year_shown(public_id, year, line.id, today=today)
    context = {
        "section": SECTION,
        "contract": line,
        "years": found,
        "shown": shown,
        "today": today,
        "assurance": finance.payments.agreed.assurance_of(
            public_id, on=today, at=scope_of(request).at
        ),
        "received": finance.payments.received_for_population(line.id, year.start),
        "works": finance.payments.works.works(line.id, at_most=5),
        "planned": _planned(line.id, found, shown),
        "may_run": may(request, "run_payments"),
        "done": request.session.pop(DONE, ""),
    }
    return staff_page(request, "staff/money/payments.jinja", context)


def _planned(
    contract_id: int, found: tuple[Period, ...], shown: paying.YearShown
) -> tuple[finance.payments.planned.PlannedYear, ...]:
    """Plan each year to come, where a path of people is written down (rule 3)."""
    if shown.priced is None:
        return ()
    baseline = shown.priced.baselines[-1].of.public_id
    later = [year for year in found if year.start > shown.year.start]
    try:
        planned = [
            finance.payments.planned.planned_year(contract_id, year, baseline) for year in later
        ]
    except Refused:
        return ()
    return tuple(one for one in planned if one is not None)


@reads
@for_permission("read_ledger")
def as_file(request: HttpRequest, public_id: UUID, kind: str) -> HttpResponse:
    """Give the payments of a year as a spreadsheet or a workbook."""
    line = line_of(public_id)
    _found, year = year_of(request, line)
    shown = paying.year_shown(public_id, year, line.id, today=today_of(request))
    rows = [
        (
            row.number,
            row.during.start,
            row.during.end,
            row.due_on,
            row.state,
            money.pounds(row.pence),
        )
        for row in shown.rows
    ]
    return taken_away(kind, "payments", HEADER, rows)


@once
@for_permission("run_payments")
def issue(request: HttpRequest, public_id: UUID, year_on: str, number: int) -> HttpResponse:
    """Ask for a payment to be issued; lists that it lacks are taken first."""
    line, scope = line_of(public_id), scope_of(request)
    year = next(
        (one for one in year_of(request, line)[0] if one.start.isoformat() == year_on), None
    )
    if year is None or request.method != "POST":
        raise Http404
    key, work = finance.payments.asking.ask_for_payment(
        contract_id=line.id, year_on=year.start, number=number, by=scope.actor, at=scope.at
    )
    app.configure_task(JOB).defer(work_id=key)
    return SeeOther(reverse("staff:payment_work", kwargs={"public_id": work}))


@reads
@for_permission("read_ledger")
def work(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show how far a list or a payment is; it can be left and found again."""
    found = finance.payments.works.work_of(public_id)
    lines = {one.id: one for one in finance.parties.contracts_of_reader()}
    if found is None or found.contract_id not in lines:
        raise Http404
    context = {"section": SECTION, "work": found, "contract": lines[found.contract_id]}
    template = "payment_work_state" if "part" in request.GET else "payment_work"
    return staff_page(request, f"staff/money/{template}.jinja", context)


def said_done(request: HttpRequest) -> None:
    """Say on the next page that something was written down."""
    request.session[DONE] = _("Written down.")
