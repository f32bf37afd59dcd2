"""Rule 42: in the books, too, an integrator or a neighbourhood commits nothing without its source
of funding, and no more than the source has.
"""

import pytest
from tests.integration.ledger.books import GRANT_PENCE, make_books

from peckham.ledger import api as ledger
from peckham.ledger.actions.refusing import NoFunding, NotEnough

pytestmark = pytest.mark.django_db
SIDES = (("1250", -5), ("2100", 5))


@pytest.mark.parametrize("origin", ["integrator", "neighbourhood"])
def test_rule_42_what_is_spent_names_its_fund(origin):
    books = make_books(ratified_by_min=0)
    books.post(books.receipt(origin=origin))
    with pytest.raises(NoFunding, match="rule 42"):
        books.post(books.entry(*(ledger.Line(*side) for side in SIDES), origin=origin))
    with pytest.raises(NotEnough):
        books.reserve(books.spending(GRANT_PENCE + 1, origin=origin))
    assert books.reserve(books.spending(GRANT_PENCE, origin=origin))
