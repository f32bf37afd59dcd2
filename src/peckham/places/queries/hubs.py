"""Reads of hubs, by key, by day and by where somebody lives."""

from datetime import date

from peckham.kernel import Refused
from peckham.places.domain.records import HubView
from peckham.places.models import Hub


class UnknownHub(Refused):
    """No hub has that key."""


class NoDefaultHub(Refused):
    """No hub is named to take what cannot be placed."""


def hub(hub_id: int) -> HubView:
    """Give a hub by its key.

    Raises:
        UnknownHub: If there is none.
    """
    found = Hub.objects.filter(pk=hub_id).first()
    if found is None:
        raise UnknownHub("There is no such hub.")
    return view_of_hub(found)


def hubs(on: date) -> tuple[HubView, ...]:
    """List the hubs open on a day, in order of place and neighbourhood code."""
    found = Hub.objects.filter(during__contains=on).order_by("place_id", "neighbourhood_code")
    return tuple(map(view_of_hub, found))


def hub_for_area(area_id: int, on: date) -> HubView | None:
    """Give the hub that serves a small area on a day, through the neighbourhood it lies in then.

    Asked for every request that is taken, so it is one statement, on the function that laws use.
    """
    found = Hub.objects.raw(
        "SELECT * FROM places_hub WHERE id = peckham.hub_of_area(%s, %s)", [area_id, on]
    )
    return next(map(view_of_hub, found), None)


def default_hub() -> HubView:
    """Give the hub whose reception takes what cannot be placed: it is named, never guessed.

    Raises:
        NoDefaultHub: If no hub has been created yet.
    """
    found = Hub.objects.filter(is_default=True).first()
    if found is None:
        raise NoDefaultHub(
            "No hub takes requests that cannot be placed.",
            remedy="Import a place, or start the demonstration; its first hub becomes the default.",
            who="Whoever runs this deployment",
        )
    return view_of_hub(found)


def view_of_hub(found: Hub) -> HubView:
    """Copy a row into the record that others may hold."""
    return HubView(
        id=found.pk,
        public_id=found.public_id,
        place_id=found.place_id,
        neighbourhood_code=found.neighbourhood_code,
        name=found.name,
        longitude=found.longitude,
        latitude=found.latitude,
        postcode=found.postcode,
        telephone=found.telephone,
        reception_team_id=found.reception_team_id,
        on_call_team_id=found.on_call_team_id,
        duty_team_id=found.duty_team_id,
    )
