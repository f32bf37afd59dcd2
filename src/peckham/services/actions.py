"""Writes of services: each one transaction, with its line of the trail inside."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from psycopg.types.range import DateRange

from peckham.infra import audit
from peckham.kernel import Actor, Refused, london
from peckham.organisations import api as organisations
from peckham.places import api as places
from peckham.services.catalogue import core_kinds
from peckham.services.models import Service


class UnknownCoreKind(Refused):
    """The kind is not one of the ten core kinds of service."""


@transaction.atomic
def create_service(
    *,
    hub_id: int,
    core_kind: str | None,
    name: str,
    team_id: int,
    description: str = "",
    opening: str = "",
    by: Actor,
    at: datetime,
) -> int:
    """Add a service to a hub from the day of `at` on.

    Args:
        hub_id: The hub.
        core_kind: One of the ten codes, or None for a service beyond them.
        name: What people call it.
        team_id: The team that answers for it.
        description: What it does, in plain words.
        opening: When it is open, in plain words.
        by: Who adds it.
        at: From when.

    Returns:
        Key of the new service.

    Raises:
        UnknownCoreKind: If `core_kind` is none of the ten.
    """
    if core_kind is not None and core_kind not in {kind.code for kind in core_kinds()}:
        raise UnknownCoreKind(
            f"“{core_kind}” is not one of the ten core kinds of service.",
            rule=35,
            field="core_kind",
        )
    row = Service.objects.create(
        hub_id=hub_id,
        core_kind=core_kind,
        name=name,
        team_id=team_id,
        description=description,
        opening=opening,
        during=DateRange(london.day_of(at), None),
    )
    audit.record(
        action="services.create_service",
        subject_kind="service",
        subject_id=row.pk,
        by=by,
        at=at,
        detail={"hub_id": hub_id, "core_kind": core_kind},
    )
    return row.pk


@transaction.atomic
def create_core_services(
    *,
    hub_id: int,
    organisation_id: int,
    hours: Sequence[organisations.hours.Hours],
    team_ids: Mapping[str, int] | None = None,
    by: Actor,
    at: datetime,
) -> tuple[int, ...]:
    """Give a hub the core services that it lacks, so that it is complete (rule 35).

    Care navigation is the reception itself. Every other kind is answered by the team that
    `team_ids` names for it, or else by a new team of the organisation, which says in its name that
    it comes from a template.

    Args:
        hub_id: The hub.
        organisation_id: Employer of the teams that are made.
        hours: Weekly hours of the teams that are made.
        team_ids: Teams that exist already, by core kind.
        by: Who sets it up.
        at: From when.

    Returns:
        Keys of the services that were added.
    """
    hub = places.hub(hub_id)
    named = {"care_navigation": hub.reception_team_id, **(team_ids or {})}
    day = london.day_of(at)
    held = set(
        Service.objects.filter(hub_id=hub_id, during__contains=day).values_list(
            "core_kind", flat=True
        )
    )
    added = []
    for kind in core_kinds():
        if kind.code in held:
            continue
        team_id = named.get(kind.code) or organisations.create_team(
            organisation_id=organisation_id,
            name=f"{kind.words}, {hub.name}",
            hours=tuple(hours),
            by=by,
            at=at,
        )
        added.append(
            create_service(
                hub_id=hub_id, core_kind=kind.code, name=kind.words, team_id=team_id, by=by, at=at
            )
        )
    return tuple(added)
