"""How many invented people the books hold, of how many they stand for; every page says both."""

from dataclasses import dataclass

from peckham.infra.models import Deployment

FACT = "demonstration"


@dataclass(frozen=True, slots=True)
class Sample:
    """The demonstration's people.

    Args:
        people: How many are in the books.
        describes: How many the invented place's counts describe, or None where not noted.
    """

    people: int
    describes: int | None


_kept: dict[str, Sample] = {}


def household_sample() -> Sample | None:
    """Give the demonstration's sample, or None where the books hold nothing invented.

    Read once for each process, as soon as the load that it describes is whole.
    """
    if FACT not in _kept:
        facts = Deployment.objects.values_list("facts", flat=True).first() or {}
        noted = facts.get(FACT)
        if not noted or not noted.get("is_whole"):
            return None
        describes = noted.get("describes")
        # The footer says "about": to the nearest thousand.
        _kept[FACT] = Sample(noted["people"], round(describes, -3) if describes else None)
    return _kept[FACT]
