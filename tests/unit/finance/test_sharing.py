"""Dead band, share, cap and gate: the worked year, and bad terms by name."""

from fractions import Fraction

import pytest

from peckham.finance.domain.settlement import QualityNotKnown, is_gate_reached
from peckham.finance.domain.sharing import CapBelowBand, NotAPart, Sharing, shared

HUNDREDTH, HALF = Fraction(1, 100), Fraction(1, 2)
TERMS = Sharing(HUNDREDTH, HALF, HALF, 3 * HUNDREDTH)
PAID, RESULT = 2_052_766_065, -86_172_229


def test_the_worked_year_is_shared_to_the_penny():
    found = shared(PAID, RESULT, TERMS, is_gate_reached=True)
    assert round(found.band) == 20_527_661
    assert (found.pence, found.provider_pence) == (32_822_284, -53_349_945)
    assert not found.is_capped
    gained = shared(PAID, -RESULT, TERMS, is_gate_reached=True)
    assert (gained.pence, gained.provider_pence) == (-32_822_284, 53_349_945)


def test_no_more_than_the_cap_moves():
    found = shared(PAID, -500_000_000, TERMS, is_gate_reached=True)
    assert found.is_capped
    assert found.pence == round(found.cap) == 61_582_982


def test_behind_a_missed_gate_no_loss_is_shared_and_no_gain_beyond_the_band_is_kept():
    lost = shared(PAID, RESULT, TERMS, is_gate_reached=False)
    gained = shared(PAID, 40_000_000, TERMS, is_gate_reached=False)
    assert (lost.pence, gained.pence) == (0, round(gained.band) - 40_000_000)


def test_a_gate_of_which_nobody_recorded_anything_is_refused_and_never_taken_as_missed():
    gated = Sharing(HUNDREDTH, HALF, HALF, 3 * HUNDREDTH, gate=Fraction(9, 10))
    assert is_gate_reached(gated, Fraction(9, 10))
    assert not is_gate_reached(gated, Fraction(89, 100))
    with pytest.raises(QualityNotKnown):
        is_gate_reached(gated, None)
    assert is_gate_reached(TERMS, None)


@pytest.mark.parametrize(
    ("changes", "named", "words"),
    [
        ({"dead_band": Fraction(-1, 100)}, NotAPart, "dead band is -1.0%"),
        ({"loss_share": Fraction(3, 2)}, NotAPart, "loss share is 150.0%"),
        ({"gain_share": Fraction(-1)}, NotAPart, "gain share"),
        ({"gate": Fraction(2)}, NotAPart, "gate"),
        ({"cap": Fraction(1, 200)}, CapBelowBand, "below the dead band"),
    ],
)
def test_terms_that_cannot_be_are_named(changes, named, words):
    given = {"dead_band": HUNDREDTH, "loss_share": HALF, "gain_share": HALF, "cap": 3 * HUNDREDTH}
    with pytest.raises(named, match=words):
        Sharing(**given | changes)
