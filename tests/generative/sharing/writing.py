"""Writes a world into a database that has nothing else in it, and takes it out again."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from psycopg.types.range import DateRange
from tests.generative.sharing import access_rows
from tests.generative.sharing.access_rows import FIRST_RECORDED, PLACE
from tests.generative.sharing.moments import day, moment
from tests.generative.sharing.worlds import (
    FIRST_KEY,
    Fact,
    Request,
    World,
    list_spells,
)

from peckham.care.domain.reference import reference_of

FAMILY_NAME = "Quillfeather"
# Laws of the other books are not what is tested here, and a world is taken out when it was read.
WRITTEN = (
    "care_requestmessage care_requestevent care_offer care_contact care_request"
    " people_recordentry people_sourcedocument people_proxy people_contactpoint"
    " people_communicationneed people_addressspell people_othername people_identifier"
    " people_registration people_merge people_searchentry people_searchpair people_nameword"
    " people_person sharing_breakglass sharing_objection sharing_mark sharing_relationship"
    " sharing_agreementwithdrawal sharing_agreementsignature sharing_agreementparty"
    " sharing_agreementversion sharing_agreement places_hub places_practice"
    " organisations_membership organisations_team organisations_account organisations_organisation"
).split()


def make_room() -> None:
    """Make a fresh copy of the tables ready to take one world after another."""
    with connection.cursor() as cursor:
        for table in WRITTEN:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    _insert(
        "places_place",
        [{"name": "Testham", "source": "drawn", "recorded_at": FIRST_RECORDED}],
        PLACE,
    )


def write(world: World) -> None:
    """Write every row of a world, in one transaction."""
    with transaction.atomic():
        for table, rows in _rows(world):
            _insert(table, rows)
        with connection.cursor() as cursor:
            for person in world.people:
                cursor.execute("SELECT peckham.refresh_search(%s)", [person.key])


def write_papers(world: World) -> None:
    """Write organisations and what they agreed, and nothing else."""
    for table, rows in (*access_rows.ground(world), *access_rows.papers(world)):
        _insert(table, rows)


def take_out() -> None:
    """Delete what was written."""
    with connection.cursor() as cursor:
        cursor.execute(";".join(f"DELETE FROM {table}" for table in WRITTEN))


def _insert(table: str, rows: Iterable[dict[str, Any]], first_key: int | None = None) -> None:
    """Write rows of a table by its model, so that later columns have their default."""
    model = next(m for m in apps.get_models() if m._meta.db_table == table)
    made = [model(**({"id": first_key} if first_key else {}), **row) for row in rows]
    if made:
        model.objects.bulk_create(made)


def _rows(world: World) -> list[tuple[str, list[dict[str, Any]]]]:
    return [
        *access_rows.ground(world),
        *access_rows.papers(world),
        # A survivor is drawn before its duplicates, and so written before them.
        ("people_person", [_person(p.key, p.public_id, p.merged_into) for p in world.people]),
        *_people(world),
        *_care(world),
        *access_rows.limits(world),
        ("sharing_relationship", access_rows.related(world)),
    ]


def _person(key: int, public_id: object, merged_into: int | None) -> dict[str, Any]:
    return {
        "id": key,
        "public_id": public_id,
        "family_name": FAMILY_NAME,
        "given_name": f"Given{chr(97 + key % 26)}",
        "recorded_at": FIRST_RECORDED,
        "merged_into_id": merged_into,
    }


# What a fact of each table says besides whose it is and since when.
SAID: dict[str, Any] = {
    "identifier": lambda f: {"system": "urn:drawn", "value": str(f.key)},
    "othername": lambda f: {"kind": "alias", "family_name": f"Alias{f.key}"},
    "addressspell": lambda f: {"kind": "out_of_area", "lines": f"Address {f.key}"},
    "communicationneed": lambda f: {"code": "large_print", "detail": str(f.key)},
    "contactpoint": lambda f: {"mode": "email", "value": f"{f.key}@example.org"},
    "proxy": lambda f: {
        "name": f"Proxy {f.key}",
        "relationship": "friend",
        "authority": "none",
        "may": [],
    },
}


def _people(world: World) -> list[tuple[str, list[dict[str, Any]]]]:
    by_table: dict[str, list[dict[str, Any]]] = {}
    for fact in world.facts:
        by_table.setdefault(fact.table, []).append(_fact(fact))
    return [
        (
            "people_merge",
            [
                {
                    "id": m.key,
                    "survivor_id": m.survivor,
                    "duplicate_id": m.duplicate,
                    "reason": "Drawn",
                    "merged_at": FIRST_RECORDED,
                    "merged_by": "Drawn",
                }
                for m in world.merges
            ],
        ),
        ("people_registration", _registrations(world)),
        (
            "people_sourcedocument",
            [
                {
                    "id": FIRST_KEY,
                    "sha256": "0" * 64,
                    "size_bytes": 1,
                    "content": b"x",
                    "media_type": "application/fhir+json",
                    "file_name": "drawn.json",
                    "received_at": FIRST_RECORDED,
                    "received_by": "Drawn",
                }
            ],
        ),
        *((f"people_{table}", rows) for table, rows in by_table.items()),
    ]


def _fact(fact: Fact) -> dict[str, Any]:
    common = {
        "id": fact.key,
        "person_id": fact.person,
        "recorded_at": FIRST_RECORDED,
        "superseded_at": moment(0) if fact.is_superseded else None,
    }
    if fact.table == "recordentry":
        return {
            **common,
            "document_id": FIRST_KEY,
            "path": "",
            "sender_identity": f"drawn/{fact.key}",
            "content_sha256": "0" * 64,
            "kind": fact.kind,
            "sensitivity": fact.sensitivity,
            "display": f"Entry {fact.key}",
        }
    return {**common, "during": DateRange(date(2020, 1, 1), None), **SAID[fact.table](fact)}


def _registrations(world: World) -> list[dict[str, Any]]:
    return [
        {
            "id": FIRST_KEY + world.list_changes.index(change),
            "person_id": change.person,
            "practice_id": change.organisation,
            "during": DateRange(day(change.on_day), None if after is None else day(after.on_day)),
            "recorded_at": moment(change.recorded),
        }
        for change, after in list_spells(world)
        if change.organisation is not None
    ]


def _care(world: World) -> list[tuple[str, list[dict[str, Any]]]]:
    return [*_asked(world), *_said(world)]


def _asked(world: World) -> list[tuple[str, list[dict[str, Any]]]]:
    return [
        ("care_request", [_request(r) for r in world.requests]),
        (
            "care_requestevent",
            [
                {
                    "request_id": r.key,
                    "sequence": 1,
                    "kind": "taken",
                    "to_state": "received",
                    "accountable_team_id": r.holder,
                    "due_at": r.taken_at,
                    "at": r.taken_at,
                    "recorded_at": r.taken_at,
                    "actor_kind": "staff",
                    "actor": "drawn",
                }
                for r in world.requests
            ],
        ),
        (
            "care_offer",
            [
                {
                    "id": o.key,
                    "request_id": r.key,
                    "from_team_id": o.sender,
                    "to_team_id": o.receiver,
                    "offered_at": o.offered_at,
                    "expires_at": o.expires_at,
                    "state": o.state,
                    "reason": "Drawn",
                    "alternative": "Drawn",
                    "resolved_at": o.resolved_at,
                }
                for r in world.requests
                for o in r.offers
            ],
        ),
    ]


def _said(world: World) -> list[tuple[str, list[dict[str, Any]]]]:
    return [
        (
            "care_requestmessage",
            [
                {
                    "id": r.key,
                    "request_id": r.key,
                    "direction": "from",
                    "mode": "phone",
                    "words": f"Message about {r.key}",
                    "at": r.taken_at,
                    "recorded_at": r.taken_at,
                    "actor_kind": "staff",
                    "actor": "drawn",
                }
                for r in world.requests
            ],
        ),
        (
            "care_contact",
            [
                {
                    "id": c.key,
                    "person_id": c.person,
                    "team_id": c.team,
                    "hub_id": c.hub,
                    "channel": "desk",
                    "at": c.at,
                    "until": c.until,
                    "recorded_at": c.at,
                    "actor_kind": "staff",
                    "actor": "drawn",
                }
                for c in world.contacts
            ],
        ),
    ]


def _request(request: Request) -> dict[str, Any]:
    ended = request.ended_at is not None
    return {
        "id": request.key,
        "public_id": request.public_id,
        "reference": reference_of(request.key),
        "person_id": request.person,
        "claimed": {"given_name": "Said", "family_name": f"Name{request.key}"},
        "hub_id": request.hub,
        "channel": "phone",
        "category": "something_else",
        "words": f"Words of {request.key}",
        "for_whom": "self",
        "contact_mode": "phone",
        # Somebody in danger is handed over live, whatever is signed.
        "red_flags": ["drawn"],
        "state": request.state,
        "accountable_team_id": request.holder,
        "due_at": None if ended else request.taken_at + timedelta(days=3),
        "taken_at": request.taken_at,
        "taken_by": "drawn",
        "taken_team_id": request.taken_team,
        "recorded_at": request.taken_at,
        "outcome": "withdrawn" if ended else None,
        "version": 1,
    }
