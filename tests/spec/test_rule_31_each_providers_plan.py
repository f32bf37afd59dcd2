"""Rule 31: each provider that was asked to put its plan into practice has a plan with a state."""

import pytest
from tests.integration.contracts.partners import TODAY, WHO, partnerships, place, promising, told

pytestmark = pytest.mark.django_db


def plans(name):
    key = next(one.public_id for one in partnerships.contract_places() if one.name == name)
    page = partnerships.place_page(key, on=TODAY)
    return [(one.provider, one.state) for one in page.plans]


def test_rule_31_the_latest_state_of_each_stands():
    place_id = place()
    for provider, state in (("A", "requested"), ("B", "requested"), ("A", "in practice")):
        promising.state_provider_plan(
            place_id=place_id, provider=provider, state=state, told=told(), **WHO
        )
    assert plans("Larkmoor") == [("A", "in practice"), ("B", "requested")]


def test_rule_31_the_published_request_is_kept_as_one():
    partnerships.keep_published(**WHO)
    assert [state for _, state in plans("North West London")] == ["requested"]
