import pytest
from tests.integration.care import world as worlds


@pytest.fixture
def world(db):
    return worlds.build()
