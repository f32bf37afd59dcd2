"""How much of a journey is paid, in whole pence: the cheapest reasonable means (rule 19)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Journey:
    """How somebody came, and what it cost; what is not known is None, never 0.

    Args:
        means: How they came: "public_transport", "car", "taxi", "other".
        fare_pence: What the fares cost, there and back.
        miles: How far by car, there and back.
        parking_pence: What parking and tolls cost.
        cheapest_pence: What the cheapest means would have cost, there and back.
        needs_this: Whether the person's circumstances made a cheaper means unreasonable; None while
            nobody has looked at it.
        contribution_pence: What a certificate HC3 says that the person pays themself.
    """

    means: str
    fare_pence: int | None = None
    miles: int | None = None
    parking_pence: int = 0
    cheapest_pence: int | None = None
    needs_this: bool | None = None
    contribution_pence: int | None = None


@dataclass(frozen=True, slots=True)
class Companion:
    """Somebody who came along.

    Args:
        fare_pence: What their own fares cost; 0 in the same car.
        patient_years: How old the person was on the day; None where not known.
        is_necessary: Whether it was medically necessary; None while nobody has said.
    """

    fare_pence: int | None
    patient_years: int | None
    is_necessary: bool | None


@dataclass(frozen=True, slots=True)
class Amount:
    """What would be paid, in pence, and how it comes about."""

    journey_pence: int
    companion_pence: int
    contribution_pence: int
    words: str

    @property
    def paid_pence(self) -> int:
        """What is paid: nobody is asked to pay more than the journey cost."""
        return max(0, self.journey_pence + self.companion_pence - self.contribution_pence)


def amount_of(
    journey: Journey,
    companion: Companion | None,
    *,
    contribution_pence: int | None,
    mile_pence: int | None,
    child_under: int,
) -> tuple[Amount | None, str]:
    """Work out what would be paid.

    Returns:
        The amount and ""; or None and what is not known.
    """
    cost, missing = _cost(journey, mile_pence)
    if cost is None:
        return None, missing
    if journey.cheapest_pence is None:
        return None, "What the cheapest means would have cost is not known."
    words = "What the journey cost."
    if cost > journey.cheapest_pence:
        if journey.needs_this is None:
            return None, "Nobody has said whether a cheaper means was reasonable for this person."
        words = "A cheaper means was not reasonable for this person: what the journey cost."
        if not journey.needs_this:
            cost, words = journey.cheapest_pence, "The cheapest means that was reasonable."
    along, missing = _along(companion, child_under)
    if along is None or contribution_pence is None:
        return None, missing or "What the person pays themself is not known."
    return Amount(cost, along, contribution_pence, words), ""


def _cost(journey: Journey, mile_pence: int | None) -> tuple[int | None, str]:
    if journey.means != "car":
        if journey.fare_pence is None:
            return None, "What the fares cost is not known."
        return journey.fare_pence + journey.parking_pence, ""
    if mile_pence is None:
        return None, "No local rate for a mile is set: add travel.mile_pence to data/parameters."
    if journey.miles is None:
        return None, "How far it was is not known."
    return journey.miles * mile_pence + journey.parking_pence, ""


def _along(companion: Companion | None, child_under: int) -> tuple[int | None, str]:
    if companion is None:
        return 0, ""
    is_child = companion.patient_years is not None and companion.patient_years < child_under
    if not is_child and companion.is_necessary is None:
        return None, "Nobody has said whether it was medically necessary that somebody came along."
    if not is_child and not companion.is_necessary:
        return 0, ""
    if companion.fare_pence is None:
        return None, "What the companion's fares cost is not known."
    return companion.fare_pence, ""
