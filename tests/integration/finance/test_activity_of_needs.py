"""A month of the Needs book as activity: what was answered is an event once, under a pseudonym."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection
from psycopg.types.range import DateRange, TimestamptzRange
from tests.databases import as_app, as_worker
from tests.integration.care import world as care_worlds
from tests.integration.care.acts import act, contact, taken
from tests.integration.finance.stated_world import BY, LONG_AGO, World, make_world
from tests.integration.interfaces.conftest import Browser

from peckham.contracts.models import Contract
from peckham.finance.api import activity
from peckham.finance.domain.bands import band_of, fifth_of
from peckham.finance.models import ActivityBatch, ActivityEvent
from peckham.finance.reading import age_bands
from peckham.infra import clock
from peckham.interfaces.signing_in import sessions
from peckham.organisations import api as organisations
from peckham.organisations.models import Account
from peckham.people.models import Person, Registration
from peckham.places import api as places
from peckham.places.models import Area
from peckham.sharing.models import Mark, Objection

pytestmark = pytest.mark.django_db
OCTOBER = date(2026, 10, 1)
# A Monday in summer time.
AT = datetime(2026, 10, 12, 9, tzinfo=UTC)
LATER = AT + timedelta(days=2)
SERVICES = ("dentistry_optometry", "social_prescribing")


@dataclass(frozen=True)
class Answered:
    """The hub whose trust holds the contract, the contract, and requests that its dentist ended."""

    care: care_worlds.World
    money: World
    closed: object
    completed: object

    def take_in(self, month=OCTOBER):
        """Ask for a month as a finance officer of the board, let the job do it, give the batch."""
        scope = self.money.scope()
        with as_app(scope):
            key, public_id = activity.ask_needs(
                contract_id=self.money.contract, month=month, by=scope.actor, at=scope.at
            )
        with as_worker(None):
            activity.take_in_needs(key)
        with self.money.acting():
            return activity.batch(public_id)


def answered(world, *, outcome="seen", who="dentist", category="teeth_or_eyes", person=None):
    about = {"person_id": person, "claimed": None} if person else {}
    receipt = taken(world, at=AT, category=category, **about)
    act(world, who, "accept", receipt, 2, AT)
    act(world, who, "complete", receipt, 3, AT, outcome=outcome)
    return receipt


@pytest.fixture
def world(db):
    care = care_worlds.build()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT organisation_id FROM organisations_team WHERE id = %s", [care.dental]
        )
        money = make_world({"trust": cursor.fetchone()[0]}, SERVICES)
    Person.objects.filter(pk=care.person_id).update(birth_date=date(1960, 10, 13), sex="female")
    Area.objects.filter(code="E99000000").update(deprivation_decile=3)
    Registration.objects.create(
        person_id=care.person_id, practice_id=places.practices()[0].id, source="test",
        recorded_at=AT, during=DateRange(OCTOBER, None),
    )  # fmt: skip
    for person in (care.person_id, care.other_person_id):
        contact(care, person_id=person, at=AT)
    closed = answered(care, person=care.person_id)
    told = {"told_how": "phone", "words": "All is well."}
    act(care, "dentist", "close", closed, 4, AT, **told)
    completed = answered(care, person=care.person_id)
    answered(care)
    answered(care, person=care.person_id, outcome="not_eligible")
    answered(care, person=care.person_id, who="therapist", category="moving_and_therapy")
    answered(care, person=care.other_person_id)
    Objection.objects.create(
        person_id=care.other_person_id, kind="national_data_opt_out", recorded_by="test",
        recorded_at=LATER, during=TimestamptzRange(LATER, None), said_how="in_person",
    )  # fmt: skip
    return Answered(care, money, closed, completed)


def test_what_was_answered_is_an_event_once_and_what_was_not_taken_is_named(world):
    batch = world.take_in()
    assert (batch.state, batch.errors) == ("done", ())
    assert (batch.source, batch.month, batch.events_new) == ("needs book", OCTOBER, 2)
    assert {one["reason"]: one["requests"] for one in batch.not_taken} == {
        "another service": 1, "kept out": None, "nobody": 1, "unmet": 1,
    }  # fmt: skip
    band = band_of(age_bands(), age=65, sex="female", deprivation_fifth=fifth_of(3))
    with world.money.acting():
        rows = list(ActivityEvent.objects.select_related("band", "practice", "neighbourhood"))
        assert {(one.band.code, one.practice.code, one.neighbourhood.code) for one in rows} == {
            (band.code, places.practices()[0].ods_code, "W")
        }
    assert {one.occurred_on for one in rows} == {AT.date()}
    assert {one.provider_id for one in rows} == {world.money.organisations["trust"]}
    assert len({one.pseudonym for one in rows}) == 1, "two requests of one person"
    bare = {str(world.closed.public_id), str(world.completed.public_id)}
    assert not bare & {one.source_event for one in rows}
    again = world.take_in()
    assert (again.events_new, again.events_corrected, again.events_same) == (0, 0, 2)


def officer_of(money):
    """Sign the board's finance officer in."""
    made = {"by": BY, "at": LONG_AGO}
    key = organisations.create_account(username="money", name="Officer", **made)
    organisations.add_member(
        account_id=key, team_id=money.teams["board"], role="finance_officer", **made
    )
    client = Browser()
    client.force_login(Account.objects.get(pk=key))
    session = client.session
    sessions.begin(session, at=clock.now())
    session.save()
    return client


def test_a_finance_officer_asks_for_a_month_and_reads_what_came_of_it(world):
    client = officer_of(world.money)
    contract = Contract.objects.get(pk=world.money.contract).public_id
    page = f"/staff/money/contracts/{contract}/activity"
    assert '<option value="2026-10-01">' in client.get(page).content.decode()

    def ask(month):
        return client.post(f"{page}/needs-book", {"month": month, "idempotency_key": str(uuid4())})

    assert ask("2026-10-02").status_code == 404
    asked = ask("2026-10-01")
    assert asked.status_code == 303
    batch = ActivityBatch.objects.get()
    assert asked["Location"].endswith(str(batch.public_id))
    file = "INSERT INTO finance_activityfile (batch_id, content) VALUES (%s, 'x')"
    with pytest.raises(DatabaseError, match="row-level security"), world.money.acting() as cursor:
        cursor.execute(file, [batch.pk])
    with as_worker(None):
        activity.take_in_needs(batch.pk)
    told = client.get(asked["Location"]).content.decode()
    for words in ("2 new events", "too few to tell", "nobody knows yet whom it is about"):
        assert words in told, words


def test_a_reopened_request_is_withdrawn_and_the_month_restated(world):
    world.take_in()
    world.money.price({"dentistry_optometry": 4_000})
    assert world.money.state(OCTOBER).refusal == ""
    assert [one.pence for one in world.money.of("trust", OCTOBER).lines] == [8_000]
    why = {"reason": "The pain came back."}
    act(world.care, "dentist", "reopen", world.completed, 4, LATER, **why)
    batch = world.take_in()
    assert (batch.events_new, batch.events_corrected, batch.events_same) == (0, 1, 1)
    world.money.state(OCTOBER)
    stated = world.money.of("trust", OCTOBER)
    assert (stated.statement.version, [one.pence for one in stated.lines]) == (2, [4_000])
    act(world.care, "dentist", "complete", world.completed, 5, LATER, outcome="seen")
    assert world.take_in().events_corrected == 1
    days = ActivityEvent.objects.filter(version=3).values_list("occurred_on", "is_withdrawn")
    assert list(days) == [(LATER.date(), False)]


def test_one_entered_in_error_is_withdrawn_and_a_marked_record_gives_no_new_event(world):
    world.take_in()
    why = {"reason": "It was somebody else's."}
    act(world.care, "dentist", "enter_in_error", world.completed, 4, LATER, **why)
    Mark.objects.create(
        person_id=world.care.person_id, category="sexual_health", recorded_by="test",
        recorded_at=LATER, during=TimestamptzRange(LATER, None), reason="asked_by_person",
    )  # fmt: skip
    answered(world.care, person=world.care.person_id)
    batch = world.take_in()
    assert (batch.events_new, batch.events_corrected, batch.events_same) == (0, 1, 0)
    assert {one["reason"] for one in batch.not_taken} >= {"kept out", "undone"}
    standing = ActivityEvent.objects.order_by("pk").values_list("version", "is_withdrawn")
    assert list(standing) == [(1, False), (1, False), (2, True)]


def test_the_job_alone_reads_the_book_and_no_file_says_it_comes_from_it(world):
    world.take_in()
    stage = (
        "SELECT * FROM peckham.finance_stage_needs(1, NULL, now()::date, now()::date, '{}', '{}',"
        " '{}', '{}', '{}')"
    )
    with pytest.raises(DatabaseError, match="permission denied"), world.money.acting() as cursor:
        cursor.execute(stage)
    with pytest.raises(DatabaseError, match="A job of the worker"), \
            as_worker(world.money.scope()) as cursor:  # fmt: skip
        cursor.execute(stage)
    for inner in ("finance_needs_answered(1, NULL, NULL, NULL, '{}', '{}', '{}')",
                  "finance_keeps_out(1, 1)"):  # fmt: skip
        with pytest.raises(DatabaseError, match="permission denied"), as_worker(None) as cursor:
            cursor.execute(f"SELECT * FROM peckham.{inner}")
    forged = (
        "INSERT INTO finance_activitybatch (public_id, contract_id, source_id, name, sha256, state,"
        " steps_done, steps_all, events_new, events_corrected, events_same, errors, not_taken,"
        " recorded_at, recorded_by) SELECT gen_random_uuid(), contract_id, source_id, 'x', '',"
        " 'waiting', 0, 0, 0, 0, 0, '[]', '[]', now(), 'x' FROM finance_activitybatch"
    )
    with pytest.raises(DatabaseError, match="by the month"), world.money.acting() as cursor:
        cursor.execute(forged)
    with world.money.acting("charity"):
        assert ActivityEvent.objects.count() == 0
        assert activity.batches(world.money.contract) == ()
