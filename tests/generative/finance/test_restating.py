"""Whatever is told late, corrected or withdrawn: the books say what is due, and go back again."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.integration.finance.stated_world import make_world, row

from peckham.finance.api import statements
from peckham.finance.domain.activity import price_of

pytestmark = pytest.mark.django_db
SOAK_CASES = 500
UNIT = 2_501
AT_FIRST = {"e0": ("1", ""), "e1": ("0.5", ""), "e2": ("1.7", "")}
told = st.dictionaries(
    st.sampled_from(("e0", "e1", "e2", "late", "later")),
    st.tuples(
        st.sampled_from(("1", "0", "0.5", "0.7001", "2")), st.sampled_from(("", "withdrawn"))
    ),
    min_size=1,
    max_size=4,
)


@pytest.fixture
def world(db):
    found = make_world()
    found.price({"social_prescribing": UNIT}, subcontract=found.subcontract())
    found.bring_in(*rows(AT_FIRST))
    found.state()
    return found


def rows(events):
    return [row(key, weight=weight, status=status) for key, (weight, status) in events.items()]


def due(events):
    """Add up what the events that stand come to."""
    parts = (round(float(weight) * 10_000) for weight, status in events.values() if not status)
    return sum(price_of(UNIT, each) for each in parts)


def owed(world):
    """Give what the payer owes and the provider is owed, which the journals of both say."""
    payer, provider = world.balances("trust"), world.balances("charity")
    assert payer.get("2000", 0) == -payer.get("5200", 0) == -provider.get("1100", 0)
    return provider.get("1100", 0)


def check_drilled(world):
    """A line is the sum of its events, in the last version and in every one before."""
    page = world.of("charity")
    with world.acting():
        for view in page.versions:
            for line in statements.statement(view.public_id).lines:
                found = statements.events_of_line(view, line)
                assert (len(found), sum(one.pence for one in found)) == (line.events, line.pence)


@settings(
    max_examples=5,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(batches=st.lists(told, min_size=1, max_size=3))
def test_restated_and_taken_back_it_returns_to_the_start(world, batches):
    with transaction.atomic():
        stands = dict(AT_FIRST)
        assert owed(world) == due(stands)
        for batch in batches:
            world.bring_in(*rows(batch))
            stands |= batch
            assert world.state().refusal == ""
            assert owed(world) == due(stands)
        check_drilled(world)
        back = {key: AT_FIRST.get(key, ("1", "withdrawn")) for key in stands}
        world.bring_in(*rows(back))
        world.state()
        assert owed(world) == due(AT_FIRST)
        transaction.set_rollback(True)
