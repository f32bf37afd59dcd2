"""Rule 8: full participation goes with a core contract suspended or ended from the same day,
partial with an active one and an integration agreement.
"""

from datetime import date, timedelta
from itertools import product

import pytest
from tests.unit.contracts.practice import (
    ACTIVE,
    START,
    WRITTEN,
    noticed,
    step,
    suspended,
)

from peckham.contracts.api import participation as p

CORES = ("none", "active", "notified", "patients_written", "suspended", "return_notified", "ended")
ALLOWED = {
    "none": {"none", "active", "notified", "patients_written", "ended"},
    "partial": {"active", "notified", "patients_written"},
    "full": {"suspended", "return_notified", "ended"},
    "new_practice": {"none"},
}


@pytest.mark.parametrize(("mode", "core"), list(product(ALLOWED, CORES)))
def test_rule_8_mode_and_core_contract_go_together(mode, core):
    if core in ALLOWED[mode]:
        assert p.Standing("mill", mode, core).core == core
    else:
        with pytest.raises(p.ForbiddenStanding):
            p.Standing("mill", mode, core)


def test_rule_8_partial_needs_the_agreement_and_keeps_the_core_contract():
    with pytest.raises(p.NotYetReady, match="agreement"):
        step(ACTIVE, "join partly")
    partly = step(ACTIVE, "join partly", agreement_signed=True)
    assert (partly.mode, partly.core) == ("partial", "active")


def test_rule_8_full_and_suspended_begin_on_one_day():
    full = suspended()
    assert (full.mode, full.core, full.suspended_on) == ("full", "suspended", START)


@pytest.mark.parametrize(
    ("lacking", "words"),
    [
        ({"waiting": 3}, "3 registered patients"),
        ({}, "not taken"),
    ],
)
def test_rule_8_no_suspension_before_every_patient_is_written_to(lacking, words):
    with pytest.raises(p.NotYetReady, match=words):
        step(noticed(), "write to patients", **lacking)
    with pytest.raises(p.NotFromHere):
        step(noticed(), "suspend", **WRITTEN)
    # Somebody who registered after the letters went out has had none.
    written = step(noticed(), "write to patients", **WRITTEN)
    with pytest.raises(p.NotYetReady, match="1 registered"):
        step(written, "suspend", waiting=1)


def test_rule_8_no_suspension_before_its_day_and_no_notice_without_one():
    written = step(noticed(), "write to patients", **WRITTEN)
    with pytest.raises(p.NotYetReady, match="2024-09-01"):
        step(written, "suspend", START - timedelta(days=1), **WRITTEN)
    for intended in (None, START):
        with pytest.raises(p.NotYetReady, match="no later day"):
            step(ACTIVE, "give notice", START, intended_on=intended)


def test_rule_8_a_notice_can_be_taken_back_until_the_day():
    back = step(noticed(), "take notice back", date(2024, 5, 1))
    assert (back.core, back.intended_on) == ("active", None)
