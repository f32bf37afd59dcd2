"""How many people a neighbourhood's team needs: by residents, age and deprivation, and by role."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from peckham.kernel import Refused
from peckham.places.domain.growth.bands import AGES, People
from peckham.places.domain.sizes import Band, Compared, Count, compared

FIFTHS = 5


class BadStaffing(Refused):
    """A ratio, a share or a weight of staff cannot be, or a neighbourhood has no residents."""


@dataclass(frozen=True, slots=True)
class Role:
    """Some of a team's people.

    Args:
        code: Its code.
        words: What they are called.
        share: Of all staff; shares of roles sum to 1.
        weights: What a resident of each age asks of them, against the others (91).
    """

    code: str
    words: str
    share: float
    weights: People


@dataclass(frozen=True, slots=True)
class Ratio:
    """The editable ratio, with who says so.

    Args:
        staff, residents: So many staff for so many residents, both above 0.
        deprivation: Factor on need by fifth of deprivation, the most deprived first (5).
        roles: The roles.
        band: What a team is meant to have in all (rule 29).
        source: Of the ratio.
        is_verified: Whether the ratio was checked against its publication.
    """

    staff: float
    residents: float
    deprivation: NDArray[np.float64]
    roles: tuple[Role, ...]
    band: Band
    source: str
    is_verified: bool


@dataclass(frozen=True, slots=True)
class Team:
    """What one neighbourhood needs.

    Args:
        neighbourhood: Its name.
        residents: How many.
        need: Residents weighted by age and deprivation, as many in all as there are residents.
        by_role: Whole-time staff by role code.
        compared: Their sum beside the band, with words when it lies outside (rule 29).
    """

    neighbourhood: str
    residents: float
    need: float
    by_role: Mapping[str, float]
    compared: Compared

    @property
    def staff(self) -> float:
        """All roles together."""
        return self.compared.count.people


def teams(
    names: Sequence[str],
    residents: People,
    fifths: NDArray[np.int64],
    home: Sequence[str],
    ratio: Ratio,
) -> tuple[Team, ...]:
    """Divide a place's staff among its neighbourhoods by need (rule 29).

    The place as a whole has the ratio's staff for its residents, and each role its share of them;
    weights only say where they are. A place that is all alike has the plain ratio everywhere.

    Args:
        names: Neighbourhoods, each once.
        residents: Residents by area and single year of age (areas x 91).
        fifths: Fifth of deprivation of each area, 1 the most deprived, 0 where it is not known
            (then it counts as the average).
        home: Neighbourhood of each area.
        ratio: Staff for residents, weights and roles.

    Raises:
        BadStaffing: If a coefficient cannot be, or nobody lives in a neighbourhood.
    """
    _check(ratio)
    place = np.array([names.index(name) for name in home])
    factors = np.concatenate([[float(ratio.deprivation.mean())], ratio.deprivation])[fifths]
    weighted = residents * factors[:, None]
    counts = np.bincount(place, residents.sum(axis=1), len(names))
    if (counts <= 0).any():
        raise BadStaffing(f"Nobody lives in {names[int(counts.argmin())]}.")
    everybody = float(counts.sum())
    staff = ratio.staff / ratio.residents * everybody
    by_role = {}
    for role in ratio.roles:
        need = np.bincount(place, weighted @ role.weights, len(names))
        if need.sum() <= 0:
            raise BadStaffing(f"Nobody here has any need of {role.words}.")
        by_role[role.code] = staff * role.share * need / need.sum()
    whole = sum(by_role.values(), np.zeros(len(names)))
    return tuple(
        Team(
            name,
            float(counts[number]),
            float(whole[number] / staff * everybody),
            {code: float(values[number]) for code, values in by_role.items()},
            compared(Count("staff", float(whole[number])), ratio.band),
        )
        for number, name in enumerate(names)
    )


def _check(ratio: Ratio) -> None:
    if not (ratio.staff > 0 and ratio.residents > 0):
        raise BadStaffing(f"{ratio.staff:g} staff for {ratio.residents:g} residents is no ratio.")
    if len(ratio.deprivation) != FIFTHS or not (ratio.deprivation > 0).all():
        raise BadStaffing("There must be five factors of deprivation, all above 0.")
    total = sum(role.share for role in ratio.roles)
    if abs(total - 1) > 1e-6 or any(role.share < 0 for role in ratio.roles):
        raise BadStaffing(f"The shares of roles sum to {total:.4g}, not to 1.")
    for role in ratio.roles:
        if role.weights.shape != (AGES,) or not (role.weights >= 0).all():
            raise BadStaffing(f"{role.words}: a weight of some age is missing or below 0.")
