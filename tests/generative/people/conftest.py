import pytest
from tests.integration.people.world import make_world


@pytest.fixture
def world(db):
    return make_world()
