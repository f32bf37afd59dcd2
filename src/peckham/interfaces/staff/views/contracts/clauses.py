"""Clauses of a contract, as live data showed them night by night."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from peckham.contracts.api import clauses as book
from peckham.interfaces.pages.posting import reads
from peckham.interfaces.pages.spreadsheet import spreadsheet
from peckham.interfaces.staff.contracting import CLAUSES, SECTION, contract_or_404, today_of
from peckham.interfaces.staff.rendering import for_permission, staff_page

_HEADER = ("clause", "rule", "on", "written_down", "status", "why", "kept", "of", "evidence")


@reads
@for_permission("read_contracts")
def clauses(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show what the contract promises, whether it is kept, by which evidence, and since when."""
    context = {
        "section": SECTION,
        "line": contract_or_404(public_id, on=today_of(request)).line,
        "stories": book.clauses_of(public_id),
        "words": CLAUSES,
    }
    return staff_page(request, "staff/contracts/clauses.jinja", context)


@reads
@for_permission("read_contracts")
def as_csv(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give every night of every clause."""
    contract_or_404(public_id, on=today_of(request))
    rows = [
        (
            story.clause.identifier,
            story.clause.rule or "",
            night.on,
            night.recorded_at.isoformat(),
            night.status,
            night.why,
            *(night.share or ("", "")),
            "; ".join(f"{name}: {said}" for name, said in night.evidence),
        )
        for story in book.clauses_of(public_id)
        for night in story.nights
    ]
    return spreadsheet("clauses.csv", _HEADER, rows)
