"""Rule 58: work that moves to a practice above a dated threshold without an agreed, funded change
is flagged on the practice's page and to the board; an agreed change records the practice's consent
and its estimate; what it refused does not begin. The hub's routing does not ask this yet.
"""

from datetime import date
from itertools import product

import pytest

from peckham.contracts.domain.transfers import Transfer, may_begin, why_flagged
from peckham.infra import reference

ON = date(2026, 11, 22)
FIGURES = reference.parameters()
LIMIT = FIGURES.number("transfers.hours_per_week_unflagged_max", ON)


def transfer(**changes):
    facts = {
        "to_practice": True,
        "starts_on": ON,
        "hours_per_week": LIMIT + 1,
        "funded_pence_per_year": None,
    }
    return Transfer(**(facts | changes))


def flag(**changes):
    return why_flagged(transfer(**changes), on=ON, parameters=FIGURES)


@pytest.mark.parametrize(
    ("reply", "money"), list(product([None, "agreed", "refused"], [None, 0, 100]))
)
def test_rule_58_only_what_is_agreed_and_funded_is_not_flagged(reply, money):
    fine = (reply == "agreed" and money) or reply == "refused"
    assert bool(flag(reply=reply, funded_pence_per_year=money)) is not bool(fine)


def test_rule_58_the_threshold_is_of_the_larger_estimate():
    assert not flag(hours_per_week=LIMIT)
    assert flag(hours_per_week=0, own_hours_per_week=LIMIT + 1, reply="agreed")
    assert f"{LIMIT + 3} hours a week" in flag(hours_per_week=LIMIT + 3)


def test_rule_58_work_that_leaves_the_practice_is_no_burden_of_its():
    assert not flag(to_practice=False)


@pytest.mark.parametrize(
    ("reply", "expected"), [("agreed", True), ("refused", False), (None, False)]
)
def test_rule_58_nothing_begins_that_the_practice_did_not_agree_to(reply, expected):
    assert may_begin(transfer(reply=reply)) is expected
