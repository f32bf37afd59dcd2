import pytest
from tests.integration.ledger.books import make_books


@pytest.fixture
def books(db):
    return make_books()
