"""Rule 48: £250,000 for each integrator, restricted to its purpose: four make a million, to the
penny.
"""

import pytest
from tests.databases import as_app
from tests.integration.ledger.books import AT, BY, GRANT_PENCE, make_books

from peckham.ledger import api as ledger

pytestmark = pytest.mark.django_db
BOROUGHS = ("BEXLEY", "LEWISHAM", "SOUTHWARK")


def test_rule_48_four_grants_of_250_000_pounds_are_a_million():
    books = make_books()
    for code in BOROUGHS:
        ledger.open_fund(
            code=code, name=code, purpose="Early development and implementation",
            holder_id=books.organisations["trust"], beneficial_owner=f"{code} integrator",
            is_restricted=True, by=BY, at=AT,
        )  # fmt: skip
    codes = ("LAMBETH", *BOROUGHS)
    for code in codes:
        sides = (
            ledger.Line("1200", GRANT_PENCE, fund=code),
            ledger.Line("2100", -GRANT_PENCE, fund=code),
        )
        books.post(books.entry(*sides, origin="integrator"))
    with as_app(books.scope("trust")):
        found = [ledger.fund(code).posted_pence for code in codes]
    assert found == [25_000_000] * 4
    assert sum(found) == 100_000_000
