"""Activity taken in, priced and stated; late and corrected events restate it, to the penny."""

import pytest
from tests.integration.finance.stated_world import make_world, row

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db):
    return make_world()


def test_a_month_is_stated_and_a_late_correction_restates_it(world):
    key = world.subcontract()
    batch = world.bring_in(
        row("e1", patient="p1"),
        row("e2", weight="1.5", day="2026-09-30"),
        row("e3", provider="RT1", service="outpatients"),
        row("e4", provider="RT1", service="community_nursing"),
    )
    assert (batch.state, batch.events_new, batch.errors) == ("done", 4, ())
    world.price({"outpatients": 12_000})
    world.price({"social_prescribing": 2_501}, subcontract=key)
    run = world.state()
    assert (run.state, run.refusal) == ("done", "")
    charity, trust = world.of("charity"), world.of("trust")
    assert [(one.standing, one.events, one.pence) for one in charity.lines] == [
        ("payable", 2, 2_501 + 3_752)
    ]
    assert [(one.service, one.standing, one.pence) for one in trust.lines] == [
        ("community_nursing", "counted", None),
        ("outpatients", "counted", 12_000),
    ]
    assert (trust.statement.unpriced, trust.statement.payable_pence) == (1, 0)
    assert world.balances("charity") == {"1100": 6_253, "4000": -6_253}
    assert world.balances("trust") == {"2000": -6_253, "5200": 6_253}
