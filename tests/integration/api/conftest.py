"""The care world, with its staff as programs that ask the API."""

import pytest
from tests.integration.interfaces.conftest import signed_in, world

__all__ = ["signed_in", "world"]


@pytest.fixture
def ask(signed_in):
    """Ask as somebody: `ask("navigator", "/people?q=ada")` gives the status and what came."""

    def asked(who, address, **headers):
        answer = signed_in(who).get(f"/api/v1{address}", headers=headers)
        assert "json" in answer["Content-Type"], answer.content
        return answer.status_code, answer.json()

    return asked
