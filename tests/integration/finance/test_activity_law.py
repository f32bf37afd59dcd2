"""What raw SQL cannot do to activity, prices and statements, as the web's login or the owner's."""

import pytest
from django.db import DatabaseError, connection, transaction
from tests.databases import as_app, as_worker, check_laws
from tests.integration.finance.stated_world import make_world, row

from peckham.finance.actions.activity_refusals import MonthNotOver, PricesNotWhole
from peckham.finance.api import activity, statements
from peckham.finance.models import ActivityEvent
from peckham.infra import clock
from peckham.kernel import Refused
from peckham.kernel.london import day_of
from peckham.ledger import api as ledger

pytestmark = pytest.mark.django_db
EVENT = (
    "INSERT INTO finance_activityevent (batch_id, contract_id, provider_id, supersedes_id,"
    " pseudonym, known_at, occurred_on, weight_parts, source_id, service_id, band_id, practice_id,"
    " neighbourhood_id, version, is_withdrawn, source_event) SELECT batch_id, contract_id,"
    " provider_id, {supersedes}, pseudonym, known_at, {day}, {weight}, source_id, service_id,"
    " band_id, practice_id, {home}, {version}, false, {event} FROM finance_activityevent LIMIT 1"
)
KEPT = {
    "supersedes": "NULL", "day": "occurred_on", "weight": "1", "home": "neighbourhood_id",
    "version": "1", "event": "'new'",
}  # fmt: skip


@pytest.fixture
def world(db):
    found = make_world()
    found.price({"social_prescribing": 2_501}, subcontract=found.subcontract())
    found.bring_in(row("e1"), row("e2"))
    found.state()
    return found


def refused(statement, match):
    with pytest.raises(DatabaseError, match=match), transaction.atomic():
        run(statement)


def run(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
    check_laws()


def test_the_owner_breaks_no_law_of_events_and_statements(world):
    refused(EVENT.format(**KEPT | {"day": "DATE '2999-01-01'"}), "of days that have been")
    refused(EVENT.format(**KEPT | {"home": "service_id"}), "neighbourhood that there are")
    refused(EVENT.format(**KEPT | {"event": "source_event"}), "finance_event_once")
    refused(EVENT.format(**KEPT | {"weight": "-1"}), "weight_not_below_zero")
    refused(EVENT.format(**KEPT | {"version": "2"}), "versions_in_a_row")
    refused("UPDATE finance_activityevent SET weight_parts = 1", "only grow")
    refused("DELETE FROM finance_activityevent", "only grow")
    refused("DELETE FROM finance_activitybatch", "only grow")
    refused("UPDATE finance_statement SET pence = 1", "only grow")
    refused(
        "INSERT INTO finance_statementline (statement_id, number, service_id, standing, from_on,"
        " until_on, events, weight_parts) SELECT statement_id, 9, service_id, 'counted', from_on,"
        " until_on, 1, 1 FROM finance_statementline LIMIT 1",
        "the sum of its lines",
    )
    refused(
        "INSERT INTO finance_statement (public_id, run_id, contract_id, provider_id, month,"
        " version, events, weight_parts, pence, payable_pence, unpriced, transaction_id,"
        " recorded_at, recorded_by) SELECT gen_random_uuid(), run_id, contract_id, provider_id,"
        " month, 2, 1, 1,"
        " 1, 0, 0, 0, now(), 'x' FROM finance_statement LIMIT 1",
        "next version of its month",
    )
    refused("INSERT INTO finance_unitprice (prices_id, service_id, pence) SELECT prices_id,"
            " (SELECT id FROM finance_activitycode WHERE kind = 'band' LIMIT 1), 5"
            " FROM finance_unitprice", "written with its list")  # fmt: skip


def test_no_process_writes_an_event_a_statement_or_reads_the_keys(world):
    for acting in (lambda: world.acting(), lambda: as_worker(None)):
        for statement in (
            EVENT.format(**KEPT),
            "INSERT INTO finance_statement (month) VALUES (now())",
            "SELECT count(*) FROM finance_pseudonymkey",
            "SELECT peckham.finance_pseudonym('', '', 'p1')",
            "SELECT count(*) FROM finance_stagedevent",
        ):
            with pytest.raises(DatabaseError, match="permission denied"), acting() as cursor:
                cursor.execute(statement)
    with pytest.raises(DatabaseError, match="permission denied"), world.acting() as cursor:
        cursor.execute("SELECT peckham.finance_draw(1, '[]')")


def test_rows_are_for_payment_staff_of_the_parties_and_of_the_provider(world):
    manager = {"role": "manager", "purpose": "operations"}
    for who, more, seen in (("board", {}, 2), ("trust", {}, 2), ("charity", {}, 2),
                            ("board", manager, 0)):  # fmt: skip
        with as_app(world.scope(who, **more)):
            assert ActivityEvent.objects.count() == seen, who
    pseudonyms = set(ActivityEvent.objects.values_list("pseudonym", flat=True))
    assert len(pseudonyms) == 1, "one patient of one sender"
    year = {"from_on": day_of(clock.now()).replace(month=1, day=1), "until": day_of(clock.now())}
    with world.acting():
        counted = activity.counts(world.contract, known_at=clock.now(), **year)
    assert {(cell, one.events) for cell, one in counted.items()} == {
        (("social_prescribing", "18-64/female/1", "N1"), 2)
    }
    with world.acting("charity"):
        assert activity.counts(world.contract, known_at=clock.now(), **year) == {}


def test_what_is_wrong_is_refused_by_name_and_leaves_nothing(world):
    before = ActivityEvent.objects.count()
    twice = world.bring_in(row("new"), row("new", weight="2"))
    assert (twice.state, twice.errors[0]["row"]) == ("failed", 3)
    assert "twice" in twice.errors[0]["words"]
    latin = world.bring_in(content="é".encode("latin-1"))
    assert "not written in UTF-8" in latin.errors[0]["words"]
    assert "first line" in world.bring_in(content=b"a,b\n").errors[0]["words"]
    assert ActivityEvent.objects.count() == before
    scope = world.scope()
    for wrong, kind in (
        ({"pence": {"outpatients": 12.5}}, PricesNotWhole),
        ({"pence": {"dentistry": 5}}, PricesNotWhole),
        ({"pence": {"outpatients": 5}, "source": " "}, PricesNotWhole),
    ):
        asked = {"contract_id": world.contract, "from_on": day_of(scope.at), "source": "x"} | wrong
        with pytest.raises(kind), as_app(scope):
            statements.write_prices(**asked, by=scope.actor, at=scope.at)
    with pytest.raises(MonthNotOver), world.acting():
        statements.ask_statements(
            contract_id=world.contract, month=day_of(scope.at), by=scope.actor, at=scope.at
        )
    with pytest.raises(Refused, match="no part in this"), world.acting("charity"):
        activity.bring_in(
            contract_id=world.contract, name="x", content=b"x", source="VC1", by=scope.actor,
            at=scope.at,
        )  # fmt: skip


def test_a_closed_month_is_restated_on_an_open_day_that_says_which_month(world):
    scope = world.scope("charity")
    with as_app(scope):
        ledger.close_period(
            books_id=world.organisations["charity"],
            through_on=day_of(scope.at).replace(day=1),
            by=scope.actor,
            at=scope.at,
        )
    world.bring_in(row("e3"))
    assert world.state().refusal == ""
    assert world.balances("charity")["1100"] == 3 * 2_501
    last = world.of("charity").statement
    assert last.version == 2
    with world.acting("charity"):
        back, due = statements.statement(last.public_id).journals
    assert back.takes_back
    assert "September 2026" in back.words
    assert due.occurred_on == day_of(clock.now())
    assert "Its books are closed" in due.words
