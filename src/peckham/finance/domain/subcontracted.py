"""What a subcontract is worth by the year, from its permitted start to its end (rule 64)."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from peckham.finance.domain.levels import Move, NoPriceYet
from peckham.kernel import Period


def subcontract_moves(
    prices: Sequence[tuple[date, int]],
    *,
    reference: str,
    begins_on: date,
    ends_on: date | None,
    year: Period,
) -> tuple[Move, ...]:
    """Give what a subcontract opens a year with, and each change of its price.

    Args:
        prices: From which day which pence by the year, in the order of days.
        reference: Its name.
        begins_on: The day on which it began by rule: nothing is paid for a day before.
        ends_on: The first day on which it is over, or None.
        year: The year of payment.

    Raises:
        NoPriceYet: If no price counts on any of its days in the year.
    """
    last = min(day for day in (year.end, ends_on) if day is not None)
    first, worth = max(begins_on, year.start), 0
    found: list[Move] = []
    for from_on, pence in prices:
        on = max(from_on, first)
        if on < last and pence != worth:
            cause = "opening" if on == year.start else "price"
            found = [one for one in found if one.on != on]
            worth = sum(int(one.pence_a_year) for one in found)
            found.append(Move(on, cause, reference, Fraction(pence - worth)))  # type: ignore[arg-type]
            worth = pence
    if not found:
        raise NoPriceYet(
            f"No price of {reference} counts on any of its days in the year.",
            remedy="Write down what it is worth by the year, and from when.",
            who="whoever gives the work",
        )
    if year.end is not None and last < year.end:
        found.append(Move(last, "left", reference, Fraction(-worth)))
    return tuple(found)
