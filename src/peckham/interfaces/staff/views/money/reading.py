"""What the pages about a contract's money read first: which contract, and as what day."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.http import Http404, HttpRequest

from peckham.finance import api as finance
from peckham.interfaces.staff.acting import scope_of
from peckham.kernel.london import day_of
from peckham.kernel.months import months_after

_MONTHS = 12


def contract_or_404(public_id: UUID) -> finance.parties.ContractLine:
    """Give a contract whose money the reader may read."""
    for line in finance.parties.contracts_of_reader():
        if line.public_id == public_id:
            return line
    raise Http404("no such contract of the reader's")


def is_party(contract: finance.parties.ContractLine) -> bool:
    """Say whether the reader commissions or holds a contract: who does, reads all its money."""
    return contract in finance.parties.contracts_of_reader()


def today_of(request: HttpRequest) -> date:
    """Give the day on which the reader looks."""
    return day_of(scope_of(request).at)


def months_over(today: date) -> Iterator[date]:
    """List the months that are over, the newest first."""
    first = today.replace(day=1)
    return (months_after(first, -number) for number in range(1, _MONTHS + 1))
