"""Every tier that covers a postcode or small area (rule 57)."""

from datetime import date

from peckham.places.domain.records import TiersFound


def tiers_for(code: str, on: date) -> TiersFound:
    """Say which layers of the service cover a postcode or small area, and what each decides.

    Raises:
        UnknownPostcode: If no place known here holds it; says what to do.
    """
    raise NotImplementedError
