"""What lent staff come to: exact sums, rounded once, and nothing without a rate."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peckham.finance.domain.lent_rows import NotHours, read_hours
from peckham.finance.domain.recharge import (
    AgreedRate,
    Lent,
    NoRateYet,
    NotMinutesOfADay,
    NotWorkedYet,
    recharge,
)

DAY, TODAY = date(2026, 6, 1), date(2026, 7, 1)
RATES = (
    AgreedRate(1, "navigator", DAY, 2001),
    AgreedRate(1, "nurse", DAY, 3333),
    AgreedRate(1, "navigator", DAY + timedelta(days=14), 2100),
)


def priced(*lent, rates=RATES):
    return recharge([Lent(1, *one) for one in lent], rates, known_on=TODAY)


def test_each_day_has_its_rate_and_each_rate_its_line():
    later = DAY + timedelta(days=20)
    lines = priced(("navigator", DAY, 90), ("navigator", later, 60), ("navigator", DAY, 30))
    assert [(one.pence_an_hour, one.minutes, one.pence) for one in lines] == [
        (2001, 120, 4002), (2100, 60, 2100),
    ]  # fmt: skip


def test_a_later_rate_from_the_same_day_supersedes():
    corrected = (*RATES, AgreedRate(1, "navigator", DAY, 1200))
    [line] = priced(("navigator", DAY, 60), rates=corrected)
    assert line.pence == 1200


@given(st.lists(st.tuples(st.sampled_from(["navigator", "nurse"]), st.just(DAY),
    st.integers(0, 1440)), max_size=12))  # fmt: skip
def test_lines_come_to_the_exact_whole_rounded_once(lent):
    lines = priced(*lent)
    of = {"navigator": 2001, "nurse": 3333}
    exact = sum((Fraction(minutes * of[role], 60) for role, _, minutes in lent), Fraction(0))
    assert sum(one.pence for one in lines) == round(exact)
    for one in lines:
        assert abs(one.pence - Fraction(one.minutes * one.pence_an_hour, 60)) < 1
    assert sum(one.minutes for one in lines) == sum(minutes for _, _, minutes in lent)


@pytest.mark.parametrize(
    ("lent", "refusal", "words"),
    [
        (("porter", DAY, 60), NoRateYet, "No rate is agreed for porter on 1 June 2026"),
        (("nurse", DAY - timedelta(days=1), 60), NoRateYet, "31 May 2026"),
        (("nurse", DAY, -1), NotMinutesOfADay, "-1 minutes as nurse"),
        (("nurse", DAY, 1441), NotMinutesOfADay, "1441 minutes as nurse"),
        (("nurse", TODAY + timedelta(days=1), 60), NotWorkedYet, "2 July 2026 has not come"),
    ],
)
def test_what_cannot_be_priced_is_named_and_never_nothing(lent, refusal, words):
    with pytest.raises(refusal, match=words):
        priced(lent)


def test_a_file_is_refused_whole_with_what_is_wrong_by_row():
    text = "\n".join([
        "reference,day,role,minutes", "a1,2026-06-01,nurse,90", "a1,2026-06-02,nurse,60",
        "An O'Name,2026-13-01,,1441", "a3,2026-07-02,nurse,ten", "a4,2026-06-02",
    ])  # fmt: skip
    with pytest.raises(NotHours, match="8 to put right") as refused:
        read_hours(text, today=TODAY)
    assert [(one.row, one.column) for one in refused.value.errors] == [
        (3, "reference"), (4, "reference"), (4, "role"), (4, "day"), (4, "minutes"),
        (5, "day"), (5, "minutes"), (6, "header"),
    ]  # fmt: skip
    for other in ("", "day,role\n", "reference,day,role,minutes\n"):
        with pytest.raises(NotHours):
            read_hours(other, today=TODAY)
