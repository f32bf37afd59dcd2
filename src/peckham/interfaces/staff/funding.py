"""What the pages of one fund share: the fund or 404, who writes, and the forms that it shows."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from peckham.interfaces.pages.forms import Form
from peckham.interfaces.staff.acting import may, scope_of
from peckham.interfaces.staff.money_pages import SECTION
from peckham.interfaces.staff.rendering import staff_page
from peckham.interfaces.staff.views.requests import DONE
from peckham.kernel.london import day_of
from peckham.ledger import api as ledger

PRINCIPLES = range(1, 7)
"""So many principles are written with one version at most, on this page."""


def fund_or_404(public_id: UUID) -> ledger.funds.FundPage:
    """Give a fund that the reader's organisation is a partner in."""
    try:
        return ledger.funds.page(public_id)
    except ledger.funds.NoSuchFund:
        raise Http404 from None


def today_of(request: HttpRequest) -> date:
    """Give the day it is."""
    return day_of(scope_of(request).at)


def who(request: HttpRequest) -> dict[str, Any]:
    """Give who writes and when, as every action asks."""
    scope = scope_of(request)
    return {"by": scope.actor, "at": scope.at}


def show(
    request: HttpRequest, public_id: UUID, *, form: Form | None = None, tried: str = ""
) -> HttpResponse:
    """Show a fund, with the form that was tried and what was wrong with it."""
    page = fund_or_404(public_id)
    form = form or Form()
    posted = ledger.funds.posted(page.spendings)
    sectors = ledger.funds.sectors()
    holds = scope_of(request).organisation_id == page.fund.holder_id
    primary = [code for code, sector in sectors.items() if sector.is_primary_care]
    context = {
        "section": SECTION,
        "page": page,
        "fund": page.fund,
        "today": today_of(request),
        "sectors": sectors,
        "by_principle": ledger.funds.summed(posted, lambda row: row.principle),
        "by_priority": ledger.funds.summed(posted, lambda row: row.priority),
        "by_sector": ledger.funds.summed(posted, lambda row: row.sector),
        "months": ledger.funds.share_by_month(posted, primary),
        "standing": next((one for one in page.versions if one.stands), None),
        "holds": holds,
        "may_ask": holds and may(request, "keep_ledger"),
        "may_approve": not holds and may(request, "approve_spending"),
        "may_ratify": may(request, "ratify_principles"),
        "own_id": scope_of(request).organisation_id,
        "numbers": PRINCIPLES,
        "form": form,
        "tried": tried,
        "done": request.session.pop(DONE, ""),
    }
    status = 200 if form.is_valid else 422
    return staff_page(request, "staff/money/fund.jinja", context, status=status)
