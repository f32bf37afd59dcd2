"""Rule 24: the checkpoints of the assurance process come before what each of them guards; asked of
its own rows.
"""

from dataclasses import replace

import pytest
from tests.unit.contracts.riverside import LIVE, WHOLE, findings, on, whole

from peckham.contracts import api as contracts
from peckham.contracts.api import facts as f

GUARDS = (("EE", "procuring"), ("CP1", "procuring"), ("CP2", "awarded"), ("CP3", "live"))
GATES = ("approved", "procuring", "preferred", "awarded", "signed", "live")


@pytest.mark.parametrize(("code", "gate"), GUARDS)
def test_rule_24_a_checkpoint_not_passed_shuts_its_gate_and_all_behind_it(code, gate):
    without = tuple(one for one in WHOLE.checkpoints if one.code != code)
    failed = (*without, f.Checkpoint(code, False, on(8, 30)))
    for checkpoints in (without, failed):
        found = findings(whole(checkpoints=checkpoints), LIVE)
        shut = [one for one in GATES if contracts.open_before(one, found)]
        assert shut == list(GATES[GATES.index(gate) :])


def test_rule_24_what_failed_and_then_passed_is_passed():
    first = tuple(replace(one, passed=False, stamp=on(2, 1)) for one in WHOLE.checkpoints)
    contracts.check_gate("live", findings(whole(checkpoints=(*WHOLE.checkpoints, *first)), LIVE))
