"""Creating hubs. Nothing here reads or writes a practice (rule 33)."""

from datetime import date, datetime

from peckham.kernel import Actor
from peckham.places.domain.records import HubView


def create_hub(
    *,
    place_id: int,
    neighbourhood_code: str,
    name: str,
    reception_team_id: int,
    duty_team_id: int,
    on_call_team_id: int,
    from_on: date,
    longitude: float | None = None,
    latitude: float | None = None,
    postcode: str = "",
    telephone: str = "",
    is_default: bool = False,
    by: Actor,
    at: datetime,
) -> HubView:
    """Open the hub of a neighbourhood behind its one reception (rule 32)."""
    raise NotImplementedError


def create_hubs_from_template(
    *, place_id: int, from_on: date, by: Actor, at: datetime
) -> tuple[HubView, ...]:
    """Give every neighbourhood in force that has no hub one from data/hub_template.toml."""
    raise NotImplementedError
