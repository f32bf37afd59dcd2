"""Rule 11: a provider begins in the local network, and its own begins at 30,000 or by a waiver."""

import pytest

from peckham.places.domain.growth.trajectory import Point, trajectory
from peckham.places.domain.sizes import (
    Count,
    NetworkTooSmall,
    WrongPopulation,
    check_own_network,
    shortfall_by_year,
)


@pytest.mark.parametrize(
    ("patients", "waiver", "allowed"),
    [
        (0, "", False),
        (22_000, "", False),
        (29_999, "", False),
        (29_999, " ", False),
        (29_999, "Decision 12 of 3 March 2031", True),
        (30_000, "", True),
        (62_000, "", True),  # above 50,000 is warned (rule 12), not refused
    ],
)
def test_rule_11_an_application_is_gated_by_the_list_or_a_waiver(patients, waiver, allowed):
    count = Count("registered patients", patients)
    if allowed:
        check_own_network(count, waiver=waiver)
        return
    with pytest.raises(NetworkTooSmall) as refused:
        check_own_network(count, waiver=waiver)
    assert refused.value.rule == 11
    assert "waiver" in refused.value.who


def test_rule_11_residents_do_not_make_a_network():
    with pytest.raises(WrongPopulation):
        check_own_network(Count("residents", 80_000))


def test_rule_11_what_is_lacking_is_told_for_every_year():
    path = trajectory([Point(2024, 6_000, "then"), Point(2037, 22_000, "the seed")])
    lacking = shortfall_by_year(path, (2024, 2037, 2045))
    assert lacking == {2024: 24_000, 2037: 8_000, 2045: 8_000}
    grown = trajectory([Point(2024, 6_000, "then"), Point(2044, 46_000, "20,000 homes")])
    assert shortfall_by_year(grown, (2035, 2036, 2044)) == {2035: 2_000, 2036: 0, 2044: 0}
