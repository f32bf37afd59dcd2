"""Rule 50: no spending before the partners ratified its principles; each cites one; the host
neither ratifies alone nor approves its own.
"""

import pytest
from tests.integration.ledger.books import make_books

from peckham.ledger.actions.refusing import NoPrinciple, OwnSpending

pytestmark = pytest.mark.django_db


@pytest.fixture
def books():
    made = make_books()
    made.post(made.receipt(origin="integrator"))
    return made


@pytest.mark.parametrize(
    ("parties", "stands"),
    [((), False), (("trust",), False), (("council",), False), (("trust", "council"), True)],
)
def test_rule_50_the_quorum_of_partners_ratifies(books, parties, stands):
    assert bool(books.ratified(*parties)) is stands


def test_rule_50_a_spending_cites_a_ratified_principle(books):
    with pytest.raises(NoPrinciple, match="rule 50"):
        books.reserve(books.spending(100))
    principle = books.ratified("trust", "council")["P1"]
    assert books.reserve(books.spending(100, principle=principle))


def test_rule_50_the_host_does_not_approve_its_own(books):
    principle = books.ratified("trust", "council")["P1"]
    journal = books.reserve(books.spending(100, principle=principle))
    with pytest.raises(OwnSpending, match="rule 50"):
        books.settle(journal, who="trust")
    books.settle(journal, who="federation")
