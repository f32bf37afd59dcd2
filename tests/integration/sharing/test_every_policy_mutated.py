"""Every row policy is needed: open it, or take it away, and a check of the battery notices.

One small world, and who reads, adds to and changes each of its tables. The battery says what must
come out; then each policy's USING and each CHECK is replaced by true, and each policy dropped, in
turn, each in a savepoint, and the battery has to differ. A policy that nothing notices is a policy
that could be lost without a word.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection
from psycopg.types.range import TimestamptzRange
from tests.databases import as_app, as_worker
from tests.generative.sharing import paths, writing
from tests.generative.sharing.expected import Expected
from tests.generative.sharing.moments import LONG_AGO, moment
from tests.generative.sharing.oracle import Oracle, Reader, staff
from tests.generative.sharing.worlds import (
    Contact,
    Fact,
    Hub,
    ListChange,
    Membership,
    Merge,
    Offer,
    Organisation,
    Party,
    Person,
    Request,
    Team,
    Version,
    World,
    public,
)
from tests.integration.sharing import (
    contract_money,
    duties_battery,
    money_battery,
    moved_patients,
)

from peckham.organisations.models import STAFF_CHANGES

pytestmark = pytest.mark.django_db
AT = moment(12)
BEFORE = moment(3)
EVER = moment(LONG_AGO)
(PRACTICE, TRUST, CHARITY, AT_PRACTICE, RECEPTION, BEFRIENDING, HUB) = range(101, 108)
(NURSE, BEFRIENDER, DOCTOR, LEAD, HEAD, HANDLER, OFFICER, PARTNER, BUYER) = range(201, 210)
(ADA, ADAS_OTHER, BEN) = range(301, 304)
(REQUEST, RETURNED, CONTACT, AGREEMENT, VERSION) = range(401, 406)
EVERYTHING = ("identity", "requests", "health_record", "care_plan")


def world() -> World:
    """Ada is on the practice's list; the reception holds what she asks; a charity gave it back."""
    members = ((NURSE, RECEPTION, "clinician"), (BEFRIENDER, BEFRIENDING, "clinician"),
        (DOCTOR, AT_PRACTICE, "clinician"), (LEAD, RECEPTION, "governance_lead"),
        (HEAD, BEFRIENDING, "administrator"),
        (HANDLER, RECEPTION, "complaints_manager"), (OFFICER, RECEPTION, "finance_officer"),
        (PARTNER, BEFRIENDING, "finance_officer"), (BUYER, RECEPTION, "commissioner"))  # fmt: skip
    parties = tuple(Party(each, True, True) for each in (PRACTICE, TRUST))
    signed = tuple((party.organisation, EVER) for party in parties)
    offer = Offer(RETURNED, RECEPTION, BEFRIENDING, BEFORE, "returned", moment(5), moment(9))
    tables = writing.SAID
    return World(
        organisations=(
            Organisation(PRACTICE, True),
            Organisation(TRUST, False),
            Organisation(CHARITY, False),
        ),
        teams=(Team(AT_PRACTICE, PRACTICE), Team(RECEPTION, TRUST), Team(BEFRIENDING, CHARITY)),
        hubs=(Hub(HUB, RECEPTION),),
        accounts=tuple(account for account, _, _ in members),
        memberships=tuple(
            Membership(500 + account, account, team, role, EVER, None)
            for account, team, role in members
        ),
        versions=(
            Version(
                VERSION,
                AGREEMENT,
                1,
                ("direct care", "navigation"),
                EVERYTHING,
                EVER,
                None,
                None,
                EVER,
                parties,
                signed,
            ),
        ),
        withdrawals=(),
        people=(Person(ADA, None), Person(ADAS_OTHER, ADA), Person(BEN, None)),
        merges=(Merge(600, ADA, ADAS_OTHER),),
        list_changes=(ListChange(ADA, PRACTICE, LONG_AGO, LONG_AGO),),
        facts=(
            *(Fact(table, 700 + n, ADA) for n, table in enumerate(tables)),
            Fact("recordentry", 750, ADA, False, "condition"),
        ),
        requests=(Request(REQUEST, ADA, HUB, None, RECEPTION, "received", BEFORE, None, (offer,)),),
        contacts=(Contact(CONTACT, ADA, RECEPTION, HUB, moment(11), moment(14)),),
        marks=(),
        objections=(),
        emergencies=(),
    )


def of(account: int) -> Reader:
    found = staff(WORLD, account, 500 + account, AT)
    assert found is not None
    return found


WORLD = world()
NURSE_READS, BEFRIENDER_READS, DOCTOR_READS, LEAD_READS, HEAD_READS = map(
    of, (NURSE, BEFRIENDER, DOCTOR, LEAD, HEAD)
)
ADA_READS = Reader("resident", AT, person=ADA)
BEN_READS = Reader("resident", AT, person=BEN)
SWEEPING = Reader("system", AT, name="duties sweep", purpose="operations")
LAPSING = Reader("system", AT, name="offer lapse", purpose="direct care")
UNLISTED = Reader("system", AT, name="no such job", purpose="direct care")
PASSER_BY = Reader("public", AT)
READERS = {
    "nurse": NURSE_READS,
    "befriender": BEFRIENDER_READS,
    "doctor": DOCTOR_READS,
    "lead": LEAD_READS,
    "head": HEAD_READS,
    "Ada": ADA_READS,
    "Ben": BEN_READS,
    "handler": of(HANDLER),
    "officer": of(OFFICER),
    "partner": of(PARTNER),
    "buyer": of(BUYER),
    "sweeping": SWEEPING,
    "lapsing": LAPSING,
    "unlisted": UNLISTED,
    "passer-by": PASSER_BY,
}
ROW_SECURITY, NO_SCOPE = "42501", "PK001"


@dataclass(frozen=True)
class Probe:
    """Something that somebody tries, on one table, and what must come of it."""

    table: str
    words: str
    attempt: Callable[[], object]
    expected: object


@contextmanager
def acting(reader: Reader | None) -> Iterator[Any]:
    """Act as a reader, or with no scope at all; nothing that is written stays."""
    scope = None if reader is None else paths.scope_of(reader, WORLD)
    as_login = as_worker if reader is not None and reader.kind == "system" else as_app
    with undone("tried"), as_login(scope) as cursor:
        yield cursor


@contextmanager
def undone(name: str) -> Iterator[None]:
    """Do something, and take it back."""
    with connection.cursor() as cursor:
        cursor.execute(f"SAVEPOINT {name}")
        try:
            yield
        finally:
            cursor.execute(f"ROLLBACK TO SAVEPOINT {name}")


def outcome(reader: Reader | None, statement: str) -> object:
    """Give how many rows a statement gave or changed, or the code with which it was refused."""
    try:
        with acting(reader) as cursor:
            cursor.execute(statement)
            return cursor.fetchone()[0] if statement.startswith("SELECT") else cursor.rowcount
    except DatabaseError as refusal:
        cause = refusal.__cause__
        code = getattr(cause, "sqlstate", "")
        # A row that the policy let through may still be one too many of its kind.
        return code if code in (ROW_SECURITY, NO_SCOPE) else "let through"


def reading(table: str, who: str, expected: int) -> Probe:
    statement = f"SELECT count(*) FROM {table}"
    return Probe(table, f"{who} reads", lambda: outcome(READERS[who], statement), expected)


def reading_without_scope(table: str) -> Probe:
    statement = f"SELECT count(*) FROM {table}"
    return Probe(table, "somebody unknown reads", lambda: outcome(None, statement), NO_SCOPE)


def adding(table: str, who: str, *, is_let: bool) -> Probe:
    statement = f"INSERT INTO {table} SELECT * FROM pg_temp.sample_{table}"

    def attempt() -> object:
        return outcome(READERS[who], statement) == ROW_SECURITY

    return Probe(table, f"{who} adds", attempt, not is_let)


def changing(table: str, who: str, column: str, expected: int) -> Probe:
    statement = f"UPDATE {table} SET {column} = {column}"
    return Probe(table, f"{who} changes", lambda: outcome(READERS[who], statement), expected)


RUN = 1


def making(table: str, who: str, expected: int, change: str = "parts_done = 1") -> Probe:
    """Change without reading, as a job in somebody's scope does."""

    def attempt() -> object:
        scope = paths.scope_of(READERS[who], WORLD)
        try:
            with undone("tried"), as_worker(scope) as cursor:
                cursor.execute(f"UPDATE {table} SET {change}")
                return cursor.rowcount
        except DatabaseError as refusal:
            return getattr(refusal.__cause__, "sqlstate", "")

    return Probe(table, f"a job for {who} changes", attempt, expected)


# Tables that nobody reads or writes directly: what is tried, is tried with a grant made for it.
HIDDEN = {
    "people_sentperson",
    "people_sourcedocument",
    "people_searchentry",
    "people_searchpair",
    "people_nameword",
    "sharing_mark",
    "sharing_objection",
    "sharing_withholding",
    "sharing_withholdingreview",
    "sharing_look",
    "sharing_runsecret",
}
# Read by everybody who has a scope: what organisations agreed.
AGREED = {
    "sharing_agreement": 1,
    "sharing_agreementversion": 1,
    "sharing_agreementparty": 2,
    "sharing_agreementsignature": 2,
    "sharing_agreementwithdrawal": 1,
}
# Who may add the sample row of a table, and who may not; what of the sample is its maker's own.
ACTOR = f"'{public(4, NURSE)}'"
OWN = f"actor = {ACTOR}"
ADDED = {
    **{f"people_{t}": ("nurse", "befriender", "") for t in (*writing.SAID, "person", "merge")},
    "people_registration": ("nurse", "befriender", ""),
    "care_request": ("nurse", "befriender", f"taken_by = {ACTOR}, taken_team_id = {RECEPTION}"),
    "care_requestevent": (
        "nurse",
        "befriender",
        f"{OWN}, actor_kind = 'staff', organisation_id = {TRUST}",
    ),
    "care_offer": ("nurse", "befriender", ""),
    "care_requestmessage": ("nurse", "befriender", f"{OWN}, actor_kind = 'staff'"),
    "care_contact": ("nurse", "befriender", OWN),
    "sharing_agreement": (
        "lead",
        "nurse",
        f"drafted_for_id = {TRUST}, recorded_at = '{AT.isoformat()}'",
    ),
    "sharing_agreementversion": (
        "lead",
        "nurse",
        f"drafted_by = '{public(4, LEAD)}', recorded_at = '{AT.isoformat()}'",
    ),
    "sharing_agreementparty": ("lead", "nurse", ""),
    "sharing_agreementsignature": (
        "lead",
        "nurse",
        f"organisation_id = {TRUST}, account_id = {LEAD}, signed_at = '{AT.isoformat()}',"
        f" recorded_at = '{AT.isoformat()}'",
    ),
    "sharing_agreementwithdrawal": (
        "lead",
        "nurse",
        f"organisation_id = {TRUST}, account_id = {LEAD}, from_at = '{AT.isoformat()}',"
        f" recorded_at = '{AT.isoformat()}'",
    ),
}


def battery() -> list[Probe]:
    """List everything that is tried."""
    probes = []
    for who, reader in READERS.items():
        expected = Expected(Oracle(WORLD), reader).counts()
        probes += [reading(table, who, count) for table, count in expected.items()]
    for table, count in AGREED.items():
        probes += [reading(table, "nurse", count), reading_without_scope(table)]
    for table in HIDDEN:
        probes += [reading(table, "nurse", 0), adding(table, "nurse", is_let=False)]
    for table, (insider, outsider, _) in ADDED.items():
        probes += [adding(table, insider, is_let=True), adding(table, outsider, is_let=False)]
    probes += [
        # Break-glass: whoever did it, and the governance lead of where it was done.
        *(
            reading("sharing_breakglass", who, count)
            for who, count in (("befriender", 1), ("nurse", 0), ("lead", 0))
        ),
        # A run: whom it was made for. Learning a name: whoever did it, and the lead of where.
        *(
            reading(table, who, count)
            for table in ("sharing_run", "sharing_reidentification")
            for who, count in (("befriender", 1), ("nurse", 0), ("lead", 0))
        ),
        reading("organisations_staffchange", "head", 1),
        reading("organisations_staffchange", "befriender", 0),
        reading("organisations_staffchange", "lead", 0),
        # Letters to patients, what they answered, where they went: whoever may see who they are.
        *(
            reading(table, who, count)
            for table in moved_patients.HELD
            for who, count in (("doctor", 1), ("befriender", 0), ("lead", 0))
        ),
        # The log: one's own, less what is withheld (Ada), and one's own staff's; seals; copies.
        *(
            reading("sharing_look", who, count)
            for who, count in (("Ada", 1), ("Ben", 1), ("lead", 1), ("head", 0), ("lapsing", 0))
        ),
        *(
            reading("sharing_seal", who, count)
            for who, count in (("lead", 1), ("nurse", 0), ("Ada", 0), ("lapsing", 1))
        ),
        *(
            reading("sharing_subjectexport", who, count)
            for who, count in (("Ada", 1), ("Ben", 0), ("nurse", 0), ("lead", 0), ("lapsing", 0))
        ),
        *(
            making("sharing_subjectexport", who, count)
            for who, count in (("Ada", 1), ("Ben", 0), ("lapsing", 0))
        ),
        # Seeing is not changing: the practice reads what Ada asks, and the charity its answer.
        changing("care_request", "nurse", "version", 1),
        changing("care_request", "doctor", "version", 0),
        changing("care_offer", "nurse", "reason", 1),
        changing("care_offer", "befriender", "reason", 0),
        *duties_battery.probes(reading, adding, changing, making),
        *money_battery.probes(reading, adding),
        *contract_money.probes(reading, adding, changing),
    ]
    return probes


def insert(table: str, **values: Any) -> None:
    model = next(m for m in apps.get_models() if m._meta.db_table == table)
    model.objects.bulk_create([model(**values)])


def fill_hidden() -> None:
    """Put a row in each table that no world has one in."""
    person = {"person_id": ADA, "recorded_at": EVER}
    during = TimestamptzRange(EVER, None)
    insert("people_sentperson", **person, document_id=writing.FIRST_KEY, path="",
        sender_identity="x", content_sha256="0")  # fmt: skip
    insert("sharing_mark", **person, category="adoption", during=TimestamptzRange(EVER, BEFORE),
        recorded_by="x")  # fmt: skip
    insert("sharing_objection", **person, kind="national_data_opt_out", during=during,
        recorded_by="x")  # fmt: skip
    insert("sharing_withholding", **person, reason="x", during=during, recorded_by="x")
    insert("sharing_breakglass", **person, account_id=BEFRIENDER, actor="x", actor_name="x",
        role="clinician", team_id=BEFRIENDING, organisation_id=CHARITY, reason="Found unconscious",
        at=EVER, until=EVER + timedelta(hours=1))  # fmt: skip
    insert("sharing_run", id=RUN, receiver_id=CHARITY, purpose="safety", categories=["identity"],
        basis="pseudonymised", what_for="Who fell here", actor_kind="staff", asked_by="x", at=EVER,
        until=EVER + timedelta(hours=1), recorded_at=EVER)  # fmt: skip
    insert("sharing_runsecret", run_id=RUN, inner_key=b"x", outer_key=b"x")
    insert("sharing_reidentification", **person, run_id=RUN, account_id=BEFRIENDER, actor="x",
        role="clinician", team_id=BEFRIENDING, organisation_id=CHARITY, reason="Found unconscious",
        at=EVER)  # fmt: skip
    insert("sharing_agreementwithdrawal", agreement_id=AGREEMENT, organisation_id=CHARITY,
        withdrawn_by="x", reason="x", from_at=EVER, recorded_at=EVER)  # fmt: skip
    insert("organisations_staffchange", act=public(9, 1), organisation_id=CHARITY, from_at=EVER,
        kind=STAFF_CHANGES[0], by_account_id=HEAD, recorded_at=EVER)  # fmt: skip
    insert("sharing_look", person_id=ADA, actor_kind="staff", actor="x", purpose="direct care",
        parts=["x"], at=datetime(2020, 1, 1, tzinfo=UTC), recorded_at=EVER)  # fmt: skip
    insert("sharing_look", person_id=ADA, actor_kind="resident", actor="x", purpose="own record",
        parts=["x"], at=EVER, recorded_at=EVER)  # fmt: skip
    insert("sharing_look", person_id=BEN, actor_kind="staff", actor="x", purpose="direct care",
        account_id=NURSE, organisation_id=TRUST, parts=["x"], at=EVER,
        recorded_at=EVER)  # fmt: skip
    insert("sharing_withholdingreview", withholding_id=held_back(), outcome="ended", why="x",
        reviewed_by="x", reviewed_at=BEFORE, recorded_at=BEFORE)  # fmt: skip
    insert("sharing_seal", first_look_id=1, last_look_id=1, looks=1, content_sha256="0",
        previous_sha256="1", sha256="2", sealed_at=EVER)  # fmt: skip
    insert("sharing_subjectexport", person_id=ADA, actor="x", asked_at=EVER,
        expires_at=AT + timedelta(days=7))  # fmt: skip

    moved_patients.fill(ADA, PRACTICE, TRUST, at=EVER)


def held_back() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM sharing_withholding")
        return cursor.fetchone()[0]


@pytest.fixture
def town(db):
    """Write the world and a sample of each table, and let the hidden tables be tried."""
    writing.make_room()
    with connection.cursor() as cursor:
        filled = {*HIDDEN, *moved_patients.FILLED, *duties_battery.TABLES, *money_battery.TABLES,
            *contract_money.TABLES}  # fmt: skip
        for table in filled - set(writing.WRITTEN):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    writing.write(WORLD)
    fill_hidden()
    duties_battery.fill(insert, EVER, TRUST, ADA)
    money_battery.fill(insert, EVER, TRUST, CHARITY)
    contract_money.fill(insert, EVER, TRUST)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE sharing_agreement SET drafted_for_id = %s", [TRUST])
        for table in HIDDEN:
            cursor.execute(f"GRANT SELECT, INSERT ON {table} TO peckham_app")
        for table in {*HIDDEN, *ADDED, *duties_battery.TABLES, *money_battery.KEPT,
            *contract_money.WRITTEN}:  # fmt: skip
            cursor.execute(
                f"CREATE TEMPORARY TABLE sample_{table} AS SELECT * FROM {table} LIMIT 1"
            )
            cursor.execute(f"GRANT SELECT ON pg_temp.sample_{table} TO peckham_app, peckham_worker")
            if own := ADDED.get(table, ("", "", ""))[2]:
                cursor.execute(f"UPDATE pg_temp.sample_{table} SET {own}")


def policies() -> list[tuple[str, str, str | None, str | None]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename, policyname, qual, with_check FROM pg_policies"
            " WHERE schemaname = 'public' ORDER BY 1, 2"
        )
        return cursor.fetchall()


def mutations() -> list[tuple[str, str, str]]:
    """List each table and policy with what is done to it, one after another."""
    found = []
    for table, name, using, check in policies():
        for part, said in (("USING", using), ("WITH CHECK", check)):
            if said is not None and said != "true":
                found.append((table, f"{name}: {part} (true)",
                    f"ALTER POLICY {name} ON {table} {part} (true)"))  # fmt: skip
        found.append((table, f"{name}: dropped", f"DROP POLICY {name} ON {table}"))
    return found


def without_a_policy() -> list[str]:
    """List the tables under row security that no policy says anything of."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c WHERE c.relrowsecurity AND c.relkind = 'r'"
            " AND NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid) ORDER BY 1"
        )
        return [name for (name,) in cursor.fetchall()]


def test_the_battery_itself_holds(town):
    wrong = [
        (probe.table, probe.words, found, probe.expected)
        for probe in battery()
        if (found := probe.attempt()) != probe.expected
    ]
    assert wrong == []
    assert without_a_policy() == ["care_trackingattempt"], "which has no grant either"


def test_opening_or_losing_any_policy_is_noticed(town):
    by_table: dict[str, list[tuple[Probe, object]]] = {}
    for probe in battery():
        by_table.setdefault(probe.table, []).append((probe, probe.attempt()))
    tried, unnoticed = 0, []
    for table, words, statement in mutations():
        tried += 1
        with undone("mutated"):
            with connection.cursor() as cursor:
                cursor.execute(statement)
            noticed = without_a_policy() != ["care_trackingattempt"] or any(
                probe.attempt() != before for probe, before in by_table.get(table, [])
            )
        if not noticed:
            unnoticed.append(f"{table}, {words}")
    assert unnoticed == []
    assert tried > 60
