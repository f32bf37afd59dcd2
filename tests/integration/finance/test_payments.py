"""Payments as each party's program does them: issued by a job, in the books of both sides."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from django.db import DatabaseError
from tests.databases import check_laws
from tests.integration.finance.paying_world import (
    START,
    act,
    adopt,
    agree,
    assure,
    balances,
    job,
    make_paying,
)

from peckham.finance.actions import issuing
from peckham.finance.actions.refusing import NotPaidOnThisDay, NotYourPayment, OutOfOrder
from peckham.finance.api import payments
from peckham.finance.queries.agreed import HolderNotAssured, NotPaidThisWay

pytestmark = pytest.mark.django_db
AUGUST = date(2026, 8, 3)


@pytest.fixture
def paying(db):
    found = make_paying()
    adopt(found)
    return found


def issue(paying, number, day):
    return job(paying, issuing.issue, day, contract=paying.public_id, year_on=START, number=number)


def issued(paying, day=AUGUST, who="board"):
    with paying.acting(who, day):
        return payments.instalments.issued(paying.contract, START)


def test_a_year_is_paid_by_its_lists_and_what_is_known_late_comes_as_a_line_of_its_own(paying):
    with pytest.raises(NotPaidThisWay):
        issue(paying, 1, START)
    agree(paying)
    with pytest.raises(HolderNotAssured, match=r"recovers VAT nor who guarantees"):
        issue(paying, 1, START)
    assure(paying)
    first = issue(paying, 1, START)
    assert issue(paying, 1, AUGUST) == first
    with pytest.raises(OutOfOrder):
        issue(paying, 3, AUGUST)
    # June was issued before anybody knew that a practice would join on the 12th.
    for number, day in ((2, date(2026, 5, 1)), (3, date(2026, 6, 1)), (4, date(2026, 7, 1))):
        issue(paying, number, day)
    issue(paying, 5, AUGUST)
    with pytest.raises(issuing.NotDueYet):
        issue(paying, 6, AUGUST)
    rows = issued(paying)
    assert [[line.of.cause for line in row.lines] for row in rows] == [
        ["opening"], ["opening"], ["opening"], ["opening", "joined"], ["opening", "joined"],
    ]  # fmt: skip
    joined = rows[3].lines[1]
    assert joined.why == "Practice Z99002 joined on 12 June 2026 with 2 people: 50 days"
    assert rows[4].lines[1].of.days == 31
    assert all(sum(part.pence for part in row.parts) == row.pence for row in rows)
    assert {part.name: part.share for part in rows[0].parts} == {
        "Test board": Fraction(2, 3), "Test council": Fraction(1, 3),
    }  # fmt: skip
    assert rows[-1].through_pence == sum(row.pence for row in rows)
    check_books(paying, rows)
    assert issued(paying, who="charity") == ()


def check_books(paying, rows):
    """Both sides' books say the same, by payer."""
    due = {who: sum(p.pence for row in rows for p in row.parts if who in p.name) for who in
           ("board", "council")}  # fmt: skip
    for who, pence in due.items():
        assert balances(paying, who, AUGUST) == {"5000": pence, "2000": -pence}
    whole = sum(due.values())
    assert balances(paying, "trust", AUGUST) == {"1100": whole, "4000": -whole}
    check_laws()


def test_a_part_is_paid_by_its_payer_alone_and_once(paying):
    agree(paying)
    assure(paying)
    issue(paying, 1, START)
    [row] = issued(paying, START)
    board, council = row.parts
    said = {"paid_on": START, "reference": "BACS 1"}
    with pytest.raises(NotYourPayment):
        act(paying, payments.asking.ask_to_mark_paid, of_part=council.public_id, **said)
    key, _ = act(paying, payments.asking.ask_to_mark_paid, of_part=board.public_id, **said)
    assert key
    early = said | {"paid_on": START + timedelta(days=1)}
    with pytest.raises(NotPaidOnThisDay):
        job(paying, payments.mark_paid, START, of_part=board.public_id, **early)
    for _ in range(2):
        job(paying, payments.mark_paid, START, of_part=board.public_id, **said)
    assert balances(paying, "board", START) == {"5000": board.pence, "1000": -board.pence}
    assert balances(paying, "trust", START) == {
        "1000": board.pence, "1100": council.pence, "4000": -row.pence,
    }  # fmt: skip
    [row] = issued(paying, START)
    assert row.paid_pence == board.pence


def test_who_may_ask_and_agree(paying):
    agree(paying)
    year = {"contract_id": paying.contract, "year_on": START, "number": 1}
    for who, what, asked in (
        ("charity", payments.asking.ask_for_payment, year),
        ("trust", payments.asking.ask_for_payment, year),
        ("charity", payments.asking.ask_for_list,
         {"contract_id": paying.contract, "on": START}),
    ):  # fmt: skip
        with pytest.raises(NotYourPayment):
            act(paying, what, who=who, **asked)
    act(paying, payments.asking.ask_for_list, who="trust", contract_id=paying.contract, on=START)
    act(paying, payments.asking.ask_for_payment, who="council", **year)
    act(
        paying, payments.agreeing.record_received, contract_id=paying.contract,
        commissioner="Test board", year_on=START, pence=12_345, source="allocations letter",
    )  # fmt: skip
    with paying.acting("trust"):
        [got] = payments.received_for_population(paying.contract, START)
        assert (got.pence, got.source) == (12_345, "allocations letter")
        assert len(payments.works.works(paying.contract)) == 2


RAW = {
    "PK276": "UPDATE s SET pence = pence + 1, through_pence = through_pence + 1",
    "PK277": "UPDATE s SET through_pence = through_pence + 1",
    "PK274": "UPDATE s SET number = 4",
}


@pytest.mark.parametrize("state", RAW)
def test_raw_sql_issues_nothing_that_does_not_add_up(paying, state):
    agree(paying)
    assure(paying)
    issue(paying, 1, START)
    check_laws()
    changed = RAW[state].replace("UPDATE s", "UPDATE second")
    for role in ("peckham_owner", "peckham_worker"):
        with pytest.raises(DatabaseError) as refused:
            write_second(paying, role, changed)
        assert refused.value.__cause__.sqlstate == state


def write_second(paying, role, changed):
    """Write the second payment as a copy of the first, changed by a statement."""
    with paying.working(START) as cursor:
        cursor.execute("SET LOCAL ROLE peckham_owner")
        cursor.execute(
            "CREATE TEMP TABLE second ON COMMIT DROP AS SELECT * FROM finance_instalment"
        )
        cursor.execute(
            "UPDATE second SET id = id + 900, public_id = gen_random_uuid(), number = 2,"
            " month_on = month_on + 30, due_on = due_on + 30, through_pence = 2 * pence"
        )
        cursor.execute(changed)
        cursor.execute("GRANT SELECT ON second TO PUBLIC")
        cursor.execute(f"SET LOCAL ROLE {role}")
        cursor.execute(
            "INSERT INTO finance_instalment OVERRIDING SYSTEM VALUE SELECT * FROM second"
        )
        cursor.execute(
            "INSERT INTO finance_instalmentline (instalment_id, number, cause, whom, on_day,"
            " from_on, until_on, before, after, pence, why) SELECT instalment_id + 900, number,"
            " cause, whom, on_day, from_on, until_on, before, after, pence, why"
            " FROM finance_instalmentline"
        )
        cursor.execute(
            "INSERT INTO finance_instalmentpart (public_id, instalment_id, payer_id, name,"
            " numerator, denominator, pence) SELECT gen_random_uuid(), instalment_id + 900,"
            " payer_id, name, numerator, denominator, pence FROM finance_instalmentpart"
        )
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
