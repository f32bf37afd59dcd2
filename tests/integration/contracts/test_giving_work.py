"""Subcontracts as rows: whose each step is, what lies in what, and what raw SQL cannot start."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection
from tests.databases import check_laws
from tests.integration.contracts.practices_world import (
    START,
    a_contract,
    acting,
    at,
    make_parties,
)

from peckham.contracts.actions.subcontracting import GoesInACircle, NotYoursToGive
from peckham.contracts.api import subcontracting as s
from peckham.contracts.domain.subcontract_table import TABLES
from peckham.contracts.models import Subcontract, SubcontractStep
from peckham.infra.scope import open_scope

pytestmark = pytest.mark.django_db


@pytest.fixture
def parties(db):
    found = make_parties(patients=0)
    check_laws()
    return found


def propose(parties, scope, reference="SUB-1", *, to=None, contract=None, **more):
    facts = {
        "reference": reference,
        "subcontractor_id": to or parties.world.other_organisation,
        "services": ("home care", "visits"),
        "address": "Body TST02, 1 Quay",
        "premises": "At home",
        "starts_on": START,
    } | more
    with acting(scope):
        return s.propose(
            contract_id=contract or parties.contract,
            proposal=s.Proposal(**facts),
            by=scope.actor,
            at=scope.at,
        )


def step(scope, subcontract, kind, **said):
    with acting(scope):
        return s.step(
            subcontract=subcontract, asked=s.Asked(kind, **said), by=scope.actor, at=scope.at
        )


def permitted(parties, subcontract):
    step(parties.manager(), subcontract, "ask")
    step(parties.commissioner(), subcontract, "permit", decision="Minute 12")


def test_a_subcontract_of_a_subcontract_starts_within_one_that_is_active(parties):
    first = propose(parties, parties.manager())
    permitted(parties, first)
    charity, third = parties.other_manager(), parties.world.practices["Z99001"]
    inner = propose(
        parties, charity, "SUB-1a", to=practice_organisation(third), services=("visits",),
        lies_in=first,
    )  # fmt: skip
    step(charity, inner, "ask")
    step(parties.commissioner(), inner, "permit", decision="Minute 13")
    with pytest.raises(Exception, match="in which it lies is permitted"):
        step(charity, inner, "start")
    step(parties.manager(), first, "start")
    assert step(charity, inner, "start").state == "active"
    with acting(parties.commissioner()):
        views = s.subcontracts(parties.contract, on=START)
        assert [(view.reference, view.depth, view.is_payable) for view in views] == [
            ("SUB-1", 0, True),
            ("SUB-1a", 1, True),
        ]
        found = s.covered(views, to_be=("home care", "night sitting"))
        assert [(one.service, one.found) for one in found] == [
            ("home care", "covered"),
            ("night sitting", "not covered"),
            ("visits", "not to be subcontracted"),
        ]


def practice_organisation(practice_id):
    with connection.cursor() as cursor:
        cursor.execute("SELECT peckham.organisation_of_practice(%s)", [practice_id])
        return cursor.fetchone()[0]


def test_work_is_given_by_who_has_it_and_not_back(parties):
    with pytest.raises(NotYoursToGive):
        propose(parties, parties.other_manager())
    first = propose(parties, parties.manager())
    with pytest.raises(GoesInACircle):
        propose(
            parties, parties.other_manager(), "SUB-2", to=parties.world.hub_organisation,
            lies_in=first,
        )  # fmt: skip
    row = Subcontract.objects.get(public_id=first)
    with pytest.raises(DatabaseError, match="back to who gave it"), acting(parties.other_manager()):
        Subcontract.objects.create(
            reference="SUB-3", contract_id=parties.contract, lies_in=row, regime="consent",
            giver_id=row.subcontractor_id, subcontractor_id=row.giver_id, services=["visits"],
            address="x", premises="x", starts_on=START, recorded_at=at(START), recorded_by="x",
        )  # fmt: skip


def test_notice_is_another_regime_with_its_own_days(parties):
    core = a_contract(
        parties.world.hub_organisation, parties.board, kind="gms", reference="TEST-GMS"
    )
    noticed = propose(parties, parties.manager(), contract=core)
    until = step(parties.manager(), noticed, "notify").objection_until
    day_after = until + timedelta(days=1)
    with pytest.raises(DatabaseError, match="permitted or not objected to in time"):
        insert(noticed, "start", "active", parties.manager(until), on_day=until)
    assert step(parties.manager(day_after), noticed, "start").state == "active"


def insert(subcontract, kind, state, scope, *, as_owner=False, **more):
    row = Subcontract.objects.get(public_id=subcontract)
    door = open_scope if as_owner else acting
    with door(scope):
        SubcontractStep.objects.create(
            subcontract=row, kind=kind, state=state, organisation_id=row.giver_id,
            recorded_at=scope.at, recorded_by="x", **({"on_day": START} | more),
        )  # fmt: skip


@pytest.mark.parametrize("as_owner", [False, True])
@pytest.mark.parametrize(
    ("kind", "state", "more", "words"),
    [
        ("start", "active", {}, "does not follow"),
        ("permit", "permitted", {"decision": "M 1"}, "does not follow"),
        ("ask", "permitted", {}, "does not follow"),
        ("ask", "asked", {"on_day": START - timedelta(days=1)}, "on which it is written down"),
        ("notify", "notified", {"objection_until": START + timedelta(days=1)}, "does not follow"),
    ],
)
def test_raw_sql_starts_nothing_without_permission(parties, kind, state, more, words, as_owner):
    proposed = propose(parties, parties.manager())
    with pytest.raises(DatabaseError, match=words):
        insert(proposed, kind, state, parties.manager(), as_owner=as_owner, **more)


def test_the_holder_does_not_permit_itself(parties):
    proposed = propose(parties, parties.manager())
    step(parties.manager(), proposed, "ask")
    with pytest.raises(DatabaseError, match="Only the commissioner"):
        insert(proposed, "permit", "permitted", parties.manager(), decision="M 1")


def test_the_tables_of_python_and_of_the_database_are_the_same(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM peckham.subcontract_moves()")
        stored = set(cursor.fetchall())
    assert stored == {
        (regime, one.kind, start, one.end, one.part)
        for regime, table in TABLES.items()
        for one in table
        for start in one.start
    }
