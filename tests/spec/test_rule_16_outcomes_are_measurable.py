"""Rule 16: every outcome in a contract has a measure, a source, a baseline and a target; one that
lacks any is not accepted.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from peckham.contracts.api import heads
from peckham.contracts.domain.stated import NotMeasurable, StatedOutcome, check_parts
from peckham.contracts.models import OutcomeLine

WHOLE = StatedOutcome(
    name="Fewer trips to hospital",
    measure="Hospital contacts",
    source="Hospital activity, counted monthly",
    unit="for 1,000 people in a year",
    baseline=Decimal(0),
    baseline_on=date(2026, 4, 1),
    target=Decimal("820.5"),
    target_on=date(2029, 4, 1),
)


def test_rule_16_a_whole_outcome_is_accepted_and_a_baseline_of_nothing_is_a_number():
    check_parts(heads.stated.Parts(outcomes=(WHOLE,)))


@pytest.mark.parametrize("part", ["measure", "source", "unit"])
def test_rule_16_words_that_are_missing_are_refused(part):
    with pytest.raises(NotMeasurable, match=part) as refusal:
        check_parts(heads.stated.Parts(outcomes=(WHOLE, replace(WHOLE, **{part: ""}))))
    assert refusal.value.rule == 16


@pytest.mark.parametrize("part", ["baseline", "baseline_on", "target", "target_on"])
def test_rule_16_figures_that_are_missing_are_refused(part):
    with pytest.raises(NotMeasurable):
        check_parts(heads.stated.Parts(outcomes=(replace(WHOLE, **{part: None}),)))


def test_rule_16_the_table_has_no_room_for_one_without():
    row = OutcomeLine(name="Fewer trips", measure="", source="counted", unit="a year")
    with pytest.raises(ValidationError) as wrong:
        row.clean_fields()
    assert {"measure", "baseline", "baseline_on", "target", "target_on"} <= set(
        wrong.value.error_dict
    )
