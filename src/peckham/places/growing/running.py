"""One projection from files to a report."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from peckham.kernel import Refused
from peckham.places.domain.growth import projection as projecting
from peckham.places.domain.growth import uncertainty
from peckham.places.domain.growth.homes import Phase
from peckham.places.domain.growth.projection import Projection
from peckham.places.domain.growth.uncertainty import DRAWS, Draws
from peckham.places.growing import inputs
from peckham.places.growing.tables import Tables
from peckham.places.growing.tables import read as read_tables
from peckham.places.published.plan_file import read_plan
from peckham.places.published.refusals import BadPublication

TRIGGER = 95_000


class BadTrigger(Refused):
    """The number of residents that sets something off is none."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a projection is asked for.

    Args:
        residents: Residents by area and age at the base year.
        base_year, last_year: The first year and the last.
        sites: Housing sites, or None for none.
        totals: Borough totals, or None.
        plan: Which neighbourhood each area is in, or None.
        tables: A directory with coefficients in the place of ours, or None.
        trigger: Residents of a neighbourhood that set something off.
        seed: Of what is drawn.
        draws: How many times.
    """

    residents: Path
    base_year: int
    last_year: int
    sites: Path | None = None
    totals: Path | None = None
    plan: Path | None = None
    tables: Path | None = None
    trigger: float = TRIGGER
    seed: int = 1
    draws: int = DRAWS


@dataclass(frozen=True, slots=True)
class Grown:
    """A projection with its draws and all that a reader needs to know of how it was made."""

    asked: Asked
    projection: Projection
    draws: Draws
    tables: Tables
    neighbourhood_of: Mapping[str, str]
    sha256: Mapping[str, str]


def grow(asked: Asked, *, progress: Callable[[int, int], None] = lambda done, whole: None) -> Grown:
    """Read the files, project, and draw.

    Args:
        asked: The files and years.
        progress: Told how many phases of how many have been drawn.

    Raises:
        Refused: For whatever in a file, a table or a year cannot be used.
    """
    _check_present(asked)
    if not 0 < asked.trigger < float("inf"):
        raise BadTrigger(f"A trigger of {asked.trigger:g} residents sets nothing off.")
    tables = read_tables(asked.tables)
    ground, residents_file = inputs.read_residents(
        asked.residents, tables.assumed.standard, base_year=asked.base_year
    )
    phases: tuple[Phase, ...] = ()
    if asked.sites is not None:
        phases, sites_file = inputs.read_sites(asked.sites)
        inputs.check_one_vintage(residents_file, sites_file)
    made = projecting.project(
        ground,
        phases,
        tables.assumed,
        last_year=asked.last_year,
        totals=inputs.read_totals(asked.totals) if asked.totals else None,
    )
    draws = uncertainty.draw(
        made, phases, tables.assumed, seed=asked.seed, count=asked.draws, progress=progress
    )
    plan = read_plan(asked.plan, ground.areas) if asked.plan else {}
    return Grown(asked, made, draws, tables, plan, _hashes(asked))


def _given(asked: Asked) -> dict[str, Path]:
    named = {
        "residents": asked.residents,
        "sites": asked.sites,
        "totals": asked.totals,
        "plan": asked.plan,
    }
    return {name: path for name, path in named.items() if path is not None}


def _check_present(asked: Asked) -> None:
    for path in _given(asked).values():
        if not path.is_file():
            raise BadPublication(path, f"there is no such file ({path})")
    if asked.tables is not None and not asked.tables.is_dir():
        raise BadPublication(asked.tables, f"there is no such directory ({asked.tables})")


def _hashes(asked: Asked) -> dict[str, str]:
    return {name: sha256(path.read_bytes()).hexdigest() for name, path in _given(asked).items()}
