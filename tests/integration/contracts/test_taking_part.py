"""A practice's steps as rows: whose they are, what they move, and what raw SQL cannot do."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from tests.databases import check_laws
from tests.integration.contracts.practices_world import (
    SECOND,
    START,
    acting,
    at,
    make_parties,
)

from peckham.contracts.api import participating as p
from peckham.contracts.domain.participation import NotForYou, NotYetReady
from peckham.contracts.domain.participation_table import TRANSITIONS
from peckham.contracts.models import ListMovement, ParticipationStep
from peckham.infra.scope import open_scope
from peckham.kernel.months import months_after
from peckham.people import api as people
from peckham.people.models import Registration

pytestmark = pytest.mark.django_db
TOMORROW = START + timedelta(days=1)


@pytest.fixture
def parties(db):
    found = make_parties()
    check_laws()
    return found


def take(parties, scope, kind, **more):
    with acting(scope):
        return p.take_part(
            practice_id=parties.practice(),
            contract_id=parties.contract,
            kind=kind,
            by=scope.actor,
            at=scope.at,
            **more,
        )


def give_notice(parties):
    take(parties, parties.signatory(), "give notice", intended_on=TOMORROW)
    return _notice()


def _notice():
    return ParticipationStep.objects.filter(intended_on__isnull=False).latest("pk").public_id


def write(parties, notice):
    scope = parties.signatory()
    with acting(scope):
        written = p.write_to_patients(notice=notice, by=scope.actor, at=scope.at)
        p.told_another_way(
            notice=notice,
            person=parties.patients["p0"],
            way="in person",
            by=scope.actor,
            at=scope.at,
        )
    return written


def choose(parties, scope, who, choice):
    with acting(scope):
        p.record_choice(
            notice=_notice(),
            nhs_number=parties.numbers[who],
            choice=choice,
            by=scope.actor,
            at=scope.at,
        )


def join_fully(parties):
    notice = give_notice(parties)
    with pytest.raises(NotYetReady, match="3 registered patients"):
        take(parties, parties.signatory(), "write to patients")
    assert write(parties, notice) == 2, "one has no usable address, and is told in person"
    take(parties, parties.signatory(), "write to patients")
    choose(parties, parties.signatory(), "p1", "opt out")
    with pytest.raises(NotYetReady, match="Notice was given for"):
        take(parties, parties.commissioner(), "suspend")
    return take(parties, parties.commissioner(TOMORROW), "suspend")


def listed(practice_id, day):
    rows = Registration.objects.filter(
        practice_id=practice_id, superseded_at__isnull=True, during__contains=day
    )
    return {row.person.public_id for row in rows.select_related("person")}


def provider_list(parties):
    with connection.cursor() as cursor:
        cursor.execute("SELECT peckham.list_kept_by(%s)", [parties.world.hub_organisation])
        return cursor.fetchone()[0]


def test_on_the_day_of_suspension_the_list_is_divided_and_nobody_is_lost(parties):
    everyone = set(parties.patients.values())
    standing = join_fully(parties)
    check_laws()
    assert (standing.mode, standing.core, standing.suspended_on) == ("full", "suspended", TOMORROW)
    stays = {parties.patients["p1"]}
    assert listed(parties.practice(), START) == everyone
    assert listed(parties.practice(), TOMORROW) == set()
    assert listed(provider_list(parties), TOMORROW) == everyone - stays
    with acting(parties.commissioner(TOMORROW)):
        last = p.history(parties.practice())[-1]
        assert (last.patients, last.with_provider, last.elsewhere) == (3, 2, 1)
        assert [(c.on, c.patients) for c in p.changes(parties.contract)] == [(TOMORROW, 2)]


@pytest.mark.parametrize(
    ("returns_on", "gone_back"),
    [
        (months_after(TOMORROW, 24), {"p0"}),
        (months_after(TOMORROW, 24) + timedelta(days=1), set()),
    ],
)
def test_on_a_return_the_default_flips_after_the_second_anniversary(parties, returns_on, gone_back):
    join_fully(parties)
    day = date(2027, 11, 1)
    take(parties, parties.signatory(day), "give notice of return", intended_on=returns_on)
    choose(parties, parties.signatory(day), "p2", "stay")
    standing = take(parties, parties.commissioner(returns_on), "reactivate")
    check_laws()
    assert (standing.mode, standing.core, standing.returns) == ("none", "active", 1)
    back = listed(parties.practice(), returns_on)
    assert back == {parties.patients[name] for name in gone_back}
    assert len(listed(provider_list(parties), returns_on)) == 2 - len(back)
    with acting(parties.commissioner(returns_on)):
        assert [c.patients for c in p.changes(parties.contract)] == [2, None]


def test_nobody_else_begins_it_by_any_path(parties):
    for other in (parties.commissioner(), parties.manager(), parties.signatory(code=SECOND)):
        with pytest.raises(NotForYou) as refusal:
            take(parties, other, "join partly", agreement="IA-1")
        assert refusal.value.rule == 21
        with pytest.raises(DatabaseError, match="practice's own choice"), acting(other):
            insert(parties, "join partly", "partial", "active", agreement="IA-1")
    assert take(parties, parties.signatory(), "join partly", agreement="IA-1").mode == "partial"


def insert(parties, kind, mode, core, **more):
    facts = {"on_day": START, "recorded_at": at(START), "recorded_by": "x"} | more
    return ParticipationStep.objects.create(
        practice_id=parties.practice(),
        contract_id=parties.contract,
        organisation_id=parties.board,
        kind=kind,
        mode=mode,
        core=core,
        **facts,
    )


@pytest.mark.parametrize(
    ("kind", "mode", "core", "more", "words"),
    [
        ("join partly", "full", "suspended", {"agreement": "x"}, "does not come to take part"),
        ("suspend", "full", "suspended", {}, "does not come to take part"),
        ("join partly", "partial", "active", {}, "partial_has_agreement"),
        ("join as new", "new_practice", "none", {}, "is not new"),
        ("give notice", "none", "notified", {"intended_on": START}, "names_a_later_day"),
        (
            "join partly",
            "partial",
            "active",
            {"agreement": "x", "on_day": START - timedelta(days=1)},
            "on the day on which it is written down",
        ),
    ],
)
@pytest.mark.parametrize("as_owner", [False, True])
def test_raw_sql_makes_no_standing_that_the_table_does_not_know(
    parties, kind, mode, core, more, words, as_owner
):
    door = open_scope if as_owner else acting
    with pytest.raises(DatabaseError, match=words), door(parties.signatory()):
        insert(parties, kind, mode, core, **more)


def test_raw_sql_loses_and_doubles_nobody(parties):
    join_fully(parties)
    check_laws()
    moved = ListMovement.objects.first()
    for statement in (
        "UPDATE contracts_listmovement SET with_provider = NOT with_provider",
        "DELETE FROM contracts_listmovement",
        "UPDATE contracts_participationstep SET mode = 'none'",
    ):
        with pytest.raises(DatabaseError, match="only grow"), transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(statement)
    late = people.register_person(
        family_name="Late", arrived_on=START, by=parties.signatory().actor, at=at(START)
    )
    check_laws()
    with pytest.raises(DatabaseError, match="not conserved"), transaction.atomic():
        sneak_in(moved.step, late.id)


def sneak_in(step, person_id):
    said = {"recorded_at": at(START), "recorded_by": "x"}
    ListMovement.objects.create(step=step, person_id=person_id, with_provider=True, **said)
    check_laws()


def test_the_tables_of_python_and_of_the_database_are_the_same(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM peckham.participation_moves()")
        stored = set(cursor.fetchall())
    assert stored == {
        (one.kind, *start, *end, one.part) for one in TRANSITIONS for start, end in one.moves
    }
