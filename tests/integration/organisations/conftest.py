import pytest
from tests.integration.organisations import employers


@pytest.fixture
def world(db):
    return employers.build()
