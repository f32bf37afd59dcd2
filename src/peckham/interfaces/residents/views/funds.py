"""A fund for everybody: who was given it, who decided, on what principles, what it was spent on."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from peckham.contracts import api as contracts
from peckham.interfaces.pages import partner_words
from peckham.interfaces.pages.posting import reads
from peckham.interfaces.pages.rendering import page
from peckham.interfaces.pages.spreadsheet import spreadsheet
from peckham.kernel.money import pounds
from peckham.ledger import api as ledger

HEADER = ("day", "pounds", "for", "paid in the end", "sector", "priority", "principle", "voucher",
          "approved by")  # fmt: skip


@reads
def fund(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show one fund down to the voucher; people who were paid are not named."""
    found = _fund_or_404(public_id)
    spent, sectors = found.spent, ledger.funds.sectors()
    primary = {code for code, sector in sectors.items() if sector.is_primary_care}
    context = {
        "fund": found,
        "sectors": sectors,
        "by_sector": ledger.funds.summed(spent, lambda row: row.sector),
        "months": ledger.funds.share_by_month((row for row in spent if row.on), primary),
        "owners": [
            one
            for one in contracts.partnerships.integrators()
            if one.name == found.beneficial_owner
        ],
        "words": partner_words,
    }
    return page(request, "residents/fund.jinja", context)


@reads
def as_csv(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give what the fund was spent on, as everybody may read it."""
    found = _fund_or_404(public_id)
    rows = [
        (row.on.isoformat() if row.on else "", pounds(row.pence), row.words, row.recipient,
         row.sector, row.priority, row.principle, row.voucher, row.approved_for)
        for row in found.spent
    ]  # fmt: skip
    return spreadsheet(f"fund-{found.code}.csv", HEADER, rows)


def _fund_or_404(public_id: UUID) -> ledger.funds.PublishedFund:
    try:
        return ledger.funds.published_fund(public_id)
    except ledger.funds.NoSuchFund:
        raise Http404 from None
