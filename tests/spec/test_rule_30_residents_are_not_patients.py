"""Rule 30: residents of a neighbourhood are set beside 50,000 to 100,000; patients are others."""

import pytest

from peckham.places.domain.sizes import (
    NEIGHBOURHOOD,
    NETWORK_LIST,
    Count,
    WrongPopulation,
    compared,
)


@pytest.mark.parametrize(
    ("residents", "verdict"),
    [
        (49_999, "below"),
        (50_000, "within"),
        (84_000, "within"),
        (100_000, "within"),
        (100_001, "above"),
    ],
)
def test_rule_30_residents_have_a_verdict_at_each_bound(residents, verdict):
    found = compared(Count("residents", residents), NEIGHBOURHOOD)
    assert found.verdict == verdict
    assert "50,000 to 100,000" in found.words


@pytest.mark.parametrize(
    ("count", "band"),
    [
        (Count("registered patients", 84_000), NEIGHBOURHOOD),
        (Count("residents", 40_000), NETWORK_LIST),
        (Count("staff", 100), NEIGHBOURHOOD),
    ],
)
def test_rule_30_one_population_never_stands_for_the_other(count, band):
    with pytest.raises(WrongPopulation, match="two populations") as refused:
        compared(count, band)
    assert refused.value.rule == band.rule


def test_rule_30_the_same_people_can_be_within_by_one_count_and_outside_by_the_other():
    """North West London: 2,111,469 residents and 2,652,298 registered, in 25 neighbourhoods."""
    assert compared(Count("residents", 2_111_469 / 25), NEIGHBOURHOOD).verdict == "within"
    assert 2_652_298 / 25 > NEIGHBOURHOOD.high
