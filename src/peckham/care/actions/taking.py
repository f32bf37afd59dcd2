"""A request comes through the door: one way in for online, phone and desk (rule 36)."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db import connection, transaction
from psycopg.types.json import Jsonb

from peckham.care.actions import agreed_routing
from peckham.care.actions.deferring import lapse_at
from peckham.care.actions.messages import blocked_modes
from peckham.care.actions.relating import open_for
from peckham.care.domain.asked import Asked, as_json, check_asked
from peckham.care.domain.policies import Facts, check_mode
from peckham.care.domain.reference import code_of, grouped, hash_code, reference_of
from peckham.care.domain.relating import teams_that_may_read
from peckham.care.domain.sentences import next_words
from peckham.care.domain.story import Receipt
from peckham.care.models import Request
from peckham.care.queries.words import json_or_none
from peckham.infra import audit, clock
from peckham.infra.scope import Scope, current_scope
from peckham.kernel import Actor, InvalidPostcode, london
from peckham.organisations import api as organisations
from peckham.people import api as people
from peckham.places import api as places
from peckham.services import api as services


def take_request(asked: Asked, *, key: UUID | None = None, by: Actor, at: datetime) -> Receipt:
    """Take a request at the phone, at the desk, or online for somebody who is known.

    The hub's reception holds it from this moment; the team that answers is asked at once.

    Args:
        asked: What was asked.
        key: The form's idempotency key; a second call with it gives the first one's receipt.
        by: Who takes it.
        at: Now.

    Raises:
        Refused: If the form cannot be kept (see `check_asked`), a tick is unknown, or the person
            must not be reached in the chosen way.
    """
    with transaction.atomic():
        return store(asked, function="store_request", key=key, by=by, at=at)


def store(asked: Asked, *, function: str, key: UUID | None, by: Actor, at: datetime) -> Receipt:
    """Check, route and store a request by one of the two ways in of `migrations/sql/taking.sql`."""
    form_key = key or uuid4()
    earlier = _earlier(form_key, at) if key else None
    if earlier is not None:
        return earlier
    check_asked(asked)
    mode = Facts(
        at=at, mode=asked.contact_mode, blocked_modes=blocked_modes(asked.person_id, at=at)
    )
    check_mode(mode)
    hub = hub_of(asked, at=at)
    route = agreed_routing.route(asked, hub, at=at)
    number = _next_number()
    reference = reference_of(number)
    code = code_of(form_key.bytes, settings.SECRET_KEY.encode())
    row = {
        **_as_asked(asked, current_scope(), by, at),
        **_as_routed(route, hub.id, by),
        "id": number,
        "public_id": str(uuid4()),
        "reference": reference,
        "code_hash": hash_code(reference, code),
        "key": str(form_key),
    }
    with connection.cursor() as cursor:
        values: list[Any] = [Jsonb(row)]
        cursor.execute(f"SELECT peckham.{function}(%s)", values)
        offer_id = cursor.fetchone()[0]
    if offer_id is not None and route.offer_expires_at is not None:
        lapse_at(offer_id, route.offer_expires_at)
    if asked.person_id is not None:
        _relate(number, asked.person_id, route, at)
    audit.record(
        action="care.taken",
        subject_kind="request",
        subject_id=row["public_id"],
        by=by,
        at=at,
        detail={"channel": asked.channel, "hub_id": hub.id, "routed_by": route.version},
    )
    return _receipt(row["public_id"], reference, code, route, at)


def hub_of(asked: Asked, *, at: datetime) -> places.records.HubView:
    """Find the hub that serves a request: chosen, else by home, else the one for what has no place.

    Never by channel. What cannot be placed goes to the default hub, which is named.
    """
    if asked.hub_id is not None:
        return places.hub(asked.hub_id)
    on = london.day_of(at)
    found = None
    if asked.person_id is not None:
        area_id, hub_id = people.ground_of(asked.person_id, on=on)
        if hub_id is not None:
            found = places.hub(hub_id)
        elif area_id is not None:
            found = places.hub_for_area(area_id, on)
    elif asked.claimed is not None and asked.claimed.postcode:
        found = _hub_of_postcode(asked.claimed.postcode, on)
    return found or places.default_hub()


def _next_number() -> int:
    """Take the key of a new request: its reference is made of it, so it has to be known first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('care_request_id_seq')")
        return int(cursor.fetchone()[0])


def _hub_of_postcode(postcode: str, on: Any) -> places.records.HubView | None:
    try:
        area = places.area_of_postcode(postcode)
    except InvalidPostcode:
        # Somebody who mistypes a postcode still asks for help: the default hub finds out.
        return None
    return None if area is None else places.hub_for_area(area.id, on)


def _as_asked(asked: Asked, scope: Scope, by: Actor, at: datetime) -> dict[str, Any]:
    return {
        "person_id": asked.person_id,
        "claimed": as_json(asked.claimed) or None,
        "channel": asked.channel,
        "category": asked.category,
        "words": asked.words.strip(),
        "for_whom": asked.for_whom,
        "asker": as_json(asked.asker) or None,
        "contact_mode": asked.contact_mode,
        "red_flags": sorted(set(asked.red_flags)),
        "at": at.isoformat(),
        "recorded_at": clock.now().isoformat(),
        "actor_kind": by.kind,
        "actor": by.identifier,
        "taken_team_id": scope.team_id,
        "role": scope.role,
    }


def _as_routed(route: services.Route, hub_id: int, by: Actor) -> dict[str, Any]:
    expires = route.offer_expires_at
    return {
        "hub_id": hub_id,
        "service_id": route.service_id,
        "holder_team_id": route.holder_team_id,
        "due_at": route.due_at.isoformat(),
        "offer_team_id": route.offer_team_id,
        "offer_expires_at": expires.isoformat() if expires else None,
        "why": route.why,
        "detail": {"by": by.name, "target": route.target, "routed_by": route.version},
        "offer_detail": {
            "by": by.name,
            "to_team_id": route.offer_team_id,
            "expires_at": expires.isoformat() if expires else None,
            "routed_by": route.version,
        },
    }


def _relate(number: int, person_id: int, route: services.Route, at: datetime) -> None:
    request = Request(pk=number, person_id=person_id)
    teams = teams_that_may_read(route.holder_team_id, route.offer_team_id, route.holder_team_id)
    for team_id in sorted(teams):
        open_for(request, team_id, at=at)


def _receipt(
    public_id: str, reference: str, code: str, route: services.Route, at: datetime
) -> Receipt:
    teams = [route.holder_team_id] + ([route.offer_team_id] if route.offer_team_id else [])
    names = {key: view.name for key, view in organisations.teams(teams).items()}
    holder, offered = names[route.holder_team_id], names.get(route.offer_team_id or 0, "")
    return Receipt(
        public_id=UUID(public_id),
        reference=grouped(reference),
        code=grouped(code),
        holder_team=holder,
        due_at=route.due_at,
        next_words=next_words(
            holder=holder, offered=offered, due_at=route.due_at, is_live=route.is_live, at=at
        ),
        is_live=route.is_live,
        live_team_id=(route.offer_team_id or route.holder_team_id) if route.is_live else None,
        offered_team=offered,
    )


def _earlier(key: UUID, at: datetime) -> Receipt | None:
    """Give the receipt of a form that was sent before, with the same code."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT peckham.request_of_key(%s)", [key])
        stored = json_or_none(cursor.fetchone()[0])
    if stored is None:
        return None
    due_at = datetime.fromisoformat(stored["due_at"]) if stored["due_at"] else at
    route = services.Route(
        holder_team_id=stored["holder_team_id"],
        offer_team_id=stored["offered_team_id"],
        service_id=None,
        due_at=due_at,
        offer_expires_at=None,
        why="",
        version="",
        target=stored["target"],
        is_live=stored["target"] == "live",
    )
    code = code_of(key.bytes, settings.SECRET_KEY.encode())
    return _receipt(stored["public_id"], stored["reference"], code, route, at)
