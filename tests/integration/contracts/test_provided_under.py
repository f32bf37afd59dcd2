"""Whether a visit was to a service of an integrated care provider is read from stored contracts."""

from datetime import date

import pytest
from tests.integration.contracts import world as w
from tests.integration.contracts.world import noon

from peckham.contracts.domain.duties.complaint import Body
from peckham.contracts.domain.duties.travel import ProvidedUnder
from peckham.contracts.models import GatePassage
from peckham.contracts.queries.provided import provided_under

pytestmark = pytest.mark.django_db
NOT_KNOWN = ProvidedUnder(None, False, "nhs_trust")
LIVE_ON = date(2026, 9, 1)


@pytest.fixture
def trust(db):
    """Bring the riverside's contract to life; give who provides its services."""
    world = w.build()
    river = w.draft(world)
    w.reach(world, river, "signed")
    # What stands before this gate is shown elsewhere: here it is passed as the owner.
    GatePassage.objects.create(
        contract_id=w.key_of(river), gate="live", position=6, on_day=LIVE_ON,
        recorded_at=noon(9, 1), recorded_by="test",
    )  # fmt: skip
    return Body(world.organisations["trust"], "nhs_trust", "the trust")


@pytest.mark.parametrize(
    ("group", "on", "found"),
    [
        ("adult_social_care", date(2026, 10, 1), ("icp", True)),
        ("primary_medical", date(2026, 10, 1), ("icp", False)),
        ("primary_medical", date(2026, 8, 31), None),
        ("primary_medical", date(2036, 9, 1), None),
        ("secondary_care", date(2026, 10, 1), None),
    ],
)
def test_a_contract_that_is_live_says_how_its_service_was_delivered(trust, group, on, found):
    under = provided_under(group=group, hub_id=None, provider=trust, on=on)
    if found is None:
        assert under == NOT_KNOWN
    else:
        assert (under.family, under.is_subcontract, under.reference) == (*found, "RIVER-1")


def test_another_provider_of_the_same_service_is_not_known(trust):
    other = Body(trust.id, "nhs_trust", "another trust")
    on = date(2026, 10, 1)
    found = provided_under(group="primary_medical", hub_id=None, provider=other, on=on)
    assert found == NOT_KNOWN
