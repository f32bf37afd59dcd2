"""Lists are counts of whole lists on a day, agree with the People book, and never change."""

from datetime import timedelta

import pytest
from django.db import DatabaseError
from tests.databases import check_laws
from tests.integration.finance.paying_world import JOINED, START, make_paying

from peckham.finance.actions.refusing import ListOfAnotherDay
from peckham.finance.api import lists
from peckham.finance.domain.levels import NobodyTakesPart
from peckham.infra.scope import current_scope
from peckham.kernel.london import day_of
from peckham.people import api as people

pytestmark = pytest.mark.django_db


@pytest.fixture
def paying(db):
    return make_paying()


def take(paying, on, *, day=None):
    with paying.working(day or on):
        scope = current_scope()
        return lists.take_list(contract_id=paying.contract, on=on, by=scope.actor, at=scope.at)


def test_a_list_is_taken_once_agrees_with_the_people_book_and_is_read_by_parties(paying):
    first, second = take(paying, START), take(paying, JOINED)
    assert first.by_practice() == {"Z99001": 5}
    assert second.by_practice() == {"Z99001": 5, "Z99002": 2}
    assert first.by_band() == {"65-79/unknown/1": 5}
    for taken in (first, second):
        lists.check_unchanged(taken)
        assert taken.difference == 0
        counted = people.counting.reconcile(taken.on).registered
        assert taken.registered == sum(
            counted[paying.parties.practice(code)] for code in taken.by_practice()
        )
    assert lists.differences(first, second) == (("Z99002", 0, 2),)
    assert take(paying, START, day=JOINED) == first
    check_laws()
    for who in ("board", "council", "trust"):
        with paying.acting(who, JOINED):
            assert lists.snapshot_on(paying.contract, JOINED - timedelta(days=1)) == first
            assert lists.snapshot_on(paying.contract, START - timedelta(days=1)) is None
            assert len(lists.lists_taken(paying.contract)) == 2
    with paying.acting("charity", JOINED):
        assert lists.lists_taken(paying.contract) == ()
        assert lists.snapshot_on(paying.contract, JOINED) is None


def test_no_list_of_a_day_to_come_before_the_contract_or_without_a_practice(paying):
    with pytest.raises(ListOfAnotherDay, match="has not come"):
        take(paying, JOINED, day=START)
    with pytest.raises(NobodyTakesPart) as refused:
        take(paying, START - timedelta(days=1), day=START)
    assert refused.value.rule == 67


RAW = {
    "of a day to come": ("PK270", "current_date + 400", 0),
    "of a day before the contract": ("PK271", "'2026-03-31'", 0),
    "whose number is not its cells'": ("PK273", "'2026-04-02'", 3),
    "whose hash is not its cells'": ("PK273", "'2026-04-02'", 0),
}


@pytest.mark.parametrize("case", RAW)
def test_raw_sql_writes_no_list_that_is_not_one(paying, case):
    state, day, people_ = RAW[case]
    told = (
        "INSERT INTO finance_listsnapshot (public_id, contract_id, on_day, people, registered,"
        " sha256, transaction_id, recorded_at, recorded_by) VALUES (gen_random_uuid(),"
        f" {paying.contract}, {day}, {people_}, 0, 'x', 0, now(), 'raw')"
    )
    for role in ("peckham_owner", "peckham_worker"):
        with pytest.raises(DatabaseError) as refused:
            written(paying, role, told)
        assert refused.value.__cause__.sqlstate == state


def written(paying, role, statement):
    with paying.working(JOINED) as cursor:
        cursor.execute(f"SET LOCAL ROLE {role}")
        cursor.execute(statement)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_raw_sql_adds_no_cell_changes_none_and_counts_no_list(paying):
    take(paying, START)
    check_laws()
    added = (
        "INSERT INTO finance_listcell (snapshot_id, band, practice_code, patients)"
        " SELECT id, 'b', 'P', 1 FROM finance_listsnapshot"
    )
    for statement, state in (
        ("UPDATE finance_listcell SET patients = 9", "PK010"),
        ("DELETE FROM finance_listsnapshot", "PK010"),
    ):
        with pytest.raises(DatabaseError) as refused:
            written(paying, "peckham_owner", statement)
        assert refused.value.__cause__.sqlstate == state
    with pytest.raises(DatabaseError), paying.acting("board", START) as cursor:
        cursor.execute(added)
    with pytest.raises(DatabaseError), paying.acting("board", START) as cursor:
        cursor.execute("SELECT * FROM peckham.list_cells('{1}', '2026-04-01')")
    assert day_of(paying.officer().at) == START
