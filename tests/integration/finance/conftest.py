import pytest
from tests.integration.finance.riverside_money import riverside


@pytest.fixture
def money(db):
    return riverside()
