"""Bands of people: everybody has one, and what is not known is not left out."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from peckham.finance.domain.bands import NotABand, band_of, every, fifth_of, read
from peckham.finance.reading import age_bands

ages = st.none() | st.integers(0, 120)
sexes = st.sampled_from(["female", "male", "other", "unknown", ""])
fifths = st.none() | st.integers(1, 5)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(age=ages, sex=sexes, fifth=fifths)
def test_everybody_has_one_band_that_reads_back(age, sex, fifth) -> None:
    band = band_of(age_bands(), age=age, sex=sex, deprivation_fifth=fifth)
    assert band in every(age_bands())
    assert read(band.code, age_bands()) == band


def test_a_band_begins_on_its_birthday() -> None:
    told = [band_of(age_bands(), age=a, sex="male", deprivation_fifth=5).age for a in (17, 18, 80)]
    assert told == ["0-17", "18-64", "80+"]


@pytest.mark.parametrize("code", ["18-64", "18-64/f/1", "17-64/female/1", "18-64/female/0"])
def test_what_means_no_band_is_refused(code) -> None:
    with pytest.raises(NotABand, match="no band of age"):
        read(code, age_bands())


def test_an_age_below_zero_is_refused() -> None:
    with pytest.raises(NotABand, match="years old"):
        band_of(age_bands(), age=-1, sex="female", deprivation_fifth=1)


def test_two_tenths_are_a_fifth() -> None:
    assert [fifth_of(tenth) for tenth in range(1, 11)] == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5]
    assert fifth_of(None) is None
