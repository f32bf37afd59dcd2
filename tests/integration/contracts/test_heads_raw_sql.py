"""What somebody who could write SQL, as the web process or as the owner, would still be refused."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from tests.databases import as_app, check_laws
from tests.integration.contracts import world as w
from tests.integration.contracts.world import heads, noon

from peckham.infra.scope import open_scope, system_scope

pytestmark = pytest.mark.django_db
GATE = (
    "INSERT INTO contracts_gatepassage (contract_id, gate, position, on_day, recorded_at,"
    " recorded_by) VALUES (%(key)s, %(gate)s, %(position)s, %(on)s, %(at)s, 'x')"
)
FACT = (
    "INSERT INTO contracts_equalityassessment (contract_id, reference, finding, approved_by,"
    " on_day, recorded_at, recorded_by) VALUES (%(key)s, 'EQ-0', 'Fine.', 'x', %(on)s, %(at)s, 'x')"
)
PROVISION = (
    "INSERT INTO contracts_provision (public_id, contract_id, part, number, recorded_at,"
    " recorded_by) VALUES (gen_random_uuid(), %(key)s, %(part)s, 9, %(at)s, 'x') RETURNING id"
)
SHARE = (
    "INSERT INTO contracts_commissionershare (provision_id, name, kind, numerator, denominator,"
    " co_ordinates) VALUES (%(provision)s, %(name)s, 'icb', %(numerator)s, 3, %(co)s)"
)


@pytest.fixture
def world(db):
    return w.build()


@pytest.fixture
def river(world):
    return w.draft(world)


def owner(at):
    """Write as the owner of the books, at a moment."""
    return open_scope(system_scope("raw", purpose="operations", at=at))


def run(query, **values):
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchone()[0] if cursor.description else None


def passed_by_hand(**values):
    """Pass a gate as the owner, with every law that waits for the end."""
    with owner(values["at"]):
        run(GATE, **values)
        check_laws()


@pytest.mark.parametrize("who", ["app", "owner"])
@pytest.mark.parametrize(
    ("gate", "position", "on", "words"),
    [
        ("procuring", 1, date(2026, 3, 3), "in their order"),
        ("approved", 2, date(2026, 3, 3), "in their order"),
        ("approved", 1, date(2026, 3, 2), "on the day on which"),
        ("approved", 1, date(2026, 3, 3), "committee decides first"),
    ],
)
def test_no_gate_is_passed_out_of_order_or_dated_back_or_undecided(
    world, river, who, gate, position, on, words
):
    at = noon(3, 3)
    scope = as_app(world.scope(at=at)) if who == "app" else owner(at)
    values = {"key": w.key_of(river), "gate": gate, "position": position, "on": on, "at": at}
    with pytest.raises(DatabaseError, match=words), transaction.atomic(), scope:
        run(GATE, **values)


@pytest.mark.parametrize("who", ["app", "owner"])
def test_a_fact_is_written_down_now_whatever_is_claimed_and_not_of_tomorrow(world, river, who):
    at, claimed = noon(6, 1), noon(1, 1)
    for on in (date(2026, 1, 1), date(2026, 6, 2)):
        scope = as_app(world.scope(at=at)) if who == "app" else owner(at)
        values = {"key": w.key_of(river), "on": on, "at": claimed}
        if on > at.date():
            with pytest.raises(DatabaseError, match="cannot have happened"), transaction.atomic():
                with scope:
                    run(FACT, **values)
        else:
            with scope:
                run(FACT, **values)
    assert run("SELECT recorded_at FROM contracts_equalityassessment") == at


def test_no_fact_is_edited_or_taken_away(world, river):
    w.reach(world, river, "approved")
    for table in ("committeedecision", "committeevote", "gatepassage", "provision", "delivery"):
        for change in (f"DELETE FROM contracts_{table}", f"TRUNCATE contracts_{table} CASCADE"):
            with pytest.raises(DatabaseError, match="only grow"), transaction.atomic():
                run(change)
    with pytest.raises(DatabaseError, match="only grow"), transaction.atomic():
        run("UPDATE contracts_committeedecision SET outcome = 'refused'")
    with pytest.raises(DatabaseError, match="permission denied"), as_app(world.scope()):
        run("UPDATE contracts_contract SET author = 'nobody'")


def test_a_vote_or_a_service_is_not_added_later(world, river):
    w.reach(world, river, "approval")
    vote = (
        "INSERT INTO contracts_committeevote (decision_id, member, choice) SELECT max(id),"
        " 'Late Comer', 'for' FROM contracts_committeedecision"
    )
    line = (
        'INSERT INTO contracts_scopeline (provision_id, service, "group", status)'
        " SELECT max(provision_id), 'care_homes', 'primary_medical', 'in' FROM contracts_scopeline"
    )
    for query in (vote, line):
        with pytest.raises(DatabaseError, match="closed"), as_app(world.scope(at=noon(3, 9))):
            run(query)


@pytest.mark.parametrize(
    "shares",
    [
        [("a", 1, True), ("b", 1, False)],
        [("a", 2, True), ("b", 1, True)],
        [("a", 2, False), ("b", 1, False)],
        [],
    ],
)
def test_shares_sum_to_one_once_the_contract_leaves_draft(world, river, shares):
    """Rule 4, by the owner's own hand and with every committee's approval on record."""
    w.reach(world, river, "appraised")
    key, at = w.key_of(river), noon(3, 1)
    with owner(at):
        provision = run(PROVISION, key=key, part="commissioners", at=at)
        for name, numerator, co in shares:
            run(SHARE, provision=provision, name=name, numerator=numerator, co=co)
    decision = (
        "INSERT INTO contracts_committeedecision (contract_id, about, commissioner, body, outcome,"
        " quorum, conditions, considered, reference, on_day, recorded_at, recorded_by) VALUES"
        " (%(key)s, 'approval', %(name)s, 'x', 'approved', 1, '{}', '{}', 'x', '2026-03-01',"
        " now(), 'x')"
    )
    with owner(at):
        for name, _, _ in shares:
            run(decision, key=key, name=name)
    passage = {"key": key, "gate": "approved", "position": 1, "on": at.date(), "at": at}
    words = "rule 4" if shares else "committee decides first"
    with pytest.raises(DatabaseError, match=words), transaction.atomic():
        passed_by_hand(**passage)


def test_a_line_is_not_delivered_twice(world, river):
    twice = (
        "INSERT INTO contracts_delivery (line_id, code, mode, by, during) SELECT line_id, code,"
        " 'own', 'x', daterange('2030-01-01', '2030-01-02') FROM contracts_delivery LIMIT 1"
    )
    with pytest.raises(DatabaseError, match="contracts_delivered_in_one_way"):
        with transaction.atomic():
            run(twice)


def test_two_contracts_of_a_tier_do_not_stand_for_the_same_people(world, river):
    """Rule 7: the second is refused by the books themselves, however it comes there."""
    second = w.draft(world, "RIVER-2")
    for each in (river, second):
        w.approve(world, each, noon(3, 2))
    values = {"gate": "approved", "position": 1, "on": date(2026, 3, 3), "at": noon(3, 3)}
    with owner(noon(3, 3)):
        run(GATE, key=w.key_of(river), **values)
    check_laws()
    with pytest.raises(DatabaseError, match=r"RIVER-1 covers .*rule 7"), transaction.atomic():
        passed_by_hand(key=w.key_of(second), **values)
    w.take(world, river, heads.change_standing, noon(3, 4), what="terminated",
        reason="Another was chosen.", from_on=date(2026, 3, 4))  # fmt: skip
    with owner(noon(3, 5)):
        run(GATE, key=w.key_of(second), **(values | {"on": date(2026, 3, 5), "at": noon(3, 5)}))
    check_laws()


def test_a_private_body_holds_no_form_that_is_kept_for_statutory_ones(world, river):
    """Rules 22 and 60, at every step and for whoever controls the holder."""
    holder = (
        "INSERT INTO contracts_holderstep (contract_id, event, name, kind, controlled_by,"
        " formed_by, formed_from, on_day, recorded_at, recorded_by) VALUES (%(key)s, %(event)s,"
        " 'x', %(kind)s, %(by)s, 'existing', '', '2026-03-01', now(), 'x')"
    )
    key = w.key_of(river)
    for event in ("pre_qualification", "award", "novation", "change_of_control"):
        for kind, by in (("company", "company"), ("nhs_trust", "company")):
            with pytest.raises(DatabaseError, match="rules 22 and 60"), transaction.atomic():
                with owner(noon(3, 1)):
                    run(holder, key=key, event=event, kind=kind, by=by)


def test_an_approved_contract_changes_by_an_agreed_variation_alone(world, river):
    w.reach(world, river, "approved")
    with pytest.raises(DatabaseError, match="changes by a variation"), transaction.atomic():
        with owner(noon(3, 4)):
            run(PROVISION, key=w.key_of(river), part="people", at=noon(3, 4))
    w.take(world, river, heads.propose_variation, noon(3, 4), what="Fewer people", why="Moved.",
        from_on=date(2026, 10, 1), proposed_by=world.organisations["board"],
        parts=heads.stated.Parts(people={"north": "riverside"}, terms=w.parts(world).terms),
    )  # fmt: skip
    outcome = (
        "INSERT INTO contracts_variationoutcome (variation_id, is_agreed, on_day, recorded_at,"
        " recorded_by) SELECT max(id), true, '2026-03-05', now(), 'x' FROM contracts_variation"
    )
    with pytest.raises(DatabaseError, match="rule 65"), transaction.atomic(), owner(noon(3, 5)):
        run(outcome)


def test_nobody_answers_for_a_gp(world, river):
    """Rule 21: a GP's own role is their own."""
    key = w.key_of(river)
    w.take(world, river, heads.holding.offer_role, noon(3, 1), gp="Dr Fen", employed_by="",
        account_id=world.accounts["mill"], seat="medical lead", votes=1,
        offered_on=date(2026, 3, 1))  # fmt: skip
    answered = (
        "INSERT INTO contracts_gpleadership (contract_id, account_id, gp, employed_by, seat, votes,"
        " accepted, on_day, recorded_at, recorded_by) VALUES (%(key)s, %(account)s, 'Dr Fen', '',"
        " 'medical lead', %(votes)s, true, '2026-03-02', now(), 'x')"
    )
    own = {"key": key, "account": world.accounts["mill"], "votes": 1}
    for body, changes in (("board", {}), ("mill", {"votes": 5})):
        with pytest.raises(DatabaseError, match="rule 21"), as_app(world.scope(body, noon(3, 2))):
            run(answered, **(own | changes))
    scope = world.scope("mill", noon(3, 2))
    with as_app(scope):
        heads.holding.answer_role(
            contract_id=key, account_id=scope.account_id, accepts=True, by=scope.actor, at=scope.at
        )
    assert heads.views.contract(river, on=date(2026, 3, 2)).roles[0].accepted is True


def test_a_run_that_nobody_made_is_not_named(world, river):
    """Rule 61: neither another key, nor another day than the one on which it was made."""
    run_id, _ = w.run_for(world, noon(3, 1))
    named = (
        "INSERT INTO contracts_riskrun (contract_id, run, runs_for_id, purpose, categories,"
        " controllers, on_day, recorded_at, recorded_by) SELECT %(key)s, %(run)s, r.receiver_id,"
        " r.purpose, r.categories, '{1}', %(on)s, now(), 'x' FROM sharing_run r"
    )
    made = {"key": w.key_of(river), "run": run_id, "on": date(2026, 3, 1)}
    for changes in ({"run": river}, {"on": date(2026, 3, 2)}):
        with pytest.raises(DatabaseError, match="rule 61"), transaction.atomic():
            with owner(noon(3, 3)):
                run(named, **(made | changes))
    with owner(noon(3, 3)):
        run(named, **made)
