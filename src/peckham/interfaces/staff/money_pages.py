"""What the first page about money leads to: one line for each page, where it exists."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SECTION = "staff:money"


@dataclass(frozen=True, slots=True)
class MoneyPage:
    """A line of the first page about money.

    Args:
        page: Name of the page it leads to; one of a contract takes its `public_id`.
        words: What it says, and what that page's title says.
        says: What is found there.
        permission: What one has to be allowed to see it.
    """

    page: str
    words: str | Promise
    says: str | Promise
    permission: str = "read_ledger"


# An organisation's own books, and the funds that it shares.
OF_BOOKS: tuple[MoneyPage, ...] = ()

# What concerns one contract: each topic adds its line.
OF_CONTRACTS: tuple[MoneyPage, ...] = (
    MoneyPage(
        "staff:baselines",
        _("Baselines"),
        _("What a year should cost, how that came about, and what was decided on it."),
    ),
    MoneyPage("staff:payments", _("Payments"), _("What is paid for its population, and why.")),
    MoneyPage("staff:lists", _("Lists"), _("For whom it is paid, counted on a day.")),
)
