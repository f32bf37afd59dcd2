"""Rule 21: only a practice's own signatory begins or ends its participation, and each GP answers
for themselves. That declining costs no core income comes with the Money book.
"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.contracts.practice import (
    ACTIVE,
    COMMISSIONER,
    NEW,
    START,
    WRITTEN,
    step,
)

from peckham.contracts.api import gp_roles
from peckham.contracts.api import participation as p
from peckham.contracts.domain.participation_table import TRANSITIONS
from peckham.kernel import Refused

OTHERS = (COMMISSIONER, p.Acting("provider"), p.Acting("signatory", "hill"))
RIGHTFUL = {one.kind: one.part for one in TRANSITIONS}
BEGINS = {"full": "give notice", "partial": "join partly", "new_practice": "join as new"}
# Of what could happen next, the how-manieth; by whom, None for who may; after how many days.
STEPS = st.lists(
    st.tuples(
        st.integers(0, 9),
        st.sampled_from([None, None, *OTHERS]),
        st.sampled_from([0, 1, 400]),
        st.booleans(),
    ),
    max_size=12,
)


def test_rule_21_nobody_takes_part_before_they_say_so():
    assert p.Standing("mill").mode == "none"


@pytest.mark.parametrize("by", OTHERS)
@pytest.mark.parametrize(
    ("standing", "kind"), [(ACTIVE, "join partly"), (ACTIVE, "give notice"), (NEW, "join as new")]
)
def test_rule_21_no_other_begins_it(standing, kind, by):
    with pytest.raises(p.NotForYou) as refusal:
        step(standing, kind, by=by, agreement_signed=True, intended_on=START + timedelta(days=9))
    assert refusal.value.rule == 21
    assert "signatory of mill" in refusal.value.who


@given(STEPS, st.booleans())
def test_rule_21_whatever_happens_the_practice_began_it(steps, is_new):
    """Random steps by anybody: full participation only after the signatory's own notice."""
    standing, day, asked_by_practice = NEW if is_new else ACTIVE, date(2024, 3, 1), set()
    for choice, by, days, hasty in steps:
        day += timedelta(days=days)
        later = day + timedelta(days=1 if hasty else 400)
        kinds = p.open_to(standing)
        if not kinds:
            return
        kind = kinds[choice % len(kinds)]
        try:
            standing = step(
                standing, kind, day, by=by, agreement_signed=True, intended_on=later, **WRITTEN
            )
        except Refused:
            continue
        if by is None and RIGHTFUL[kind] == "signatory":
            asked_by_practice.add(kind)
        began = BEGINS.get(standing.mode, kind)
        assert began in asked_by_practice or standing.mode == "none"


def test_rule_21_each_gp_answers_for_themselves():
    role = gp_roles.GpRole("ann", seat="lead", votes=1)
    assert gp_roles.answered(role, accepts=False, by="ann").accepted is False
    for other in ("bob", "the practice"):
        with pytest.raises(gp_roles.AnotherGp):
            gp_roles.answered(role, accepts=True, by=other)


def test_rule_21_refusing_leaves_everything_as_it_was():
    with pytest.raises(Refused):
        step(ACTIVE, "suspend", by=COMMISSIONER, **WRITTEN)
    assert ACTIVE == p.Standing("mill", "none", "active")
