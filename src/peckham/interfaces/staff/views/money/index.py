"""The first pages about money: one's books, shared funds and contracts; and one contract's."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from peckham.finance import api as finance
from peckham.interfaces.pages.posting import reads
from peckham.interfaces.staff import money_pages
from peckham.interfaces.staff.acting import may
from peckham.interfaces.staff.rendering import for_permission, staff_page
from peckham.interfaces.staff.views.money.reading import contract_or_404
from peckham.interfaces.staff.views.requests import DONE
from peckham.ledger import api as ledger

# Practices' core contracts are paid nationally and are many: they stand after the others.
_CORE = ("core", "apms")


@reads
@for_permission("read_ledger")
def index(request: HttpRequest) -> HttpResponse:
    """Lead to the pages about money that the reader may see."""
    contracts = finance.parties.contracts_of_reader()
    context = {
        "of_books": [page for page in money_pages.OF_BOOKS if may(request, page.permission)],
        "funds": ledger.funds.shared(),
        "contracts": [line for line in contracts if line.family not in _CORE],
        "core_contracts": [line for line in contracts if line.family in _CORE],
        "done": request.session.pop(DONE, ""),
    }
    return staff_page(request, "staff/money/index.jinja", context)


@reads
@for_permission("read_ledger")
def of_contract(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Lead to the pages about one contract's money."""
    context = {
        "section": money_pages.SECTION,
        "contract": contract_or_404(public_id),
        "pages": [page for page in money_pages.OF_CONTRACTS if may(request, page.permission)],
    }
    return staff_page(request, "staff/money/contract.jinja", context)
