"""Rule 67: a payment follows who takes part: joining, leaving, lists and services that join price
the days from then on, pro rata, and what becomes known late comes with the next payment.
"""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from tests.unit.finance.paid import PRICES, YEAR, moved, on

from peckham.contracts.domain.repricing import Change, populations, pro_rata
from peckham.finance.domain.levels import Agreed, NobodyTakesPart, NoPriceYet, moves
from peckham.finance.domain.pricing import HeadPrices
from peckham.finance.domain.saying import why
from peckham.finance.domain.schedule import next_payment, payments, worth_of

MILL, QUAY = {"young": 4000, "old": 1000}, {"young": 3000}
JOINED = (date(2027, 3, 12) - YEAR.start).days


def planned(found, paid=()):
    return payments(found, list(paid), year=YEAR, due_days=14)


def test_rule_67_a_practice_that_joins_is_paid_for_from_its_day_and_the_line_says_so():
    found = moved((0, {"MILL": MILL}), (JOINED, {"MILL": MILL, "QUAY": QUAY}))
    last = planned(found)[-1]
    opening, joined = last.lines
    assert (opening.cause, joined.cause, joined.days) == ("opening", "joined", 20)
    assert joined.pence == pytest.approx(PRICES.of(QUAY) * 20 / 365, abs=1)
    said = why(joined, {"QUAY": "Riverside Practice"})
    assert said == "Riverside Practice joined on 12 March 2027 with 3,000 people: 20 days"


def test_rule_67_a_practice_that_leaves_or_counts_anew_changes_the_days_from_then_on():
    smaller = {"young": 3900, "old": 1000}
    found = moved(
        (0, {"MILL": MILL, "QUAY": QUAY}),
        (91, {"MILL": smaller, "QUAY": QUAY}),
        (183, {"MILL": smaller}),
    )
    causes = [(move.cause, move.whom, move.before, move.after) for move in found]
    assert causes[2:] == [("list", "MILL", 5000, 4900), ("left", "QUAY", 3000, 0)]
    days = (PRICES.of(MILL) + PRICES.of(QUAY)) * 91
    days += (PRICES.of(smaller) + PRICES.of(QUAY)) * 92 + PRICES.of(smaller) * 182
    assert abs(worth_of(found, YEAR) - days / 365) < 1


def test_rule_67_the_year_is_what_the_contract_side_prices_by_populations():
    """The same joining and leaving, priced by the contract's own list of populations."""
    a_head = HeadPrices({}, Fraction(12_345))
    told = ((0, "MILL", 5000), (40, "QUAY", 3000), (200, "MILL", None))
    changes = [Change(on(day), practice, patients) for day, practice, patients in told]
    found = moved(
        (0, {"MILL": {"any": 5000}}),
        (40, {"MILL": {"any": 5000}, "QUAY": {"any": 3000}}),
        (200, {"QUAY": {"any": 3000}}),
        prices=a_head,
    )
    parts = pro_rata(populations(changes), year=YEAR, price_of=lambda one: 12_345 * one.total)
    assert worth_of(found, YEAR) == sum(part.pence for part in parts)


def test_rule_67_social_care_that_joins_by_a_variation_prices_from_its_first_day():
    lines = {"MILL": MILL}
    agreed = [Agreed(on(183), "Variation 1: adult social care joins", 73_000_000)]
    before, after = moved((0, lines)), moved((0, lines), agreed=agreed)
    assert worth_of(after, YEAR) - worth_of(before, YEAR) == 73_000_000 * 182 // 365
    seventh = planned(after)[6]
    assert [line.cause for line in seventh.lines] == ["opening", "variation"]
    assert planned(after)[:6] == planned(before)[:6]


def test_rule_67_what_is_known_late_comes_with_the_next_payment_as_its_own_line():
    early = moved((0, {"MILL": MILL}))
    paid = [{line.key: line.pence for line in one.lines} for one in planned(early)[:4]]
    late = moved((0, {"MILL": MILL}), (45, {"MILL": MILL, "QUAY": QUAY}))
    fifth = planned(late, paid)[0]
    [joined] = [line for line in fifth.lines if line.cause == "joined"]
    assert joined.days == (date(2026, 9, 1) - on(45)).days
    assert fifth.through_pence == sum(sum(one.values()) for one in paid) + fifth.pence
    # And where it turns out that nobody joined, the next payment takes it back.
    paid.append({line.key: line.pence for line in fifth.lines})
    back = next_payment(early, _summed(paid), year=YEAR, number=6, due_days=14)
    assert [line.pence for line in back.lines if line.cause == "joined"] == [-joined.pence]


def _summed(paid):
    keys = {key for one in paid for key in one}
    return {key: sum(one.get(key, 0) for one in paid) for key in keys}


def test_rule_67_nobody_to_pay_for_and_no_price_are_refused():
    with pytest.raises(NobodyTakesPart) as refused:
        moved((0, {}))
    assert refused.value.rule == 67
    with pytest.raises(NoPriceYet):
        moves([], [], year=YEAR)
    assert on(365) == YEAR.end + timedelta(days=0)
