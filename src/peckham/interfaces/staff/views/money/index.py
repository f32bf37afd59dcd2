"""The first page about money: one's books, the funds that one shares, the contracts of both."""

from django.http import HttpRequest, HttpResponse

from peckham.finance import api as finance
from peckham.interfaces.pages.posting import reads
from peckham.interfaces.staff import money_pages
from peckham.interfaces.staff.acting import may
from peckham.interfaces.staff.rendering import for_permission, staff_page
from peckham.interfaces.staff.views.requests import DONE
from peckham.ledger import api as ledger


@reads
@for_permission("read_ledger")
def index(request: HttpRequest) -> HttpResponse:
    """Lead to the pages about money that the reader may see."""
    context = {
        "of_books": [page for page in money_pages.OF_BOOKS if may(request, page.permission)],
        "of_contracts": [
            page for page in money_pages.OF_CONTRACTS if may(request, page.permission)
        ],
        "funds": ledger.funds.shared(),
        "contracts": finance.parties.contracts_of_reader(),
        "done": request.session.pop(DONE, ""),
    }
    return staff_page(request, "staff/money/index.jinja", context)
