"""What the queries of places hand out: frozen values that no caller can change."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal
from uuid import UUID

TierKind = Literal[
    "small_area",
    "ward",
    "neighbourhood",
    "hub",
    "network",
    "practice",
    "borough",
    "place",
    "integrated_care_board",
]


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A place that is planned as one."""

    id: int
    public_id: UUID
    name: str
    is_synthetic: bool
    source: str


@dataclass(frozen=True, slots=True)
class AreaView:
    """A small area; `population` None means that no count was published for it, never 0."""

    id: int
    place_id: int
    code: str
    name: str
    vintage: str
    borough_code: str
    borough_name: str
    longitude: float
    latitude: float
    population: int | None
    deprivation_decile: int | None


@dataclass(frozen=True, slots=True)
class NeighbourhoodView:
    """A neighbourhood in the plan in force on the day that was asked about."""

    id: int
    public_id: UUID
    code: str
    name: str
    plan_id: int
    plan_name: str
    place_id: int
    is_provisional: bool


@dataclass(frozen=True, slots=True)
class HubView:
    """A hub and the three teams that answer for it: reception, duty and on call."""

    id: int
    public_id: UUID
    place_id: int
    neighbourhood_code: str
    name: str
    longitude: float | None
    latitude: float | None
    postcode: str
    telephone: str
    reception_team_id: int
    on_call_team_id: int
    duty_team_id: int


@dataclass(frozen=True, slots=True)
class PracticeView:
    """A general practice: its organisation, its site and its list."""

    id: int
    public_id: UUID
    organisation_id: int
    ods_code: str
    name: str
    postcode: str
    area_id: int | None
    longitude: float | None
    latitude: float | None
    list_size: int | None
    is_active: bool


@dataclass(frozen=True, slots=True)
class ResidentCount:
    """Published residents of one neighbourhood; areas with no count are named, not counted as 0."""

    neighbourhood_code: str
    neighbourhood_name: str
    residents: int
    areas: int
    areas_without_count: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RegisteredCount:
    """Patients of one practice who live in one neighbourhood, with the practice's network.

    `pcn_code` is "" for a practice that is a core partner of no network on the day.
    """

    neighbourhood_code: str
    neighbourhood_name: str
    practice_id: int
    practice_code: str
    practice_name: str
    pcn_code: str
    pcn_name: str
    counted_on: date
    patients: int


@dataclass(frozen=True, slots=True)
class Tier:
    """One layer that covers a postcode or small area, and what it decides (rule 57).

    Args:
        kind: What sort of layer.
        kind_words: The same in words.
        code: Its published code, or "".
        name: Its name.
        decides: One plain sentence: what this layer decides for somebody who lives here.
        share: Of the patients who live in this small area, the part that this network or practice
            has on its lists, 0 to 1; None for layers that hold territory rather than lists.
        patients: The same as a count.
        note: A doubt or mismatch to show beside it, or "".
        source: The publication or decision that says so.
        as_of: The day or period it was true, as published.
    """

    kind: TierKind
    kind_words: str
    code: str
    name: str
    decides: str
    source: str
    as_of: str
    share: float | None = None
    patients: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class TiersFound:
    """Every layer that covers what was asked, nearest first, and how the area was found."""

    asked: str
    area: AreaView
    found_by: str
    on: date
    tiers: tuple[Tier, ...]
    mismatch: str = ""


@dataclass(frozen=True, slots=True)
class FileRead:
    """One publication that an import read: how many rows it had and how many concern this place."""

    kind: str
    title: str
    file_name: str
    as_of: str
    rows_read: int
    rows_kept: int
    sha256: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What `import_published` did, with every row and every registered patient accounted for.

    Args:
        unchanged: True when the place already held exactly this; then nothing was written.
        patients_in_file: Sum of the registrations file.
        patients_here: Of those, living in the small areas imported.
        patients_elsewhere: Of those, living in small areas outside the boundary.
        patients_without_area: Of those, in rows whose area the publisher does not know.
        explanations: One sentence for each borough on how many neighbourhoods, and why.
        warnings: What a reader should know; nothing here stopped the import.
    """

    place: PlaceView
    unchanged: bool
    files: tuple[FileRead, ...]
    areas: int
    adjacencies: int
    practices: int
    networks: int
    postcodes: int
    neighbourhoods: int
    patients_in_file: int
    patients_here: int
    patients_elsewhere: int
    patients_without_area: int
    plan_name: str
    is_provisional: bool
    explanations: tuple[str, ...] = ()
    warnings: tuple[str, ...] = field(default=())
