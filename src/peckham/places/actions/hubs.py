"""Creating hubs. Nothing here reads or writes a practice (rule 33)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from psycopg.types.range import DateRange

from peckham.infra import audit, reference
from peckham.kernel import Actor, Refused
from peckham.organisations import api as organisations
from peckham.places.domain.records import HubView, NeighbourhoodView
from peckham.places.models import Hub, Place
from peckham.places.queries.hubs import view_of_hub
from peckham.places.queries.neighbourhoods import neighbourhoods

_Template = Mapping[str, Mapping[str, str]]
_WEEKDAYS = {"weekdays": range(5), "every day": range(7)}


class UnknownNeighbourhood(Refused):
    """The place has no neighbourhood of that code in a plan in force on that day."""


class NeighbourhoodHasHub(Refused):
    """The neighbourhood has its single hub already (rule 32)."""


class ReceptionTaken(Refused):
    """The team is the reception of another hub: a reception serves one hub (rule 32)."""


@transaction.atomic
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
    """Open the hub of a neighbourhood behind its one reception (rule 32).

    The first hub of a deployment takes what cannot be placed, unless a later one is made default.
    No practice is closed, moved or linked by it (rule 33).

    Args:
        place_id: Its place.
        neighbourhood_code: Code of the neighbourhood that it serves, in whatever plan is in force.
        name: What people call it.
        reception_team_id: The team behind its single reception.
        duty_team_id: The team that takes a live hand-over.
        on_call_team_id: The team that answers when others are not staffed.
        from_on: First day.
        longitude: Degrees, or None when not known.
        latitude: Degrees, or None when not known.
        postcode: Its postcode, or "".
        telephone: The number to give people, or "".
        is_default: Whether it takes what cannot be placed, from now on.
        by: Who opens it.
        at: When it is recorded.

    Raises:
        UnknownNeighbourhood: If no plan in force on `from_on` has that code.
        NeighbourhoodHasHub: If it has a hub already.
        ReceptionTaken: If the team is another hub's reception.
    """
    _check(place_id, neighbourhood_code, reception_team_id, from_on)
    if is_default:
        Hub.objects.filter(is_default=True).update(is_default=False)
    row = Hub.objects.create(
        place_id=place_id,
        neighbourhood_code=neighbourhood_code,
        name=name,
        longitude=longitude,
        latitude=latitude,
        postcode=postcode,
        telephone=telephone,
        reception_team_id=reception_team_id,
        duty_team_id=duty_team_id,
        on_call_team_id=on_call_team_id,
        is_default=is_default or not Hub.objects.filter(is_default=True).exists(),
        during=DateRange(from_on, None),
    )
    audit.record(
        action="places.create_hub",
        subject_kind="hub",
        subject_id=row.pk,
        by=by,
        at=at,
        detail={"place_id": place_id, "neighbourhood": neighbourhood_code},
    )
    return view_of_hub(row)


def _check(place_id: int, code: str, reception_team_id: int, from_on: date) -> None:
    if code not in {home.code for home in neighbourhoods(from_on, place_id)}:
        raise UnknownNeighbourhood(
            f"No neighbourhood has the code {code} on {from_on:%-d %B %Y}.",
            remedy="Adopt a neighbourhood plan that has it from that day or earlier.",
        )
    # A hub that opens later also stands in the way: it would overlap from its first day on.
    there = Hub.objects.filter(place_id=place_id, neighbourhood_code=code).filter(
        during__overlap=DateRange(from_on, None)
    )
    if there.exists():
        raise NeighbourhoodHasHub(
            f"Neighbourhood {code} has the hub {there[0].name} already.",
            why="A neighbourhood's services sit in a single hub behind a single reception.",
            rule=32,
        )
    taken = Hub.objects.filter(reception_team_id=reception_team_id).first()
    if taken is not None:
        raise ReceptionTaken(
            f"That team is the reception of {taken.name}.",
            why="Behind a single reception: one reception serves one hub.",
            rule=32,
        )


@transaction.atomic
def create_hubs_from_template(
    *, place_id: int, from_on: date, by: Actor, at: datetime
) -> tuple[HubView, ...]:
    """Give every neighbourhood in force that has no hub one from data/hub_template.toml.

    The hubs and teams are stand-ins until real ones are known, and their names say so. They have
    no staff: whoever runs the deployment adds members to the teams.

    Returns:
        The hubs that were created; none when every neighbourhood has one.
    """
    template = reference.table("hub_template.toml")
    place = Place.objects.get(pk=place_id)
    served = set(
        Hub.objects.filter(place_id=place_id, during__contains=from_on).values_list(
            "neighbourhood_code", flat=True
        )
    )
    waiting = [home for home in neighbourhoods(from_on, place_id) if home.code not in served]
    if not waiting:
        return ()
    maker = _Maker(template, _provider(template, place, by, at), by, at)
    on_call_id = maker.team("on_call", place=place.name)
    return tuple(maker.hub(home, on_call_id, from_on) for home in waiting)


def _provider(template: _Template, place: Place, by: Actor, at: datetime) -> int:
    entry = template["organisation"]
    return organisations.create_organisation(
        ods_code=entry["code"].format(place_id=place.pk),
        name=entry["name"].format(place=place.name),
        kind=entry["kind"],
        is_synthetic=True,
        by=by,
        at=at,
    )


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes teams and hubs after the template, for one employer."""

    template: _Template
    organisation_id: int
    by: Actor
    at: datetime

    def team(self, part: str, **names: str) -> int:
        entry = self.template[part]
        return organisations.create_team(
            organisation_id=self.organisation_id,
            name=entry["name"].format(**names),
            hours=_hours(entry),
            by=self.by,
            at=self.at,
        )

    def hub(self, home: NeighbourhoodView, on_call_id: int, from_on: date) -> HubView:
        return create_hub(
            place_id=home.place_id,
            neighbourhood_code=home.code,
            name=self.template["hub"]["name"].format(neighbourhood=home.name),
            reception_team_id=self.team("reception", neighbourhood=home.name),
            duty_team_id=self.team("duty", neighbourhood=home.name),
            on_call_team_id=on_call_id,
            from_on=from_on,
            by=self.by,
            at=self.at,
        )


def _hours(part: Mapping[str, str]) -> tuple[organisations.hours.Hours, ...]:
    return tuple(
        organisations.hours.Hours(
            weekday,
            time.fromisoformat(part["opens_at"]),
            time.fromisoformat(part["closes_at"]),
            part["days"] == "every day",
        )
        for weekday in _WEEKDAYS[part["days"]]
    )
