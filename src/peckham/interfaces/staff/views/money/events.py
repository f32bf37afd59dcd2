"""From a line to its events and from an event to its lines: for payment staff, under pseudonyms."""

from datetime import date
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from peckham.contracts import api as contracts
from peckham.finance import api as finance
from peckham.interfaces.pages.posting import reads
from peckham.interfaces.pages.spreadsheet import spreadsheet
from peckham.interfaces.staff import statement_words as said
from peckham.interfaces.staff.money_pages import SECTION
from peckham.interfaces.staff.rendering import for_permission, staff_page
from peckham.interfaces.staff.views.money.reading import is_party
from peckham.interfaces.staff.views.money.statements import page_or_404

stating, activity = finance.statements, finance.activity
HEADER = (
    "day", "event", "sender", "version", "pseudonym", "band", "practice", "neighbourhood", "weight",
    "pence",
)  # fmt: skip
CSV_MAX = 100_000


@reads
@for_permission("read_activity")
def line(request: HttpRequest, public_id: UUID, number: int) -> HttpResponse:
    """Show the events of a line, a page at a time, by day."""
    page, one = _line_or_404(public_id, number)
    rows = stating.events_of_line(
        page.statement, one, after=_after(request), limit=stating.PAGE + 1
    )
    shown, more = rows[: stating.PAGE], len(rows) > stating.PAGE
    context = {
        "section": SECTION,
        "page": page,
        "view": page.statement,
        "line": one,
        "rows": shown,
        "next": f"{shown[-1].event.occurred_on},{shown[-1].event.id}" if more else "",
        "is_first": "after" not in request.GET,
        "services": said.services(),
        "said": said,
    }
    return staff_page(request, "staff/money/statements_line.jinja", context)


@reads
@for_permission("read_activity")
def line_as_csv(request: HttpRequest, public_id: UUID, number: int) -> HttpResponse:
    """Give the events of a line as a spreadsheet."""
    page, one = _line_or_404(public_id, number)
    rows = (
        (row.event.occurred_on, row.event.source_event, row.event.source, row.event.version,
         row.event.pseudonym, row.event.band, row.event.practice, row.event.neighbourhood,
         row.event.weight, "" if row.pence is None else row.pence)
        for row in stating.events_of_line(page.statement, one, limit=CSV_MAX)
    )  # fmt: skip
    return spreadsheet("events.csv", HEADER, rows)


@reads
@for_permission("read_activity")
def event(request: HttpRequest, public_id: UUID, source: str, source_event: str) -> HttpResponse:
    """Show one event: each version of it, its money, and where it was stated.

    To the parties of its contract, and to whoever did it: the rows say who reads them.
    """
    contract = contracts.subcontracting.contract_line(public_id)
    if contract is None:
        raise Http404("no such contract")
    try:
        versions = activity.versions(contract.id, source=source, source_event=source_event)
    except activity.NoSuchEvent:
        raise Http404 from None
    context = {
        "section": SECTION,
        "contract": contract,
        "is_party": is_party(contract),
        "versions": tuple(reversed(versions)),
        "last": versions[-1],
        "stated": stating.where_stated(versions),
        "services": said.services(),
        "said": said,
    }
    return staff_page(request, "staff/money/activity_event.jinja", context)


def _line_or_404(public_id: UUID, number: int) -> tuple[stating.StatementPage, stating.LineView]:
    page = page_or_404(public_id)
    for one in page.lines:
        if one.number == number:
            return page, one
    raise Http404("no such line")


def _after(request: HttpRequest) -> stating.After | None:
    told = request.GET.get("after", "")
    if not told:
        return None
    day, _, key = told.partition(",")
    try:
        return stating.After(date.fromisoformat(day), int(key))
    except ValueError:
        raise Http404("no such page") from None
