"""Whatever joins, leaves, counts anew or is agreed, whenever it becomes known, a year's payments
come to what the year is worth, and its payers' parts to each payment.
"""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st
from tests.unit.finance.paid import YEAR, moved, on

from peckham.finance.domain.levels import Agreed
from peckham.finance.domain.parts import divided
from peckham.finance.domain.schedule import next_payment, payments, worth_of

SOAK_CASES = 20_000
LISTS = st.dictionaries(
    st.sampled_from(("MILL", "QUAY", "FERRY")),
    st.dictionaries(st.sampled_from(("young", "old", "unknown")), st.integers(1, 9000), min_size=1),
)
CHANGES = st.lists(st.tuples(st.integers(1, 364), LISTS), max_size=5, unique_by=lambda one: one[0])
DAYS, PENCE = st.integers(0, 364).map(on), st.integers(-(10**9), 10**9)
AGREED = st.lists(
    st.builds(Agreed, DAYS, st.just("Variation"), PENCE), max_size=2, unique_by=lambda one: one.on
)
HELD = st.fractions(0, Fraction(1, 10), max_denominator=1000)


@st.composite
def known(draw):
    """What is known of a year: what it opened with, what changed, what was agreed, held back."""
    opening = draw(LISTS.filter(bool))
    changes = sorted(draw(CHANGES), key=lambda one: one[0])
    return moved((0, opening), *changes, agreed=draw(AGREED), held_back=draw(HELD))


@given(known())
def test_twelve_payments_sum_to_the_year_and_to_its_days(moves):
    planned = payments(moves, [], year=YEAR, due_days=14)
    whole = worth_of(moves, YEAR)
    assert sum(one.pence for one in planned) == whole == planned[-1].through_pence
    exact = sum(move.pence_a_year * Fraction((YEAR.end - move.on).days, 365) for move in moves)
    assert abs(exact - whole) <= Fraction(1, 2)


@given(st.lists(known(), min_size=2, max_size=4), st.lists(st.integers(1, 12), min_size=1))
def test_whenever_it_becomes_known_the_year_is_paid(versions, turns):
    paid, number = {}, 1
    for moves, many in zip(versions, [*turns, *[12] * len(versions)], strict=False):
        for _ in range(many):
            if number > 12:
                break
            number = _pay(moves, paid, number)
    while number <= 13:
        number = _pay(versions[-1], paid, number)
    assert sum(paid.values()) == worth_of(versions[-1], YEAR)


def _pay(moves, paid, number):
    payment = next_payment(moves, dict(paid), year=YEAR, number=number, due_days=0)
    for line in payment.lines:
        assert line.pence
        paid[line.key] = paid.get(line.key, 0) + line.pence
    assert payment.through_pence == sum(paid.values())
    return number + 1


@given(st.integers(-(10**12), 10**12), st.lists(st.integers(1, 50), min_size=1, max_size=9))
def test_commissioners_pay_exact_shares(pence, weights):
    shares = [Fraction(weight, sum(weights)) for weight in weights]
    parts = divided(pence, shares)
    assert sum(parts) == pence
    assert all(abs(part - pence * share) < 1 for part, share in zip(parts, shares, strict=True))
