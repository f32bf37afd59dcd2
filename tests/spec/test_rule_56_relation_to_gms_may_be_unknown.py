"""Rule 56: whether a contract for a neighbourhood lies upon GMS or replaces it may be unknown, and
unknown is said, never guessed.
"""

from typing import get_args

import pytest

from peckham.contracts import api as contracts
from peckham.contracts.domain.kinds import RelationToGms
from peckham.interfaces.staff.contracting import RELATIONS


@pytest.mark.parametrize("kind", ["snp", "mnp", "iho"])
def test_rule_56_nobody_has_said_for_the_new_kinds(kind):
    assert contracts.kinds().kind(kind).relation_to_gms == "unknown"


def test_rule_56_what_is_known_is_said():
    kinds = contracts.kinds()
    assert kinds.kind("icp_full").relation_to_gms == "replaces"
    assert kinds.kind("icp_partial").relation_to_gms == "layered"


def test_rule_56_each_answer_has_words_on_the_page_and_unknown_says_so():
    assert set(RELATIONS) == set(get_args(RelationToGms.__value__))
    assert "nobody" in str(RELATIONS["unknown"]).lower()
