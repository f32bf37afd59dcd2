"""Money is whole pence; pounds are a way to write it, never to count in."""

from decimal import Decimal


def pounds(pence: int) -> Decimal:
    """Give an amount in pounds, exactly, with its two decimals.

    >>> pounds(25_000_050)
    Decimal('250000.50')
    """
    return Decimal(pence).scaleb(-2)


def in_words(pence: int) -> str:
    """Write an amount as it is read.

    >>> in_words(123_456_705), in_words(-5)
    ('£1,234,567.05', '-£0.05')
    """
    return f"{'-' if pence < 0 else ''}£{pounds(abs(pence)):,.2f}"
