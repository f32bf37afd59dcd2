"""Rule 32: every service of a hub is reached from its one reception."""

from dataclasses import replace

import pytest
from tests.integration.care import world as worlds
from tests.unit.services.routes import (
    ANSWERS,
    CATALOGUE,
    KINDS,
    RECEPTION,
    TEAM_OF,
    routed,
    utc,
)

from peckham.places import api as places
from peckham.services import api as services


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_rule_32_some_category_leads_from_the_reception_to_each_of_the_ten(kind):
    leading = [c.code for c in CATALOGUE.categories.values() if c.core_kind == kind.code]
    assert leading, f"nothing that a person may ask about leads to {kind.words}"
    for category in leading:
        route = routed(category, utc(23, 10))
        assert route.holder_team_id == RECEPTION
        assert route.service_id == 100 + kind.position
        # Care navigation is the reception itself; every other team is asked by it.
        assert route.offer_team_id == (
            None if TEAM_OF[kind.code] == RECEPTION else TEAM_OF[kind.code]
        )


def test_rule_32_whatever_is_asked_and_ticked_enters_by_the_reception():
    for category in [*CATALOGUE.categories, "not on the list"]:
        for flags in ((), ("chest",), tuple(CATALOGUE.red_flags)):
            for answers in (ANSWERS, ANSWERS[:1], (), (replace(ANSWERS[0], team_id=99),)):
                route = routed(category, utc(22, 3), red_flags=flags, answers=answers)
                assert route.holder_team_id == RECEPTION


@pytest.mark.django_db
def test_rule_32_each_service_of_a_stored_hub_is_reached_from_its_reception():
    world = worlds.build()
    hub = places.hub(world.hub_id)
    reached = {
        services.route(category=c.code, red_flags=(), hub=hub, at=worlds.AT).service_id
        for c in services.categories()
    }
    offered = services.services_of(world.hub_id, on=worlds.AT.date())
    assert len(offered) == 10
    assert {service.id for service in offered} <= reached
