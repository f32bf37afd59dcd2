"""One fund, for its partners: what it has, spent and on whom; the oversight body's report."""

from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from peckham.interfaces.pages.posting import reads
from peckham.interfaces.pages.spreadsheet import spreadsheet
from peckham.interfaces.staff.funding import fund_or_404, show, today_of
from peckham.interfaces.staff.money_pages import SECTION
from peckham.interfaces.staff.rendering import for_permission, staff_page
from peckham.kernel.money import pounds
from peckham.ledger import api as ledger

HEADER = ("day", "state", "pounds", "for", "recipient", "sector", "priority", "principle",
          "voucher", "approved by")  # fmt: skip


@reads
@for_permission("read_ledger")
def fund(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show a fund: received, pending, spent, by principle, priority and recipient's sector."""
    return show(request, public_id)


@reads
@for_permission("read_ledger")
def as_csv(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give every spending, whatever became of it."""
    page = fund_or_404(public_id)
    rows = [
        (row.on.isoformat(), row.state, pounds(row.pence), row.words, row.recipient, row.sector,
         row.priority, row.principle, row.voucher, row.approved_for)
        for row in page.spendings
    ]  # fmt: skip
    return spreadsheet(f"fund-{page.fund.code}.csv", HEADER, rows)


@reads
@for_permission("read_ledger")
def report(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Report to whoever oversees the fund, for a period: by priority, with every spending."""
    page = fund_or_404(public_id)
    today = today_of(request)
    from_on = _day(request.GET.get("from"), date(today.year, 1, 1))
    through_on = _day(request.GET.get("through"), today)
    funds = ledger.funds
    spent = funds.between(funds.posted(page.spendings), from_on, through_on)
    before = funds.had_on(public_id, from_on.fromordinal(from_on.toordinal() - 1)).pence
    after = funds.had_on(public_id, through_on).pence
    out = sum(row.pence for row in spent)
    context = {
        "section": SECTION,
        "page": page,
        "fund": page.fund,
        "from_on": from_on,
        "through_on": through_on,
        "before": before,
        "received": after - before + out,
        "spent": out,
        "after": after,
        "rows": spent,
        "by_priority": funds.summed(spent, lambda row: row.priority),
        "by_principle": funds.summed(spent, lambda row: row.principle),
        "by_sector": funds.summed(spent, lambda row: row.sector),
        "sectors": funds.sectors(),
        "pending": [row for row in page.spendings if row.state == "pending"],
    }
    return staff_page(request, "staff/money/fund_report.jinja", context)


def _day(said: str | None, otherwise: date) -> date:
    try:
        return date.fromisoformat(said or "")
    except ValueError:
        return otherwise
