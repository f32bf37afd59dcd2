"""Ages: bands of any width taken apart, and summed into five-year ones."""

import numpy as np
import pytest
from tests.unit.places.growth.example import ASSUMED

from peckham.places.domain.growth.bands import BANDS, BadBand, ages_of, in_bands, taken_apart

BROAD = {"0-15": 320.0, "16-29": 200.0, "30-44": 250.0, "45-64": 180.0, "65+": 50.0}


def test_broad_bands_keep_their_sums():
    people = taken_apart(BROAD, ASSUMED.standard)
    assert people.sum() == pytest.approx(1_000)
    for band, count in BROAD.items():
        assert people[list(ages_of(band))].sum() == pytest.approx(count)
    assert (people > 0).all()


def test_five_year_bands_go_in_and_come_out_unchanged():
    counts = {band: float(number) for number, band in enumerate(BANDS)}
    assert in_bands(taken_apart(counts, ASSUMED.standard)) == pytest.approx(np.arange(19.0))


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ({"0-4": 1.0}, "Age 5 is in no band"),
        ({"0-15": 1.0, "15+": 1.0}, "Age 15 is in more than one band"),
        ({"0-64": 1.0, "65-89": 1.0}, "Age 90 and over is in no band"),
        ({"young": 1.0}, "“young” is not an age band"),
        ({"9-5": 1.0}, "runs backwards"),
    ],
)
def test_bands_that_leave_a_gap_or_overlap_are_refused(counts, words):
    with pytest.raises(BadBand, match=words):
        taken_apart(counts, ASSUMED.standard)
