"""Money held for a partnership: owed to it, spent on principles, approved by another partner."""

import pytest
from tests.databases import as_app
from tests.integration.ledger.books import AT, BY, DAY, GRANT_PENCE, make_books

from peckham.ledger import api as ledger
from peckham.ledger.actions.refusing import (
    NoFunding,
    NoPrinciple,
    NotEnough,
    NotForRatifying,
    NotTheirsToKeep,
    NotYourBooks,
    OwnSpending,
    SettledAlready,
)
from peckham.organisations import api as organisations

Line = ledger.Line


@pytest.fixture
def principle(books):
    books.post(books.receipt(origin="integrator"))
    return books.ratified("trust", "federation")["P1"]


def standing(books, who="trust"):
    with as_app(books.scope(who)):
        found = ledger.fund("LAMBETH")
    return found.posted_pence, found.pending_pence


def test_a_grant_is_owed_to_the_partnership_and_never_the_holders_income(books):
    books.post(books.receipt(origin="integrator"))
    with as_app(books.scope("trust")):
        rows = ledger.trial_balance(books.organisations["trust"], on=DAY)
    assert {row.code: row.pence for row in rows if row.pence} == {
        "1200": GRANT_PENCE,
        "2100": -GRANT_PENCE,
    }
    for own in ("4000", "5000"):
        with pytest.raises(NotTheirsToKeep, match="rule 49"):
            books.post(books.entry(Line("1200", 5, fund="LAMBETH"), Line(own, -5, fund="LAMBETH")))


def test_nothing_is_spent_before_the_partners_have_ratified_principles(books):
    books.post(books.receipt(origin="integrator"))
    with pytest.raises(NoPrinciple, match="rule 50"):
        books.reserve(books.spending(100))
    assert books.ratified("trust") == {}
    assert books.ratified("trust", "federation")
    with pytest.raises(NoPrinciple):
        books.reserve(books.spending(100))


def test_the_holders_own_vote_never_suffices(db):
    books = make_books(ratified_by_min=1)
    assert books.ratified("trust") == {}
    assert books.ratified("council")


def test_a_change_of_principles_is_ratified_again_and_the_old_stand_until_then(books, principle):
    changed = books.ratified("trust", principles={"P2": "Spend on buildings."})
    assert list(changed) == ["P1"]
    changed = books.ratified("federation", "council", principles={"P3": "Spend on people."})
    assert list(changed) == ["P3"]
    with pytest.raises(NoPrinciple):
        books.reserve(books.spending(100, principle=principle))
    books.reserve(books.spending(100, principle=changed["P3"]))


def test_a_stranger_ratifies_nothing_and_nobody_for_another(books):
    ledger.write_principles(books.fund, {"P1": "Any."}, by=BY, at=AT)
    key = books.organisations["council"]
    with as_app(books.scope("trust")), pytest.raises(NotYourBooks):
        ledger.ratify(books.fund, 1, organisation_id=key, by=BY, at=AT)
    stranger = organisations.create_organisation(
        ods_code="S1S", name="Stranger", kind="vcse", is_synthetic=True, by=BY, at=AT
    )
    with pytest.raises(NotForRatifying):
        ledger.ratify(books.fund, 1, organisation_id=stranger, by=BY, at=AT)


def test_the_holder_asks_and_another_partner_approves(books, principle):
    journal = books.reserve(books.spending(60_000, principle=principle))
    assert standing(books) == (GRANT_PENCE, 60_000)
    with pytest.raises(OwnSpending, match="rule 50"):
        books.settle(journal, who="trust")
    books.settle(journal, who="council")
    assert standing(books, "federation") == (GRANT_PENCE - 60_000, 0)
    with as_app(books.scope("council")):
        assert [(s.recipient_sector, s.pence) for s in ledger.spent_by_sector(books.fund)] == [
            ("primary care", 60_000)
        ]


def test_a_spending_is_not_posted_at_once(books, principle):
    with pytest.raises(OwnSpending):
        books.post(books.spending(60_000, principle=principle))


def test_what_is_pending_counts_and_what_came_to_nothing_is_free_again(books, principle):
    first = books.reserve(books.spending(GRANT_PENCE, principle=principle))
    with pytest.raises(NotEnough, match="pending counted"):
        books.reserve(books.spending(1, principle=principle))
    books.settle(first, who="trust", posted=False)
    assert standing(books) == (GRANT_PENCE, 0)
    books.reserve(books.spending(1, principle=principle))


def test_a_journal_is_settled_once(books, principle):
    journal = books.reserve(books.spending(1, principle=principle))
    books.settle(journal, who="council")
    with pytest.raises(SettledAlready):
        books.settle(journal, who="trust", posted=False)


def test_an_integrator_commits_nothing_without_a_source_of_funding(books):
    with pytest.raises(NoFunding, match="rule 42"):
        books.post(books.entry(Line("1200", 5), Line("2100", -5), origin="integrator"))
