"""Keys that the database gave, by the indices that the invented place uses."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray


def _none() -> NDArray[np.int64]:
    return np.empty(0, dtype=np.int64)


@dataclass(slots=True)
class Keys:
    """Filled as the load goes on; each array is in the order of the place's own tuple.

    Args:
        place_id: Of the place.
        organisations: Of organisations.
        practices: Of practices.
        areas: Of small areas.
        teams: Of teams.
        accounts: Of staff.
        staff_identifiers: Public identifiers of staff, as events cite them.
        hubs: Of hubs.
        services: Of each hub's services, shape (hubs, services).
        persons: Of people, by ordinal.
    """

    place_id: int = 0
    organisations: NDArray[np.int64] = field(default_factory=_none)
    practices: NDArray[np.int64] = field(default_factory=_none)
    areas: NDArray[np.int64] = field(default_factory=_none)
    teams: NDArray[np.int64] = field(default_factory=_none)
    accounts: NDArray[np.int64] = field(default_factory=_none)
    staff_identifiers: list[str] = field(default_factory=list)
    hubs: NDArray[np.int64] = field(default_factory=_none)
    services: NDArray[np.int64] = field(default_factory=_none)
    persons: NDArray[np.int64] = field(default_factory=_none)
