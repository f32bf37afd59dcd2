"""Staff lent to a hub: hours by role become a statement, are agreed, and stand in both books."""

from datetime import date

import pytest
from django.db import DatabaseError
from tests.databases import check_laws
from tests.integration.finance.paying_world import act, balances, job, make_paying

from peckham.finance.actions.recharge_refusals import NotAgreedByBorrower, NotTheLastVersion
from peckham.finance.actions.recharging import NothingLent
from peckham.finance.actions.refusing import NotYourPayment
from peckham.finance.api import recharges
from peckham.finance.domain.recharge import NoRateYet
from peckham.places import api as places

pytestmark = pytest.mark.django_db
JUNE, JULY, LATER = date(2026, 6, 1), date(2026, 7, 3), date(2026, 7, 20)
GROWS = "PK010"
HEAD = "reference,day,role,minutes\n"
FIRST = HEAD + "a1,2026-06-03,navigator,90\na2,2026-06-04,navigator,95\na3,2026-06-04,nurse,60\n"


@pytest.fixture
def lending(db):
    """The charity lends staff to the first hub, which the trust runs."""
    found = make_paying()
    for role, pence in (("navigator", 2001), ("nurse", 3333)):
        act(
            found, recharges.agree_rate, who="charity", day=JUNE, hub_id=hub(), role=role,
            from_on=JUNE, pence_an_hour=pence, source="letter of 20 May 2026",
        )  # fmt: skip
    return found


def hub():
    return places.hubs(JULY)[0].id


def record(lending, text, day=JULY):
    rows = recharges.read_hours(text, today=day)
    return act(lending, recharges.record_hours, who="charity", day=day, hub_id=hub(), rows=rows)


def draw(lending, day=JULY, **changes):
    asked = {"borrower_id": lending.bodies["trust"], "month": JUNE} | changes
    drawn = act(lending, recharges.draw, who="charity", day=day, **asked)
    check_laws()
    return drawn


def agree(lending, statement, who="trust", day=JULY):
    act(lending, recharges.agree, who=who, day=day, statement=statement)


def post(lending, statement, day=JULY):
    job(lending, recharges.post, day, statement=statement)
    check_laws()


def test_a_month_is_agreed_posted_in_both_books_and_restated_by_reversal(lending):
    with pytest.raises(NothingLent):
        draw(lending)
    assert record(lending, FIRST) == (3, 0, 0)
    assert record(lending, FIRST) == (0, 0, 3)
    first = draw(lending)
    assert draw(lending) == first
    with pytest.raises(NotAgreedByBorrower):
        post(lending, first)
    with pytest.raises(NotYourPayment):
        agree(lending, first, who="charity")
    agree(lending, first)
    for _ in range(2):
        post(lending, first)
    # 185 minutes at £20.01 and 60 at £33.33: £61.6975 + £33.33, rounded once.
    assert balances(lending, "charity", JULY) == {"1100": 9503, "4300": -9503}
    assert balances(lending, "trust", JULY) == {"5300": 9503, "2000": -9503}

    late = HEAD + "a2,2026-06-04,navigator,35\na4,2026-06-29,nurse,120\na3,2026-06-04,nurse,0\n"
    assert record(lending, late, LATER) == (1, 2, 0)
    second = draw(lending, LATER)
    # What was agreed stands until the borrower has agreed to what follows.
    assert balances(lending, "trust", LATER)["5300"] == 9503
    agree(lending, second, day=LATER)
    for _ in range(2):
        post(lending, second, LATER)
    assert balances(lending, "charity", LATER) == {"1100": 10835, "4300": -10835}
    assert balances(lending, "trust", LATER) == {"5300": 10835, "2000": -10835}
    with lending.acting("trust", LATER):
        new, old = recharges.versions(first)
        assert (new.public_id, new.version, new.is_last, new.is_posted) == (second, 2, True, True)
        assert [(line.role, line.minutes, line.pence) for line in old.lines] == [
            ("navigator", 185, 6170), ("nurse", 60, 3333),
        ]  # fmt: skip
        assert [one.public_id for one in recharges.recharges()] == [second]
    with lending.acting("board", LATER):
        assert recharges.recharges() == ()


def test_what_is_missing_or_late_is_refused_by_name(lending):
    record(lending, HEAD + "b1,2026-06-03,porter,60\n")
    with pytest.raises(NoRateYet, match="porter on 3 June 2026"):
        draw(lending)
    record(lending, HEAD + "b1,2026-06-03,nurse,60\n")
    first = draw(lending)
    record(lending, HEAD + "b1,2026-06-03,nurse,90\n")
    draw(lending)
    with pytest.raises(NotTheLastVersion):
        agree(lending, first)


def test_the_one_who_runs_the_hub_lends_itself_nobody(lending):
    with pytest.raises(recharges.NotRunByAnother):
        act(lending, recharges.record_hours, who="trust", hub_id=hub(), rows=())


STATEMENT = (
    "INSERT INTO finance_rechargestatement (public_id, lender_id, borrower_id, month, version,"
    " pence, transaction_id, recorded_at, recorded_by) SELECT gen_random_uuid(), lender_id,"
    " borrower_id, {month}, {version}, {pence}, 0, '2026-07-03', 'x'"
    " FROM finance_rechargestatement"
)
HOURS = (
    "INSERT INTO finance_lenthours (lender_id, borrower_id, hub_id, role, on_day, minutes,"
    " reference, replaces_id, recorded_at, recorded_by) SELECT lender_id, {borrower}, hub_id,"
    " role, {day}, {minutes}, {reference}, {replaces}, '2026-07-03', 'x' FROM finance_lenthours"
    " WHERE reference = 'a1'"
)
HOUR = {"borrower": "borrower_id", "day": "on_day", "minutes": "5", "reference": "'n'",
    "replaces": "NULL"}  # fmt: skip
NEXT = {"month": "month", "version": "2", "pence": "0"}
RAW = {
    "the borrower does not run the hub": ("PK28A", HOURS, HOUR | {"borrower": "lender_id + 99"}),
    "a day that has not come": ("PK28B", HOURS, HOUR | {"day": "date '2026-07-04'"}),
    "another reference is corrected": ("PK28C", HOURS, HOUR | {"replaces": "id"}),
    "more than a day": ("23514", HOURS, HOUR | {"minutes": "1441"}),
    "a reference twice": ("23505", HOURS, HOUR | {"reference": "'a1'"}),
    "a version is left out": ("PK28D", STATEMENT, NEXT | {"version": "3"}),
    "a statement without its lines": ("PK28D", STATEMENT, NEXT),
    "a month that is not over": ("PK287", STATEMENT, NEXT | {"month": "date '2026-07-01'"}),
    "posted before it is agreed": (
        "PK28F",
        "INSERT INTO finance_rechargejournal (statement_id, books_id, journal_id, recorded_at,"
        " recorded_by) SELECT id, lender_id, 1, now(), 'x' FROM finance_rechargestatement", {},
    ),
    "a line is added": (
        "PK28D",
        "INSERT INTO finance_rechargeline (statement_id, number, hub_id, role, pence_an_hour,"
        " minutes, pence) SELECT statement_id, 9 + id, hub_id, 'x', 1, 1, 1"
        " FROM finance_rechargeline",
        {},
    ),
}  # fmt: skip


def test_raw_sql_breaks_no_law_of_lent_staff(lending):
    record(lending, FIRST)
    statement = draw(lending)
    for words, (state, sql, parts) in RAW.items():
        refused(lending, sql.format(**parts), state, words)
    agree(lending, statement)
    post(lending, statement)
    half = (
        "INSERT INTO finance_rechargejournal (statement_id, books_id, journal_id, takes_back_id,"
        " recorded_at, recorded_by) SELECT statement_id, books_id, journal_id + 0, id, now(), 'x'"
        " FROM finance_rechargejournal LIMIT 1"
    )
    refused(lending, half, "PK28G", "taken back by no reversal")
    for table in ("lentrate", "lenthours", "rechargestatement", "rechargeline",
        "rechargeagreement", "rechargejournal"):  # fmt: skip
        for change in ("DELETE FROM finance_{}", "UPDATE finance_{} SET id = id"):
            refused(lending, change.format(table), GROWS, table)


def refused(lending, sql, state, words):
    """The owner's raw statement breaks a law, at once or at the end of its transaction."""
    with pytest.raises(DatabaseError) as found:
        as_owner(lending, sql)
    assert found.value.__cause__.sqlstate == state, words


def as_owner(lending, sql):
    with lending.working(JULY) as cursor:
        cursor.execute("SET LOCAL ROLE peckham_owner")
        cursor.execute(sql)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
