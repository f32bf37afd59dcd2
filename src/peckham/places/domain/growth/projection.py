"""The projection as planned: every site on time, every rate as assumed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from peckham.kernel import Refused
from peckham.places.domain.growth import assumptions as assuming
from peckham.places.domain.growth import homes as building
from peckham.places.domain.growth import reconciliation as reconciling
from peckham.places.domain.growth.assumptions import Assumptions
from peckham.places.domain.growth.bands import AGES, People
from peckham.places.domain.growth.cohort import a_year_on
from peckham.places.domain.growth.homes import Phase
from peckham.places.domain.growth.reconciliation import Moved

# Of people of one age in a borough, at most this share can have left for new homes in one year.
_LEAVE_MAX = 0.9
# Nothing is known of rates so far ahead; it also keeps a slip of the keyboard from filling memory.
_YEARS_MAX = 60
COMPONENTS = (
    "births",
    "deaths",
    "net_migration",
    "arrivals",
    "maturing",
    "backfill",
    "reconciled",
)


class BadGround(Refused):
    """The residents to begin with cannot be used: nobody, a number below 0, an unknown area."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Who lives where to begin with.

    Args:
        areas: Codes of small areas, each once.
        boroughs: Code of each area's borough, in the same order.
        residents: Residents at the middle of the base year (areas x 91); 0 or more.
        base_year: The year that they were counted.
    """

    areas: tuple[str, ...]
    boroughs: tuple[str, ...]
    residents: People
    base_year: int

    @property
    def borough_codes(self) -> tuple[str, ...]:
        """The boroughs, in order of code."""
        return tuple(sorted(set(self.boroughs)))

    @property
    def borough_of(self) -> NDArray[np.int64]:
        """Number of each area's borough among `borough_codes`."""
        numbers = {code: number for number, code in enumerate(self.borough_codes)}
        return np.array([numbers[code] for code in self.boroughs], dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Projection:
    """A projection by area, year and single year of age.

    Args:
        ground: What it began with.
        years: The base year and every year after it.
        existing: Residents of homes that stood in the base year (areas x years x 91).
        in_new_homes: Residents of homes finished since (areas x years x 91).
        lost: People whom the existing homes have lost to new ones by then, counted as what more
            there would be without the backfill (areas x years x 91).
        finished: Homes finished since the base year, in all (areas x years).
        lived_in: Of these, lived in (areas x years).
        changes: What changed in the year up to each year, by the names in `COMPONENTS`
            (areas x years); nothing in the base year but what reconciling moved there.
        moved: How far each borough was moved to its total, by year.
    """

    ground: Ground
    years: tuple[int, ...]
    existing: People
    in_new_homes: People
    lost: People
    finished: NDArray[np.float64]
    lived_in: NDArray[np.float64]
    changes: Mapping[str, NDArray[np.float64]] = field(repr=False)
    moved: tuple[Moved, ...]

    @property
    def people(self) -> People:
        """Everybody (areas x years x 91)."""
        return self.existing + self.in_new_homes


def project(
    ground: Ground,
    phases: Sequence[Phase],
    assumed: Assumptions,
    *,
    last_year: int,
    totals: Mapping[tuple[str, int], float] | None = None,
) -> Projection:
    """Project residents by small area and age from the base year to the last.

    Residents of existing homes are carried on by births, deaths and migration, lose the backfill
    to new homes, and are brought to the borough's total where one is given. Residents of new
    homes come when homes are lived in, never when they are finished.

    Args:
        ground: Who lives where to begin with.
        phases: Housing sites by phase, in any order.
        assumed: The coefficients.
        last_year: The last year of the projection.
        totals: Published total by borough code and year, or none.

    Raises:
        BadGround: If the residents, areas or years cannot be used.
        BadPhase: If a phase cannot.
        BadAssumption: If a coefficient cannot.
        BadTotal: If a borough total cannot.
        TotalOutOfReach: If it leaves no room for those in new homes.
    """
    years = tuple(range(ground.base_year, last_year + 1))
    _check(ground, phases, last_year)
    assuming.check(assumed)
    new = _new_homes(ground, phases, assumed, years)
    wanted = _wanted(ground, years, totals or {})
    kept = _carried_on(ground, assumed, new, wanted)
    without = _carried_on(ground, assumed, new, wanted, like=kept)
    return Projection(
        ground=ground,
        years=years,
        existing=kept.people,
        in_new_homes=new.people,
        lost=np.maximum(without.people - kept.people, 0.0),
        finished=new.finished,
        lived_in=new.lived_in,
        changes={**kept.changes, **new.changes()},
        moved=tuple(kept.moved),
    )


def _check(ground: Ground, phases: Sequence[Phase], last_year: int) -> None:
    if not ground.areas or ground.residents.shape != (len(ground.areas), AGES):
        raise BadGround("There are no residents to begin with, or their ages are not complete.")
    if not np.isfinite(ground.residents).all() or (ground.residents < 0).any():
        worst = ground.areas[int(np.argmin(np.nan_to_num(ground.residents, nan=-1.0).min(axis=1)))]
        raise BadGround(f"Area {worst} has a number of residents below 0, or one that is missing.")
    if not ground.base_year < last_year <= ground.base_year + _YEARS_MAX:
        raise BadGround(
            f"The last year {last_year} is not after the base year {ground.base_year}, or more"
            f" than {_YEARS_MAX} years after it."
        )
    building.check(phases, base_year=ground.base_year, last_year=last_year)
    unknown = sorted({phase.area for phase in phases} - set(ground.areas))
    if unknown:
        raise BadGround(
            f"Sites stand in areas that have no residents given: {', '.join(unknown[:10])}.",
            remedy="Give their residents too (0 where nobody lives), or mend the codes.",
        )


@dataclass(frozen=True, slots=True)
class _NewHomes:
    people: People
    arrivals: People
    finished: NDArray[np.float64]
    lived_in: NDArray[np.float64]

    def changes(self) -> dict[str, NDArray[np.float64]]:
        arrivals = self.arrivals.sum(axis=2)
        change = np.diff(self.people.sum(axis=2), prepend=0.0, axis=1)
        return {"arrivals": arrivals, "maturing": change - arrivals}


def _new_homes(
    ground: Ground, phases: Sequence[Phase], assumed: Assumptions, years: tuple[int, ...]
) -> _NewHomes:
    shape = (len(ground.areas), len(years))
    new = _NewHomes(
        np.zeros((*shape, AGES)), np.zeros((*shape, AGES)), np.zeros(shape), np.zeros(shape)
    )
    at = {code: number for number, code in enumerate(ground.areas)}
    for phase in sorted(phases, key=lambda phase: (phase.site, phase.name)):
        area = at[phase.area]
        done = building.finished(phase, years)
        one = building.filling(phase, assumed.homes, len(years))
        new.people[area] += building.followed(done, one.people)[0]
        new.arrivals[area] += building.followed(done, one.arrivals)[0]
        new.finished[area] += done[0].cumsum()
        new.lived_in[area] += building.followed(done, one.lived_in)[0]
    return new


type _Wanted = Mapping[int, Mapping[int, tuple[str, int, float, bool]]]


def _wanted(
    ground: Ground, years: tuple[int, ...], published: Mapping[tuple[str, int], float]
) -> _Wanted:
    codes = ground.borough_codes
    sums = np.bincount(ground.borough_of, ground.residents.sum(axis=1), len(codes))
    totals = reconciling.totals_by_year(
        published,
        boroughs=codes,
        years=years,
        at_base=dict(zip(codes, map(float, sums), strict=True)),
    )
    by_year: dict[int, dict[int, tuple[str, int, float, bool]]] = {}
    for (borough, year), (total, is_published) in totals.items():
        by_year.setdefault(year, {})[codes.index(borough)] = (borough, year, total, is_published)
    return by_year


@dataclass(frozen=True, slots=True)
class _Existing:
    people: People
    changes: dict[str, NDArray[np.float64]]
    factors: NDArray[np.float64]
    moved: list[Moved]


def _carried_on(
    ground: Ground,
    assumed: Assumptions,
    new: _NewHomes,
    wanted: _Wanted,
    *,
    like: _Existing | None = None,
) -> _Existing:
    """Carry existing residents on; with `like`, without backfill and by that run's factors."""
    areas, years = new.finished.shape
    names = ("births", "deaths", "net_migration", "backfill", "reconciled")
    out = _Existing(
        np.zeros((areas, years, AGES)),
        {name: np.zeros((areas, years)) for name in names},
        np.ones((areas, years)),
        [],
    )
    people = ground.residents
    for y in range(years):
        if y:
            year = a_year_on(people, assumed.rates)
            people = year.people
            for name in ("births", "deaths", "net_migration"):
                out.changes[name][:, y] = getattr(year, name)
            if like is None:
                leaving = backfill(people, new.arrivals[:, y], ground.borough_of, assumed)
                out.changes["backfill"][:, y] = leaving.sum(axis=1)
                people = people - leaving
        if like is not None:
            out.factors[:, y] = like.factors[:, y]
        else:
            out.factors[:, y], moved = reconciling.factors(
                people.sum(axis=1),
                new.people[:, y].sum(axis=1),
                ground.borough_of,
                wanted.get(ground.base_year + y, {}),
            )
            out.moved.extend(moved)
        reconciled = people * out.factors[:, y, None]
        out.changes["reconciled"][:, y] = (reconciled - people).sum(axis=1)
        people = out.people[:, y] = reconciled
    return out


def backfill(
    people: People, arrivals: People, borough_of: NDArray[np.int64], assumed: Assumptions
) -> People:
    """Give whom existing homes lose to new ones in a year, and nobody takes their place.

    Of the new residents some come from the same borough, of their own ages; of the places that
    they leave some are refilled. The rest is divided over the borough's areas as its residents of
    that age are.

    Args:
        people: Residents of existing homes (areas x 91).
        arrivals: People who moved into new homes in the year (areas x 91).
        borough_of: Number of each area's borough.
        assumed: The coefficients.

    Returns:
        People lost (areas x 91), never more than nine in ten of an age.
    """
    share = assumed.homes.from_nearby * (1 - assumed.homes.refilled)
    lost = np.zeros_like(people)
    for number in np.unique(borough_of):
        here = borough_of == number
        present = people[here].sum(axis=0)
        wanted = share * arrivals[here].sum(axis=0)
        rate = np.divide(wanted, present, out=np.zeros(AGES), where=present > 0)
        lost[here] = people[here] * np.minimum(rate, _LEAVE_MAX)
    return lost
