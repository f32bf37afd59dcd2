"""Rule 9: a new practice without a core contract joins fully with nothing to suspend."""

import pytest
from tests.unit.contracts.practice import ACTIVE, NEW, WRITTEN, step

from peckham.contracts.api import participation as p


def test_rule_9_it_joins_in_one_step():
    joined = step(NEW, "join as new")
    assert (joined.mode, joined.core, joined.suspended_on) == ("new_practice", "none", None)
    assert p.open_to(joined) == ("leave",)


@pytest.mark.parametrize("kind", ["give notice", "write to patients", "suspend"])
def test_rule_9_there_is_nothing_to_suspend(kind):
    with pytest.raises(p.NotFromHere):
        step(NEW, kind, **WRITTEN)


def test_rule_9_one_with_a_core_contract_is_not_new():
    with pytest.raises(p.NotFromHere):
        step(ACTIVE, "join as new")
