"""Rule 20: going over to a provider is one guided process: from wherever a practice stands its
pages offer the next steps, one at a time, and the first is the practice's own.
"""

import pytest

from peckham.contracts.api import participation as p
from peckham.contracts.domain.participation_table import PAIRS, TRANSITIONS
from peckham.interfaces.staff import practice_words as said

OWN = {kind for kind, _title, _about in said.STEPS.values()}
BY_SIGNATORY = {one.kind for one in TRANSITIONS if one.part == "signatory"}


def test_rule_20_every_step_of_the_practice_has_its_page_and_no_other_has():
    assert OWN == BY_SIGNATORY
    assert set(said.COMPLETED) == {one.kind for one in TRANSITIONS} - BY_SIGNATORY


@pytest.mark.parametrize(("mode", "core"), sorted(PAIRS))
def test_rule_20_there_is_a_way_on_from_everywhere_but_the_end(mode, core):
    ways = p.open_to(p.Standing("mill", mode, core))
    assert bool(ways) == ((mode, core) != ("none", "ended"))


@pytest.mark.parametrize("core", ["active", "none"])
def test_rule_20_only_the_practice_can_start_it(core):
    assert set(p.open_to(p.Standing("mill", core=core))) <= BY_SIGNATORY
