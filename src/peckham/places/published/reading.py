"""What a reader hands back: the values kept, and how much was read to find them."""

from dataclasses import dataclass
from datetime import date

from peckham.places.published.vintage import Vintage


@dataclass(frozen=True, slots=True)
class Reading[T]:
    """Values from one publication.

    Args:
        found: The values.
        rows: How many rows the file holds below its header.
        as_of: The day or period that the publication speaks of, as far as the file says.
        vintage: Of its small areas, where its columns name one.
    """

    found: T
    rows: int
    as_of: str
    vintage: Vintage | None = None


def written(day: date) -> str:
    """Write a day as people do.

    >>> written(date(2022, 7, 1))
    '1 July 2022'
    """
    return f"{day.day} {day:%B %Y}"
