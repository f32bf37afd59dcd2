import pytest
from tests.integration.limits.world import make_resident


@pytest.fixture
def resident(db):
    return make_resident()
