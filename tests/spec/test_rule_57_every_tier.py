"""Rule 57: for a postcode, every tier that covers it, on one page."""

from datetime import date

import pytest
from tests.databases import as_app
from tests.integration.places.example import AT, hub, loaded

from peckham.infra.scope import public_scope
from peckham.places import api as places
from peckham.places.queries.tiers import UnknownPostcode

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 23)


@pytest.fixture
def standing(db):
    found = loaded()
    hub(found.place_id)
    return found


def asked(code, on=ON):
    """Ask as somebody who has not signed in."""
    with as_app(public_scope(at=AT)):
        return places.tiers_for(code, on)


def test_rule_57_one_answer_names_every_tier_nearest_first(standing):
    found = asked(" qy11aa ")
    assert [(tier.kind, tier.name) for tier in found.tiers] == [
        ("small_area", "West 000A"),
        ("neighbourhood", "West"),
        ("hub", "W hub"),
        ("network", "RIVER PCN"),
        ("network", "No network"),
        ("practice", "QUAY PRACTICE"),
        ("practice", "LONE PRACTICE"),
        ("borough", "West"),
        ("place", "East and West"),
        ("integrated_care_board", "Invented Integrated Care Board"),
    ]
    assert all(tier.decides and tier.source and tier.as_of for tier in found.tiers)


def test_rule_57_a_small_area_and_its_postcode_give_the_same_tiers(standing):
    assert asked("QY1 1AA").tiers == asked("e99000000").tiers


def test_rule_57_lists_and_territory_are_shown_apart_with_the_mismatch(standing):
    found = asked("E99000000")
    shares = {tier.name: (tier.patients, tier.share) for tier in found.tiers if tier.patients}
    assert shares["RIVER PCN"] == (600, 0.75)
    assert shares["No network"] == (200, 0.25)
    assert sum(tier.share for tier in found.tiers if tier.kind == "network") == 1
    assert sum(tier.share for tier in found.tiers if tier.kind == "practice") == 1
    assert "600 (75%) are with RIVER PCN" in found.mismatch


def test_rule_57_a_provisional_neighbourhood_says_that_nobody_decided_it(standing):
    from dataclasses import replace

    from tests.integration.places.example import BY, place

    plan = replace(place().plan, is_provisional=True)
    shifted = [replace(entry, code=f"E9800000{n}") for n, entry in enumerate(place().areas)]
    codes = [entry.code for entry in shifted]
    homes = [replace(plan.neighbourhoods[0], area_codes=codes)]
    places.copy_place(
        place(
            "Provisional place",
            areas=shifted,
            adjacency=[],
            practices=[],
            list_counts=[],
            postcodes=[],
            plan=replace(plan, neighbourhoods=homes),
        ),
        by=BY,
        at=AT,
    )
    tiers = {tier.kind: tier for tier in asked("E98000000").tiers}
    assert "nobody decided" in tiers["neighbourhood"].note
    assert "Adopted" in {t.kind: t for t in asked("QY1 1AA").tiers}["neighbourhood"].note


def test_rule_57_days_before_any_plan_show_the_other_tiers(standing):
    kinds = [tier.kind for tier in asked("QY1 1AA", date(2020, 1, 1)).tiers]
    assert kinds == ["small_area", "borough", "place", "integrated_care_board"]


@pytest.mark.parametrize("code", ["SW1A 1AA", "E01000001", "🏠", "", "x" * 5000, "'; DROP TABLE"])
def test_rule_57_what_is_not_known_is_refused_saying_what_to_do(standing, code):
    with pytest.raises(UnknownPostcode) as refusal:
        asked(code)
    assert refusal.value.remedy
    assert len(str(refusal.value)) < 500
