"""Rule 36: the same request online, by phone and at the desk has the same holder and due time."""

import inspect
from datetime import UTC, datetime

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.databases import as_app, check_laws
from tests.integration.care import world as worlds

from peckham.care import api as care
from peckham.care.models import Offer, Request
from peckham.services import api as services
from peckham.services.domain.routing import route_request

CATEGORIES = st.sampled_from([*(c.code for c in services.categories()), "unknown"])
FLAGS = st.sets(st.sampled_from([f.code for f in services.red_flags()]), max_size=2)
MOMENTS = st.datetimes(
    min_value=datetime(2026, 2, 1), max_value=datetime(2027, 12, 1), timezones=st.just(UTC)
)
POSTCODES = st.sampled_from(["QY1 1AA", "qy11aa", "ZZ9 9ZZ", "not a postcode", ""])


class Undo(Exception):
    pass


def test_rule_36_routing_has_no_channel_to_look_at():
    for function in (route_request, services.route):
        assert "channel" not in inspect.signature(function).parameters


def came_by(world, channel, at, facts):
    """Store the request by one channel, read where it went, and undo it."""
    try:
        with transaction.atomic():
            asked = worlds.asked(channel=channel, **facts)
            if channel == "online":
                with as_app(worlds.public(at=at)):
                    receipt = care.ask_without_account(asked, at=at)
            else:
                scope = world.scope("navigator", at=at)
                with as_app(scope):
                    receipt = care.take_request(asked, by=scope.actor, at=at)
            check_laws()
            row = Request.objects.get(public_id=receipt.public_id)
            offers = Offer.objects.filter(request=row).values_list("to_team_id", "expires_at")
            went = (
                row.accountable_team_id,
                list(offers),
                row.service_id,
                row.hub_id,
                row.due_at,
                row.state,
                row.version,
                receipt.next_words,
                receipt.is_live,
            )
            raise Undo
    except Undo:
        return went


@pytest.mark.django_db
def test_rule_36_three_channels_one_route():
    world = worlds.build()

    @settings(max_examples=30, deadline=None)
    @given(CATEGORIES, FLAGS, MOMENTS, POSTCODES)
    def same(category, flags, at, postcode):
        claimed = care.Claimed(family_name="Ada", given_name="Test", postcode=postcode)
        facts = {"category": category, "red_flags": tuple(sorted(flags)), "claimed": claimed}
        online, phone, desk = (
            came_by(world, channel, at, facts) for channel in ("online", "phone", "desk")
        )
        assert online == phone == desk

    same()


@pytest.mark.django_db
def test_rule_36_somebody_found_by_the_navigator_is_routed_as_her_postcode_would_be():
    world = worlds.build()
    claimed = {"claimed": care.Claimed(family_name="Ada", postcode="QY1 1AA")}
    scope = world.scope("navigator")
    with as_app(scope):
        care.begin_contact(
            world.person_id, channel="phone", hub_id=world.hub_id, by=scope.actor, at=worlds.AT
        )
    known = {"claimed": None, "person_id": world.person_id}
    online = came_by(world, "online", worlds.AT, claimed)
    assert came_by(world, "phone", worlds.AT, known) == online
