"""The document of a contract, a draft's too: on a page and on paper."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from peckham.contracts.api import publishing
from peckham.interfaces.pages.posting import reads
from peckham.interfaces.staff.acting import scope_of
from peckham.interfaces.staff.contracting import SECTION, contract_or_404, today_of
from peckham.interfaces.staff.rendering import for_permission, staff_page


def _document(request: HttpRequest, public_id: UUID) -> publishing.Document:
    """Write a contract down as it is today; one without terms says nothing yet."""
    today = today_of(request)
    try:
        record = publishing.record_of(public_id, on=today, at=scope_of(request).at)
    except (publishing.UnknownContract, publishing.NoTermsYet):
        raise Http404 from None
    return publishing.contract_document(record, day=today)


@reads
@for_permission("read_contracts")
def document(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show the document."""
    context = {
        "section": SECTION,
        "line": contract_or_404(public_id, on=today_of(request)).line,
        "document": _document(request, public_id),
    }
    return staff_page(request, "staff/contracts/document.jinja", context)


@reads
@for_permission("read_contracts")
def on_paper(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give the document as a tagged PDF."""
    paper = publishing.pdf(_document(request, public_id), at=scope_of(request).at)
    answer = HttpResponse(paper, content_type="application/pdf")
    answer["Content-Disposition"] = 'inline; filename="contract.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer
