"""Organisations, teams, staff, hubs and services."""

from collections.abc import Sequence
from datetime import datetime, time
from uuid import uuid4

import numpy as np
from psycopg.types.range import TimestamptzRange

from peckham.infra.copying import next_ids
from peckham.interfaces.cli.synthetic_load.keys import Keys
from peckham.kernel import Actor, london
from peckham.organisations import api as organisations
from peckham.places import api as places
from peckham.services import api as services
from peckham.synthetic import api as synthetic

_NO_PASSWORD = "!"  # noqa: S105  # no text hashes to it: such an account cannot sign in


def copy_organisations(place: synthetic.SyntheticPlace, keys: Keys) -> None:
    """Write every organisation."""
    ids = next_ids("organisations_organisation", len(place.organisations))
    organisations.copy_into(
        "organisation",
        (
            (key, uuid4(), body.ods_code, body.name, body.kind, True)
            for key, body in zip(ids, place.organisations, strict=True)
        ),
    )
    keys.organisations = np.array(ids)


def copy_teams(place: synthetic.SyntheticPlace, keys: Keys) -> None:
    """Write every team with its hours."""
    ids = next_ids("organisations_team", len(place.teams))
    since = _since(place)
    organisations.copy_into(
        "team",
        (
            (key, uuid4(), int(keys.organisations[team.organisation]), team.name,
             team.telephone, since)
            for key, team in zip(ids, place.teams, strict=True)
        ),
    )  # fmt: skip
    organisations.copy_into(
        "teamhours",
        (
            (key, hours.weekday, hours.opens_at, hours.closes_at, team.open_on_bank_holidays)
            for key, team in zip(ids, place.teams, strict=True)
            for hours in team.hours
        ),
    )
    keys.teams = np.array(ids)


def copy_staff(
    place: synthetic.SyntheticPlace, absences: Sequence[synthetic.Absence], keys: Keys
) -> None:
    """Write accounts that cannot sign in, their memberships, and who is away."""
    ids = next_ids("organisations_account", len(place.staff))
    identifiers = [uuid4() for _ in ids]
    organisations.copy_into(
        "account",
        (
            (key, identifier, member.username, member.name, _NO_PASSWORD, True)
            for key, identifier, member in zip(ids, identifiers, place.staff, strict=True)
        ),
    )
    since = _since(place)
    organisations.copy_into(
        "membership",
        (
            (uuid4(), key, int(keys.teams[member.team]), member.role, since)
            for key, member in zip(ids, place.staff, strict=True)
        ),
    )
    organisations.copy_into(
        "absence",
        (
            (ids[absence.member], TimestamptzRange(absence.since, absence.until))
            for absence in absences
        ),
    )
    keys.accounts = np.array(ids)
    keys.staff_identifiers = [str(identifier) for identifier in identifiers]


def open_hubs(place: synthetic.SyntheticPlace, keys: Keys, *, by: Actor, at: datetime) -> None:
    """Open every hub behind its reception (rule 32), with its ten services (rule 35)."""
    opened = []
    for hub in place.hubs:
        longitude, latitude = place.postcodes.degrees[hub.postcode].tolist()
        view = places.create_hub(
            place_id=keys.place_id,
            neighbourhood_code=place.neighbourhoods[hub.neighbourhood].code,
            name=hub.name,
            reception_team_id=int(keys.teams[hub.reception]),
            duty_team_id=int(keys.teams[hub.duty]),
            on_call_team_id=int(keys.teams[hub.on_call]),
            from_on=place.founded_on,
            longitude=longitude,
            latitude=latitude,
            postcode=place.postcodes.codes[hub.postcode],
            telephone=hub.telephone,
            by=by,
            at=at,
        )
        opened.append(view.id)
    keys.hubs = np.array(opened)
    _copy_services(place, keys)


def _copy_services(place: synthetic.SyntheticPlace, keys: Keys) -> None:
    count = sum(len(hub.services) for hub in place.hubs)
    ids = next_ids("services_service", count)
    keys.services = np.array(ids).reshape(len(place.hubs), -1)
    days = f"[{place.founded_on.isoformat()},)"
    services.copy_services(
        (key, uuid4(), int(keys.hubs[number]), service.core_kind, service.name,
         int(keys.teams[service.team]), service.description, service.opening, days)
        for number, hub in enumerate(place.hubs)
        for key, service in zip(keys.services[number].tolist(), hub.services, strict=True)
    )  # fmt: skip


def _since(place: synthetic.SyntheticPlace) -> TimestamptzRange:
    return TimestamptzRange(london.moment(place.founded_on, time.min), None)
