"""What the pages about a contract's money read first: which contract, and as what day."""

from datetime import date
from uuid import UUID

from django.http import Http404, HttpRequest

from peckham.finance import api as finance
from peckham.interfaces.staff.acting import scope_of
from peckham.kernel.london import day_of


def contract_or_404(public_id: UUID) -> finance.parties.ContractLine:
    """Give a contract whose money the reader may read."""
    for line in finance.parties.contracts_of_reader():
        if line.public_id == public_id:
            return line
    raise Http404("no such contract of the reader's")


def today_of(request: HttpRequest) -> date:
    """Give the day on which the reader looks."""
    return day_of(scope_of(request).at)
