from datetime import date

import pytest

from peckham.kernel import EmptyPeriod, Period

APRIL, MAY, JUNE = date(2026, 4, 1), date(2026, 5, 1), date(2026, 6, 1)


def test_the_first_day_is_in_and_the_end_day_is_out():
    assert Period(APRIL, MAY).contains(APRIL)
    assert not Period(APRIL, MAY).contains(MAY)


def test_periods_that_touch_do_not_overlap():
    assert not Period(APRIL, MAY).overlaps(Period(MAY, JUNE))
    assert Period(APRIL).overlaps(Period(MAY, JUNE))
    assert not Period(JUNE).overlaps(Period(APRIL, MAY))


@pytest.mark.parametrize("end", [APRIL, date(2026, 3, 31)])
def test_a_period_cannot_end_on_or_before_its_first_day(end):
    with pytest.raises(EmptyPeriod):
        Period(APRIL, end)
