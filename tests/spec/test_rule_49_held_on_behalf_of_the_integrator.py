"""Rule 49: money that a host holds for the partnership is owed to it, and is never the host's own
income or expense.
"""

import pytest
from tests.databases import as_app
from tests.integration.ledger.books import DAY, GRANT_PENCE, make_books

from peckham.ledger import api as ledger
from peckham.ledger.actions.refusing import NotTheirsToKeep

pytestmark = pytest.mark.django_db


def test_rule_49_cash_in_is_owed_to_the_partnership():
    books = make_books()
    books.post(books.receipt(origin="integrator"))
    with as_app(books.scope("trust")):
        rows = ledger.trial_balance(books.organisations["trust"], on=DAY)
    found = {row.name: row.pence for row in rows}
    assert found["Due to the partnership"] == -GRANT_PENCE
    assert found["Own income"] == found["Own expense"] == 0


@pytest.mark.parametrize("account", ["4000", "5000"])
def test_rule_49_it_is_never_the_holders_income_or_expense(account):
    books = make_books()
    sides = (ledger.Line("1200", 5, fund="LAMBETH"), ledger.Line(account, -5, fund="LAMBETH"))
    with pytest.raises(NotTheirsToKeep, match="rule 49"):
        books.post(books.entry(*sides))
