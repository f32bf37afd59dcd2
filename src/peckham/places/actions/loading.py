"""Writing a whole place at once, by COPY."""

from datetime import datetime

from peckham.kernel import Actor
from peckham.places.domain.loading import LoadedPlace, PlaceToLoad


def copy_place(place: PlaceToLoad, *, by: Actor, at: datetime) -> LoadedPlace:
    """Write a place with its practices, lists and plan, and adopt the plan. Runs as owner."""
    raise NotImplementedError
