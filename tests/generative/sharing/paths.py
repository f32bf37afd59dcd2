"""Every path by which a row about a person reaches somebody, and what each gives.

Each reading is a plain value: a mapping of what was asked to the keys that came back.
"""

import csv
import io
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from json import loads
from types import SimpleNamespace
from typing import Any

import adbc_driver_postgresql.dbapi
import duckdb
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import ProgrammingError, connection, transaction
from django.test import RequestFactory
from django.urls import resolve
from psycopg import sql
from tests.databases import as_app, as_worker
from tests.generative.sharing.oracle import Reader
from tests.generative.sharing.worlds import World, public
from tests.generative.sharing.writing import FAMILY_NAME

from peckham.care import api as care
from peckham.care.queries.reading import RequestNotFound
from peckham.infra.scope import Scope, current_scope, public_scope, resident_scope, system_scope
from peckham.interfaces.staff.views.my_work import as_csv
from peckham.kernel import Refused
from peckham.kernel.london import day_of
from peckham.organisations import api as organisations
from peckham.people import api as people

# Each table with the expression that is a row's key.
TABLES = {
    "people_person": "id",
    "people_identifier": "id",
    "people_othername": "id",
    "people_addressspell": "id",
    "people_registration": "id",
    "people_communicationneed": "id",
    "people_contactpoint": "id",
    "people_proxy": "id",
    "people_recordentry": "id",
    "people_merge": "id",
    "care_request": "id",
    "care_requestevent": "request_id",
    "care_offer": "id",
    "care_requestmessage": "id",
    "care_contact": "id",
    "sharing_relationship": "source_id",
}
HISTORY = [
    t for t in TABLES if t.startswith("people_") and t not in ("people_person", "people_merge")
]
_ROWS = " UNION ALL ".join(f"SELECT '{t}' AS t, {key} AS k FROM {t}" for t, key in TABLES.items())
_COUNTS = f"SELECT {', '.join(f'(SELECT count(*) FROM {table})' for table in TABLES)}"
_HISTORY = " UNION ALL ".join(
    f"SELECT '{t}' AS t, id AS k FROM {t} WHERE superseded_at IS NOT NULL" for t in HISTORY
)

Rows = dict[str, list[int]]


def scope_of(reader: Reader, world: World) -> Scope:
    """Open the scope as the program does: by the account and the membership that was chosen."""
    if reader.kind == "staff":
        assert reader.account is not None
        chosen = next(m for m in world.memberships if m.key == reader.membership)
        return organisations.scopes.staff_scope(
            account_id=reader.account, membership_public_id=str(chosen.public_id), at=reader.at
        )
    if reader.kind == "resident":
        assert reader.person is not None
        key = str(public(2, reader.person))
        return resident_scope(person_id=reader.person, public_id=key, name="R", at=reader.at)
    if reader.kind == "system":
        return system_scope(reader.name, purpose=reader.purpose, at=reader.at)
    return public_scope(at=reader.at)


@contextmanager
def reading(reader: Reader, world: World) -> Iterator[Any]:
    """Read as the login that such a reader has; nothing that a reading writes stays."""
    scope = scope_of(reader, world)
    as_login = as_worker if reader.kind == "system" else as_app
    with transaction.atomic():
        with as_login(scope) as cursor:
            yield cursor
        transaction.set_rollback(True)


def rows(cursor: Any) -> Rows:
    cursor.execute(_ROWS)
    return _grouped(cursor.fetchall())


def history(cursor: Any) -> Rows:
    cursor.execute(_HISTORY)
    return _grouped(cursor.fetchall())


def counts(cursor: Any) -> dict[str, int]:
    cursor.execute(_COUNTS)
    return dict(zip(TABLES, cursor.fetchone(), strict=True))


def _grouped(found: list[tuple[str, int]]) -> Rows:
    grouped: Rows = defaultdict(list)
    for table, key in found:
        grouped[table].append(key)
    return {table: sorted(keys) for table, keys in grouped.items()}


def page(person: Any) -> dict[str, Any] | None:
    """Give what a person's page shows, or None where it refuses."""
    try:
        seen = people.person(person.public_id)
    except Refused:
        return None
    return {
        "id": seen.id,
        "shown": set(seen.shown),
        "identifiers": sorted(each.value for each in seen.identifiers),
        "other names": sorted(n for n in seen.other_names if "alias" in n),
        "spells": sorted(spell.lines for spell in seen.spells),
        "needs": sorted(need.detail for need in seen.needs),
        "contacts": sorted(contact.value for contact in seen.contacts),
        "proxies": sorted(proxy.name for proxy in seen.proxies),
        "record": sorted(entry.display for entry in (*seen.record, *seen.care_plans)),
        "merged": sorted(str(merged.public_id) for merged in seen.merged),
    }


def search() -> dict[int, tuple[bool, bool]] | None:
    """Search for everybody; give whom it lists, whether to be opened, and whether withheld."""
    try:
        with transaction.atomic():
            lines = people.search(FAMILY_NAME, limit=10)
    except ProgrammingError:
        return None
    for line in lines:
        assert not line.withheld or (line.home.kind, line.need_words) == ("withheld", ())
    return {line.id: (line.may_open, line.withheld) for line in lines}


def summaries(world: World, reader: Reader) -> set[int]:
    return set(people.summaries([p.key for p in world.people], day_of(reader.at)))


def worklist(reader: Reader) -> list[int]:
    return sorted(row.id for row in care.worklists.worklist(sorted(reader.teams)).rows)


def offers(reader: Reader) -> dict[str, list[int]]:
    """Give the offers on the page of one's work."""
    mine = sorted(reader.teams)
    return {
        "to": sorted(row.offer.id for row in care.worklists.offers_to(mine)),
        "sent": sorted(row.offer.id for row in care.worklists.sent_by(mine)),
    }


def story(request: Any, reader: Reader) -> dict[str, Any] | None:
    """Give what a request's page shows, or None where it refuses."""
    try:
        told = care.request(request.public_id, at=reader.at)
    except RequestNotFound:
        return None
    return {
        "events": len(told.timeline),
        "messages": len(told.messages),
        "offer": told.offer.id if told.offer else None,
    }


def open_requests(person: Any) -> list[int]:
    return sorted(row.id for row in care.open_requests_of(person.key))


def export(reader: Reader, world: World) -> list[tuple[str, str]] | None:
    """Give reference and name of each line of the spreadsheet; None where the role has no list."""
    request = RequestFactory().get("/staff/work/worklist.csv")
    request.scope = scope_of(reader, world)
    request.session = {}
    request.user = AnonymousUser()
    try:
        answer = as_csv(request)
    except PermissionDenied:
        return None
    lines = list(csv.reader(io.StringIO(answer.content.decode().removeprefix("\ufeff"))))
    return sorted((line[0].replace(" ", ""), line[1]) for line in lines[1:])


def json(path: str) -> tuple[int, Any]:
    """Ask the JSON API as its middleware would: the status and what the answer says."""
    request = RequestFactory().get(f"/api/v1/{path}")
    request.scope = current_scope()
    request.user = SimpleNamespace(is_authenticated=True)
    found = resolve(request.path)
    # An answer that refuses undoes what was written for it.
    with transaction.atomic():
        answer = found.func(request, *found.args, **found.kwargs)
    return answer.status_code, loads(answer.content)


def json_person(person: Any) -> dict[str, Any] | int:
    """Give what the API says of a person, as `page` does, or the status with which it refuses."""
    status, said = json(f"people/{person.public_id}")
    if status != 200:
        return status
    return {
        "shown": set(said["shown"]),
        "identifiers": sorted(each["value"] for each in said["identifiers"]),
        "other names": sorted(name for name in said["other_names"] if "alias" in name),
        "needs": sorted(each["detail"] for each in said["communication_needs"]),
        "contacts": sorted(each["value"] for each in said["contacts"]),
        "proxies": sorted(each["name"] for each in said["proxies"]),
        "record": sorted(each["display"] for each in (*said["record"], *said["care_plans"])),
        "merged": sorted(each["id"] for each in said["merged"]),
    }


def json_search() -> dict[str, tuple[bool, bool]] | int:
    status, said = json(f"people?q={FAMILY_NAME}")
    if status != 200:
        return status
    return {e["id"]: (e["may_open"], e["withheld"]) for e in said["people"]}


def json_worklist() -> list[str] | int:
    status, said = json("requests")
    return sorted(each["id"] for each in said["requests"]) if status == 200 else status


def json_request(request: Any) -> tuple[int, int] | int:
    """Give how many events and messages the API says, or the status with which it refuses."""
    status, said = json(f"requests/{request.public_id}")
    return (len(said["timeline"]), len(said["messages"])) if status == 200 else status


class Duck:
    """DuckDB over ADBC: a session of its own that logs in as the web process or a job does."""

    def __init__(self, url: str) -> None:
        self.session = adbc_driver_postgresql.dbapi.connect(url)
        self.duck = duckdb.connect()

    def close(self) -> None:
        self.duck.close()
        self.session.close()

    def rows(self, scope: Scope | None) -> Rows:
        """Open the scope and read every table in the same transaction, grouped by DuckDB."""
        with self.session.cursor() as cursor:
            try:
                if scope is not None:
                    cursor.execute(opening(scope))
                    cursor.fetchall()
                cursor.execute(_ROWS)
                found = cursor.fetch_arrow_table()
            finally:
                self.session.rollback()
        self.duck.register("found", found)
        grouped = self.duck.execute("SELECT t, list(k ORDER BY k) FROM found GROUP BY t").fetchall()
        return dict(grouped)


def opening(scope: Scope) -> str:
    """Write the statement that opens a scope, for a driver that binds no parameters in queries."""
    values = [
        scope.actor.identifier,
        scope.actor.kind,
        scope.account_id,
        scope.role,
        scope.organisation_id,
        scope.team_id,
        list(scope.teams),
        scope.purpose,
        scope.at,
        scope.request_id,
        scope.person_id,
    ]
    kinds = "text text bigint text bigint bigint bigint[] text timestamptz text bigint".split()
    given = sql.SQL(", ").join(
        sql.SQL("{}::{}").format(sql.Literal(value), sql.SQL(kind))
        for value, kind in zip(values, kinds, strict=True)
    )
    statement = sql.SQL("SELECT peckham.open_scope({})::text").format(given)
    with connection.cursor() as cursor:
        return statement.as_string(cursor.connection)
