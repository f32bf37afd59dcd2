"""Whatever is posted, held, settled and taken back: books balance and the fund stays above zero."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.databases import as_app, check_laws
from tests.integration.ledger.books import (
    AT,
    BY,
    DAY,
    balance_from_postings,
    kept_balance,
    make_books,
)

from peckham.kernel import Refused
from peckham.ledger import api as ledger
from peckham.ledger.models import Fund

pytestmark = pytest.mark.django_db
pence = st.integers(1, 400)
steps = st.lists(
    st.one_of(
        st.tuples(st.just("receive"), pence),
        st.tuples(st.just("ask"), pence),
        st.tuples(st.sampled_from(("approve", "drop", "take back")), st.integers(0, 9)),
    ),
    min_size=1,
    max_size=14,
)


@pytest.fixture
def books(db):
    return make_books()


def act(books, principle, step, written):
    """Do one step, or be refused."""
    what, number = step
    if what == "receive":
        written.append(books.post(books.receipt(number)))
    elif what == "ask":
        written.append(books.reserve(books.spending(number, principle=principle)))
    elif written:
        journal = written[number % len(written)]
        if what == "take back":
            with as_app(books.scope("trust")):
                words = {"key": f"back of {journal}", "occurred_on": DAY, "words": "Back"}
                ledger.reverse(journal, **words, by=BY, at=AT)
        else:
            books.settle(journal, who="council", posted=what == "approve")


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=steps)
def test_books_balance_and_a_restricted_fund_never_goes_below_zero(books, steps):
    with transaction.atomic():
        principle = books.ratified("trust", "federation")["P1"]
        fund, written = Fund.objects.get().pk, []
        for step in steps:
            try:
                with transaction.atomic():
                    act(books, principle, step, written)
            except Refused:
                continue
            kept = kept_balance(fund)
            assert kept == balance_from_postings(fund)
            assert kept[0] >= kept[1] >= 0
        check_laws()
        with as_app(books.scope("trust")):
            rows = ledger.trial_balance(books.organisations["trust"], on=DAY)
        assert sum(row.pence for row in rows) == 0
        by_code = {row.code: row.pence for row in rows}
        assert by_code["1200"] == -by_code["2100"] == kept_balance(fund)[0]
        transaction.set_rollback(True)
