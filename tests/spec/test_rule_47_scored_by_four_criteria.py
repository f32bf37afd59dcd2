"""Rule 47: a host is chosen once it, and each member scored beside it, is scored by size, scale,
maturity and local footprint, each with its reason, for everybody to read.
"""

import pytest
from tests.integration.contracts.partners import (
    SCORED,
    WHO,
    choose,
    formed,
    hosting,
    member,
    partnerships,
    told,
)

pytestmark = pytest.mark.django_db
rules = partnerships.rules


def score(one, name, scores):
    hosting.score(member_id=member(one, name), scores=scores, told=told(), **WHO)


def test_rule_47_no_choice_before_every_criterion_has_its_reason():
    one = formed()
    with pytest.raises(rules.NotScored) as refusal:
        choose(one)
    assert refusal.value.rule == 47
    score(one, "Trust", {"size": (5, "The largest.")})
    with pytest.raises(rules.NotScored, match="scale, maturity, local footprint"):
        choose(one)
    score(one, "Trust", SCORED)
    score(one, "Federation", {"size": (1, "Four practices.")})
    with pytest.raises(rules.NotScored, match="Federation"):
        choose(one)
    score(one, "Federation", SCORED)
    chosen = choose(one)
    assert chosen.host.reason == "It scored best."
    published = {score.criterion: score for score in chosen.members[0].scores}
    assert set(published) == {"size", "scale", "maturity", "local footprint"}
    assert all(score.reason for score in published.values())
    assert published["size"].score == 4, "what is scored anew stands"


def test_rule_47_a_kind_that_the_scheme_lacks_is_refused_whatever_it_scored():
    one = formed(scheme="south_east_london")
    score(one, "Federation", SCORED)
    with pytest.raises(rules.NotEligible):
        choose(one, "Federation")
