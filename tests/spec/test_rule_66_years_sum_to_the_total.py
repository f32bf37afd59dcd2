"""Rule 66: the years of a contract sum to its total, and a break has a date and a notice inside the
term.
"""

from dataclasses import replace
from datetime import date

import pytest

from peckham.contracts.domain.stated import Break, StatedTerms, ValueDoesNotAddUp, check_value

START, END = date(2026, 4, 1), date(2029, 4, 1)
YEARS = tuple((date(year, 4, 1), 24_430_000_000 + year) for year in (2026, 2027, 2028))
TOTAL = sum(pence for _, pence in YEARS)
WHOLE = StatedTerms(
    START,
    END,
    total_pence=TOTAL,
    years=YEARS,
    breaks=(Break(date(2028, 4, 1), date(2027, 10, 1)),),
)


def test_rule_66_years_that_sum_and_a_break_within_the_term_are_whole():
    check_value(WHOLE)
    check_value(StatedTerms(START, END))
    check_value(StatedTerms(START, END, total_pence=0, years=((START, 0),)))


@pytest.mark.parametrize(
    "changes",
    [
        {"total_pence": TOTAL + 1},
        {"total_pence": None},
        {"years": ()},
        {"years": (*YEARS[:2], (END, YEARS[2][1]))},
        {"years": ((date(2026, 3, 31), YEARS[0][1]), *YEARS[1:])},
        {"breaks": (Break(END, date(2028, 4, 1)),)},
        {"breaks": (Break(date(2028, 4, 1), date(2028, 4, 1)),)},
        {"breaks": (Break(date(2026, 6, 1), date(2026, 3, 31)),)},
        {"ends_on": START},
    ],
)
def test_rule_66_what_does_not_add_up_or_lies_outside_is_refused(changes):
    with pytest.raises(ValueDoesNotAddUp) as refusal:
        check_value(replace(WHOLE, **changes))
    assert refusal.value.rule == 66
    assert refusal.value.remedy
