"""Bands in which people are counted for money: one name of the room's front door."""

from peckham.finance.domain.bands import Band, NotABand, band_of, every, fifth_of, read
from peckham.finance.reading import age_bands

__all__ = ["Band", "NotABand", "age_bands", "band_of", "every", "fifth_of", "read"]
