"""Rule 38: an integrator or a neighbourhood does not touch the accounts of a practice's core
contract, whoever writes the SQL.
"""

import pytest
from tests.integration.ledger.books import make_books

from peckham.ledger import api as ledger
from peckham.ledger.actions.refusing import RingFenced

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("origin", "allowed"), [("integrator", False), ("neighbourhood", False), ("practice", True)]
)
def test_rule_38_only_the_practice_moves_its_core_money(origin, allowed):
    books = make_books()
    lines = (ledger.Line("1900", -5), ledger.Line("1200", 5))
    if not allowed:
        lines = tuple(ledger.Line(line.account, line.pence, fund="LAMBETH") for line in lines)
        with pytest.raises(RingFenced, match="rule 38"):
            books.post(books.entry(*lines, origin=origin))
    else:
        assert books.post(books.entry(*lines, origin=origin))
