"""What an average household of each kind holds, so that counts and people come from one model."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from peckham.synthetic.almanac.household_kinds import HouseholdKinds
from peckham.synthetic.people.households import compose
from peckham.synthetic.streams import stream

BAND_YEARS = 5
BANDS = (*(f"{low}-{low + 4}" for low in range(0, 90, BAND_YEARS)), "90+")
"""Five-year age bands as published estimates name them."""

_TRIALS = 4_000


@dataclass(frozen=True, slots=True)
class HouseholdProfile:
    """People by age band in an average household of each kind.

    Args:
        people_by_band: Shape (kinds, bands).
    """

    people_by_band: NDArray[np.float64]

    def age_shares(self, household_shares: NDArray[np.float64]) -> NDArray[np.float64]:
        """Give the shares of residents by age band where households have these shares.

        Args:
            household_shares: Shape (areas, kinds), each row sums to 1.

        Returns:
            Shape (areas, bands), each row sums to 1.
        """
        people = household_shares @ self.people_by_band
        return np.asarray(people / people.sum(axis=1, keepdims=True))

    def mean_sizes(self, household_shares: NDArray[np.float64]) -> NDArray[np.float64]:
        """Give the mean household size where households have these shares, shape (areas,)."""
        return np.asarray((household_shares @ self.people_by_band).sum(axis=1))


def profile(kinds: HouseholdKinds) -> HouseholdProfile:
    """Measure the kinds by composing some thousands of each; the same every time."""
    people = np.zeros((len(kinds.kinds), len(BANDS)))
    for number in range(len(kinds.kinds)):
        kind = np.full(_TRIALS, number)
        drawn = compose(kinds, kind, stream(0, "household profile", number)).ages
        band = band_of(drawn[np.isfinite(drawn)])
        people[number] = np.bincount(band, minlength=len(BANDS)) / _TRIALS
    return HouseholdProfile(people)


def band_of(ages: NDArray[np.float64]) -> NDArray[np.int64]:
    """Give the index of each age's band."""
    return np.minimum(ages // BAND_YEARS, len(BANDS) - 1).astype(np.int64)
