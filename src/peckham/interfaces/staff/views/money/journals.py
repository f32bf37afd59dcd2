"""The journals of one's own books: filtered, paged, and given to an accountant's tools."""

from collections.abc import Iterator
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from peckham.interfaces.pages.posting import reads
from peckham.interfaces.pages.spreadsheet import spreadsheet
from peckham.interfaces.pages.workbook import workbook
from peckham.interfaces.staff.acting import acting, scope_of
from peckham.interfaces.staff.money_pages import SECTION
from peckham.interfaces.staff.rendering import for_permission, staff_page
from peckham.kernel.money import pounds
from peckham.ledger import api as ledger

STATES = ("pending", "posted", "void")
EXPORT_MAX, COUNT_MAX = 20_000, 201
HEADER = (
    "day",
    "journal",
    "state",
    "words",
    "voucher",
    "account",
    "name",
    "pounds",
    "fund",
    "contract",
    "service line",
    "neighbourhood",
    "recipient",
    "sector",
    "priority",
)


@reads
@for_permission("read_ledger")
def journals(request: HttpRequest) -> HttpResponse:
    """List journals, newest first."""
    books, wanted = scope_of(request).organisation_id or 0, _wanted(request)
    before = request.GET.get("before", "")
    page = ledger.books.page(books, wanted, before=int(before) if before.isdigit() else None)
    kept = request.GET.copy()
    kept.pop("before", None)
    context = {
        "section": SECTION,
        "page": page,
        "wanted": wanted,
        "count": ledger.books.count(books, wanted, at_most=COUNT_MAX),
        "states": STATES,
        "accounts": ledger.books.accounts(books),
        "funds": ledger.books.funds_kept(books),
        "query": kept.urlencode(),
    }
    return staff_page(request, "staff/money/journals.jinja", context)


@reads
@for_permission("read_ledger")
def journals_as(request: HttpRequest, kind: str) -> HttpResponse:
    """Give the journals that are asked for: as a spreadsheet, a workbook, or plain text."""
    if kind not in ("csv", "xlsx", "journal"):
        raise Http404
    found = ledger.books.every(
        scope_of(request).organisation_id or 0, _wanted(request), at_most=EXPORT_MAX
    )
    if kind == "journal":
        return _plain_text(request, found)
    rows = list(_rows(found))
    if kind == "xlsx":
        return workbook("journals.xlsx", _("Journals"), HEADER, rows)
    return spreadsheet("journals.csv", HEADER, rows)


def _rows(found: tuple[ledger.books.JournalRow, ...]) -> Iterator[tuple[object, ...]]:
    for one in found:
        for line in one.postings:
            yield (
                one.occurred_on, str(one.public_id), one.state, one.words, one.voucher,
                line.account, line.account_name, pounds(line.pence), line.fund, line.contract,
                line.service_line, line.neighbourhood_code, line.recipient,
                line.recipient_sector, line.priority,
            )  # fmt: skip


def _plain_text(request: HttpRequest, found: tuple[ledger.books.JournalRow, ...]) -> HttpResponse:
    reader = acting(request)
    made = scope_of(request).at
    text = ledger.books.plain_text(
        found,
        whose=reader.organisation if reader else "",
        source=f"Made by Peckham, {made:%Y-%m-%d %H:%M} UTC; amounts above zero are debits",
    )
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="books.journal"'
    response["Cache-Control"] = "no-store"
    return response


def _wanted(request: HttpRequest) -> ledger.books.Wanted:
    state = request.GET.get("state", "")
    return ledger.books.Wanted(
        state=state if state in STATES else "",
        account=request.GET.get("account", ""),
        fund=request.GET.get("fund", ""),
        from_on=_day(request.GET.get("from", "")),
        through_on=_day(request.GET.get("through", "")),
    )


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None
