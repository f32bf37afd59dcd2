"""Loading: an invented place, an agreement of forty organisations, and tables of a million rows."""

import time
from datetime import timedelta
from typing import Any

import django

from benchmarks.access.stage import PARTIES, Stage

AGREED = ("direct care", "navigation")


def main() -> None:
    """Load the place, sign the agreement, open some records to the reader, and fill the tables."""
    django.setup()
    stage = Stage.here()
    plan = stage.measured
    from peckham.infra import clock, database
    from peckham.infra.models import Deployment
    from peckham.interfaces.cli import synthetic_load

    started = time.perf_counter()
    database.migrate()
    if stage.has("access"):
        return
    # The tables keep one moment, and are read at that moment however long the measuring takes.
    Deployment.objects.update(is_demonstration=True, clock_is_free=True)
    at = clock.now()
    synthetic_load.load(
        people=plan.people, at=at, said=lambda words: None, seed=74, requests=20_000
    )
    facts: dict[str, Any] = {"load_seconds": round(time.perf_counter() - started)}
    reader = _reader(at)
    facts["agreement_parties"] = _agree(reader["organisation_id"], at)
    people = _open_records(reader, plan.pages, at)
    _fill_requests(plan.rows, reader)
    _fill_looks(plan.rows, reader)
    _run("VACUUM (ANALYZE)")
    facts |= {
        name: _value(f"SELECT count(*) FROM {table}")
        for name, table in (
            ("people", "people_person"),
            ("relationships", "sharing_relationship"),
            ("requests", "care_request"),
            ("looks", "sharing_look"),
            ("organisations", "organisations_organisation"),
        )
    }
    facts["postgresql"] = _value("SELECT current_setting('server_version')")
    asked = [f"{given} {family} {born}" for given, family, born in _rows(
        "SELECT given_name, family_name, birth_date FROM people_person"
        " WHERE birth_date IS NOT NULL ORDER BY md5(id::text) LIMIT %s", [plan.pages])]  # fmt: skip
    stage.write(
        "access",
        {"asked": asked, "at": at.isoformat(), "reader": reader, "people": people, "facts": facts},
    )


def _reader(at: Any) -> dict[str, Any]:
    """Make a clinician and a governance lead at the reception of the first hub."""
    from peckham.kernel import Actor
    from peckham.kernel.london import day_of
    from peckham.organisations import api as organisations
    from peckham.places import api as places

    by = Actor.system("bench")
    hub = places.hubs(day_of(at))[0]
    team = organisations.team(hub.reception_team_id)
    made = {"team_id": team.id, "organisation_id": team.organisation_id, "hub_id": hub.id}
    for name, role in (("clinician", "clinician"), ("lead", "governance_lead")):
        key = organisations.create_account(username=f"bench_{name}", name=name, by=by, at=at)
        since = at - timedelta(days=1)
        organisations.add_member(account_id=key, team_id=team.id, role=role, by=by, at=since)
        made[name] = key
    return made


def _agree(organisation_id: int, at: Any) -> int:
    """Sign one agreement on everything ordinary between forty organisations."""
    from peckham.kernel import Actor
    from peckham.sharing import api as sharing

    by = Actor.system("bench")
    keys = [organisation_id] + [
        key for (key,) in _rows(
            "SELECT id FROM organisations_organisation WHERE id <> %s"
            " ORDER BY kind <> 'practice', id LIMIT %s", [organisation_id, PARTIES - 1])
    ]  # fmt: skip
    drafted = sharing.agreements.draft_agreement(
        reference="BENCH",
        title="Bench",
        drafted_for=organisation_id,
        terms=sharing.agreed.Terms(
            purposes=AGREED,
            categories=sharing.vocabulary.ORDINARY_CATEGORIES,
            article_6="6(1)(e)",
            article_9="9(2)(h)",
            confidentiality_basis="implied consent",
            impact_assessment_reference="DPIA-BENCH",
            summary="Measured.",
            starts_at=at - timedelta(days=400),
            parties=tuple(sharing.agreed.Party(key) for key in keys),
        ),
        by=by,
        at=at - timedelta(days=1),
    )
    for key in keys:
        sharing.agreements.sign(version_id=drafted.version_id, organisation_id=key,
            position="Caldicott Guardian", by=by, at=at - timedelta(days=1))  # fmt: skip
    return len(keys)


def _open_records(reader: dict[str, Any], count: int, at: Any) -> list[str]:
    """Have people from all over the place at the door of the reader's hub, for two days."""
    from django.db import transaction
    from psycopg.types.range import TimestamptzRange

    from peckham.sharing import api as sharing

    begun, ends = at - timedelta(hours=1), at + timedelta(days=2)
    found = dict(_rows(
        "SELECT id, public_id FROM people_person WHERE merged_into_id IS NULL"
        " ORDER BY md5(id::text) LIMIT %s", [count]))  # fmt: skip
    with transaction.atomic():
        contacts = _rows(
            "INSERT INTO care_contact (public_id, person_id, team_id, hub_id, channel, at, until,"
            " recorded_at, actor_kind, actor) SELECT gen_random_uuid(), key, %s, %s, 'desk', %s,"
            " %s, %s, 'system', 'bench' FROM unnest(%s::bigint[]) AS key RETURNING id, person_id",
            [reader["team_id"], reader["hub_id"], begun, ends, at, list(found)])  # fmt: skip
        sharing.copy_relationships(
            (person, reader["team_id"], None, "contact", "care.contact", contact,
             TimestamptzRange(begun, ends), at)
            for contact, person in contacts
        )  # fmt: skip
    return [str(public_id) for public_id in found.values()]


# A tenth is held by the reader's team, the rest by another, at another hub.
_REQUESTS = """
INSERT INTO care_request (public_id, reference, code_hash, claimed, hub_id, channel, category,
    words, for_whom, contact_mode, red_flags, state, accountable_team_id, due_at, taken_at,
    taken_by, taken_team_id, recorded_at, version)
SELECT gen_random_uuid(), (SELECT string_agg(substr('34679ACDEFGHJKMNPQRTWXY',
        1 + ((n + 4000000000) / (23::bigint ^ k)::bigint %% 23)::int, 1), '')
        FROM generate_series(0, 8) AS k),
    '', '{"family_name": "Bench"}', CASE n %% 10 WHEN 0 THEN %(hub)s ELSE %(other_hub)s END,
    'phone', 'something_else', 'Words', 'self', 'phone', '{}', 'received',
    CASE n %% 10 WHEN 0 THEN %(team)s ELSE %(other)s END, now() + n * interval '1 second', now(),
    'bench', CASE n %% 10 WHEN 0 THEN %(team)s ELSE %(other)s END, now(), 1
FROM generate_series(1, %(rows)s::bigint) AS n
"""
_LOOKS = """
INSERT INTO sharing_look (person_id, actor_kind, actor, actor_name, account_id, role,
    organisation_id, organisation_name, purpose, parts, allowed_by, at, recorded_at, request_id)
SELECT n, 'staff', 'bench', 'Bench', 1, 'clinician', CASE n %% 10 WHEN 0 THEN %(organisation)s
    ELSE -1 - n %% 9 END, 'Bench', 'direct care', '{demographics}', 'contact',
    now() - n * interval '1 second', now(), ''
FROM generate_series(1, %(rows)s::bigint) AS n
"""


def _fill_requests(rows: int, reader: dict[str, Any]) -> None:
    from peckham.kernel.london import day_of
    from peckham.places import api as places

    others = [hub for hub in places.hubs(day_of(_now())) if hub.id != reader["hub_id"]]
    other = others[0] if others else None
    values = {"rows": rows, "hub": reader["hub_id"], "team": reader["team_id"],
        "other_hub": other.id if other else reader["hub_id"],
        "other": other.reception_team_id if other else reader["team_id"]}  # fmt: skip
    _filled(
        "care_request", _REQUESTS, values, "accountable_team_id = %(team)s AND due_at IS NOT NULL"
    )


def _fill_looks(rows: int, reader: dict[str, Any]) -> None:
    values = {"rows": rows, "organisation": reader["organisation_id"]}
    _filled("sharing_look", _LOOKS, values, "organisation_id = %(organisation)s")


def _filled(table: str, statement: str, values: dict[str, Any], mine: str) -> None:
    """Fill a table without its triggers, and copy the scope's own rows beside it."""
    _run(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    _run(statement, values)
    _run(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    _run(f"CREATE TABLE alone_{table} (LIKE {table} INCLUDING ALL)")
    _run(f"INSERT INTO alone_{table} SELECT * FROM {table} WHERE {mine}", values)


def _now() -> Any:
    from peckham.infra import clock

    return clock.now()


def _run(statement: str, values: Any = None) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def _rows(question: str, values: Any = None) -> list[Any]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(question, values)
        return cursor.fetchall()


def _value(question: str) -> Any:
    return _rows(question)[0][0]


if __name__ == "__main__":
    main()
