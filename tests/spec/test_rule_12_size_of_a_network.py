"""Rule 12: a network's list is set beside 30,000 to 50,000: said, explained, never blocked."""

import math

import pytest

from peckham.places.domain.sizes import NETWORK_LIST, BadCount, Count, compared


@pytest.mark.parametrize(
    ("patients", "verdict", "words"),
    [
        (0, "below", "30,000 fewer than"),
        (29_999, "below", "1 fewer than"),
        (30_000, "within", "within"),
        (44_907, "within", "within"),  # the median of England's networks, July 2022
        (50_000, "within", "within"),
        (50_001, "above", "1 more than"),
        (266_000, "above", "216,000 more than"),  # the largest
    ],
)
def test_rule_12_every_size_has_a_verdict_in_words_and_none_is_refused(patients, verdict, words):
    found = compared(Count("registered patients", patients), NETWORK_LIST)
    assert found.verdict == verdict
    assert words in found.words
    assert "30,000 to 50,000" in found.words
    assert found.band.source in found.words


@pytest.mark.parametrize("people", [-1, math.nan])
def test_rule_12_what_is_no_count_is_no_size(people):
    with pytest.raises(BadCount):
        Count("registered patients", people)
