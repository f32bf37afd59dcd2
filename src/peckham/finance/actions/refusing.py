"""What the database refuses of finance, in words: a table of rows for each topic."""

from contextlib import AbstractContextManager
from typing import Any, Final

from django.db import DatabaseError

from peckham.finance.actions import (
    activity_refusals,
    baseline_refusals,
    recharge_refusals,
    settlement_refusals,
)
from peckham.finance.domain.snapshot import ListWasChanged
from peckham.infra.refusing import refusing, state_of
from peckham.kernel import Refused


class ListOfAnotherDay(Refused):
    """A list is asked for of a day that has not come, or on which there was no contract yet."""


class WrittenAlready(Refused):
    """A list or a payment is written down and closed."""


class OutOfOrder(Refused):
    """Payments of a year follow one another; this one does not."""


class PaymentDoesNotAddUp(Refused):
    """A payment is not the sum of its lines and of its payers' parts, or of what had fallen due."""


class NotPermittedYet(Refused):
    """A subcontract has not begun with the commissioner's permission, so that nothing is paid."""


class NotPaidOnThisDay(Refused):
    """It was marked as paid on a day before it was issued, or that has not come."""


class NotYourPayment(Refused):
    """Only who pays, or has a part in the contract, asks for this."""


type Row = tuple[type[Refused], dict[str, Any]]

_PAYMENTS: Final[dict[str, Row]] = {
    "PK270": (ListOfAnotherDay, {"remedy": "Take it on that day or later.", "field": "on"}),
    "PK271": (
        ListOfAnotherDay,
        {"remedy": "Choose a day from the contract's first on.", "field": "on"},
    ),
    "PK272": (WrittenAlready, {"remedy": "Correct it with the next payment."}),
    "PK273": (ListWasChanged, {"remedy": "Take the list again from the People book."}),
    "PK274": (OutOfOrder, {"remedy": "Issue the earlier month first."}),
    "PK275": (NotPermittedYet, {"rule": 64, "remedy": "Ask for permission, then start it."}),
    "PK276": (PaymentDoesNotAddUp, {"rule": 66}),
    "PK277": (PaymentDoesNotAddUp, {"rule": 66}),
    "PK278": (NotPaidOnThisDay, {"field": "paid_on"}),
}
TOPICS: Final[tuple[dict[str, Row], ...]] = (
    _PAYMENTS,
    activity_refusals.ROWS,
    baseline_refusals.ROWS,
    recharge_refusals.ROWS,
    settlement_refusals.ROWS,
)
_POLICIES: Final = baseline_refusals.POLICIES | settlement_refusals.POLICIES


def refusals() -> AbstractContextManager[None]:
    """Turn what the database refuses into the refusal that fits; leave other errors a fault.

    Raises:
        Refused: The one that fits.
    """
    return refusing(_refusal_of)


def _refusal_of(error: DatabaseError) -> Refused | None:
    cause, state = error.__cause__, state_of(error)
    for topic in TOPICS:
        if state in topic:
            kind, words = topic[state]
            # Our own sentence, written beside the law for whoever reads it.
            return kind(str(cause).splitlines()[0], **words)
    if state == "42501" and "row-level security" in str(cause):
        for table, refusal in _POLICIES.items():
            if f'"{table}"' in str(cause):
                return refusal
        return NotYourPayment(
            "Your organisation has no part in this, or this is not for your role.",
            who="a finance officer of who pays",
        )
    if state == "23505" and "finance_list_once_a_day" in str(cause):
        return WrittenAlready("The list of that day is taken.", remedy="See it as it stands.")
    if state == "23505" and "finance_proposaldecision" in str(cause):
        return baseline_refusals.DecidedAlready("This was decided on already.", rule=65)
    return None
