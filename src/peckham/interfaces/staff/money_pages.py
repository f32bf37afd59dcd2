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
OF_BOOKS: tuple[MoneyPage, ...] = (
    MoneyPage(
        "staff:own_statements",
        _("Statements of what we did"),
        _("What your organisation did under any contract, by month, and what is due for it."),
    ),
    MoneyPage(
        "staff:recharges",
        _("Staff lent and borrowed"),
        _("Hours lent to hubs that another runs, by month and role, and what they come to."),
    ),
    MoneyPage(
        "staff:money_trial_balance",
        _("Trial balance"),
        _("What every account comes to on a day, and whether the whole sums to nothing."),
    ),
    MoneyPage(
        "staff:money_journals",
        _("Journals"),
        _("Everything that moved, with its voucher; exports for an accountant."),
    ),
    MoneyPage(
        "staff:money_close",
        _("Close a period"),
        _("What is pending, and how far the books are closed."),
        "keep_ledger",
    ),
)

# What concerns one contract: each topic adds its line.
OF_CONTRACTS: tuple[MoneyPage, ...] = (
    MoneyPage(
        "staff:baselines",
        _("Baselines"),
        _("What a year should cost, how that came about, and what was decided on it."),
    ),
    MoneyPage("staff:payments", _("Payments"), _("What is paid for its population, and why.")),
    MoneyPage("staff:lists", _("Lists"), _("For whom it is paid, counted on a day.")),
    MoneyPage(
        "staff:statements",
        _("Statements by month"),
        _("What each provider did, at its prices, down to the events; late ones restate it."),
    ),
    MoneyPage(
        "staff:activity_imports",
        _("Activity that came in"),
        _("Files of activity, how far each is, and what is wrong with one by row."),
        "run_payments",
    ),
    MoneyPage("staff:prices", _("Price lists"), _("What an event of each service costs, by day.")),
    MoneyPage(
        "staff:money_years",
        _("Years and who bears what"),
        _("How it shares risk, why a year cost what it did, and what is shared."),
    ),
    MoneyPage(
        "staff:money_exposure",
        _("Gains and losses before signature"),
        _("What each side could gain or lose in a year to come."),
    ),
)
