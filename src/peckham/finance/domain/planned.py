"""What a year to come is planned to be worth, where nobody has a list of it yet (rule 3)."""

from fractions import Fraction

from peckham.finance.domain.pricing import NotWorthAnything


def planned_pence(value_pence: int, people: int, *, planned_people: int, uplift: Fraction) -> int:
    """Give what a year is worth for the people that a dated path says, at a baseline's prices.

    Args:
        value_pence: What the baseline is worth.
        people: For how many.
        planned_people: How many there will be.
        uplift: By how much prices rise until then.

    Raises:
        NotWorthAnything: If the baseline expects nobody.

    >>> planned_pence(1_000_00, 100, planned_people=150, uplift=Fraction(1, 10))
    165000
    """
    if people <= 0:
        raise NotWorthAnything("The baseline expects nobody.", rule=68)
    return round(Fraction(value_pence, people) * planned_people * (1 + uplift))
