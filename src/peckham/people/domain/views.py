"""What the People book hands out: frozen values, with missing things as None or "", never 0."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal
from uuid import UUID

from peckham.people.domain.import_report import ImportProblem, ImportReport
from peckham.people.domain.keys import PersonKey

__all__ = [
    "ContactView",
    "Home",
    "HomeKey",
    "IdentifierView",
    "ImportProblem",
    "ImportReport",
    "MergedView",
    "NeedView",
    "PersonFound",
    "PersonKey",
    "PersonSummary",
    "PersonView",
    "ProxyView",
    "Reconciliation",
    "RecordView",
    "RegistrationView",
    "SpellView",
]

HomeKind = Literal["neighbourhood", "cohort", "out_of_area", "no_plan", "not_resident", "withheld"]


@dataclass(frozen=True, slots=True)
class Home:
    """Where a person belongs on one day.

    Args:
        kind: "neighbourhood"; "cohort" of a hub's people with no fixed address; "out_of_area";
            "no_plan" where no neighbourhood plan was in force on the day; "not_resident" before
            arrival or after departure; "withheld" in a search, of a marked record that is closed.
        words: The same, as a page says it: "Thames View", "No fixed address (Thames View hub)".
        neighbourhood_code: Code in the plan in force, or "".
        neighbourhood_name: Its name, or "".
        area_id: The small area of the home, or None.
        area_code: Its code, or "".
        hub_id: The hub whose cohort it is; for a home, None (ask places.hub_for_area).
    """

    kind: HomeKind
    words: str
    neighbourhood_code: str = ""
    neighbourhood_name: str = ""
    area_id: int | None = None
    area_code: str = ""
    hub_id: int | None = None


@dataclass(frozen=True, slots=True)
class NeedView:
    """A communication need: what it is, how it is met, and which contact modes it rules out."""

    code: str
    words: str
    detail: str
    how_to_meet: str
    blocks: tuple[str, ...]
    since: date


@dataclass(frozen=True, slots=True)
class IdentifierView:
    """A number by which some system knows the person, and what it is called there."""

    system: str
    words: str
    value: str


@dataclass(frozen=True, slots=True)
class ContactView:
    """A way to reach the person; `blocked_why` is "" when it may be used."""

    mode: str
    value: str
    preferred: bool
    blocked_why: str = ""


@dataclass(frozen=True, slots=True)
class ProxyView:
    """A carer, or somebody who may speak for the person; `may` is empty for a carer only."""

    id: int
    name: str
    relationship: str
    telephone: str
    authority: str
    may: tuple[str, ...]
    since: date
    public_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class RegistrationView:
    """The practice whose list the person is on."""

    practice_id: int
    ods_code: str
    practice_name: str
    since: date


@dataclass(frozen=True, slots=True)
class SpellView:
    """Some days at one home, in one cohort, or out of the area; `end` None is still so."""

    kind: str
    start: date
    end: date | None
    area_id: int | None
    area_code: str
    hub_id: int | None
    lines: str
    postcode: str
    source: str


@dataclass(frozen=True, slots=True)
class RecordView:
    """A condition, observation, medication or care plan as its sender stated it.

    Of a care plan, the components are its parts: "for", "goal" or "activity".
    """

    kind: str
    display: str
    code: str
    code_system: str
    status: str
    verification: str
    is_negated: bool
    started: str
    ended: str
    value_number: Decimal | None
    value_comparator: str
    value_unit: str
    value_text: str
    absent_reason: str
    components: tuple[Mapping[str, Any], ...]
    dosage: str
    sender: str


@dataclass(frozen=True, slots=True)
class MergedView:
    """A record that was merged into this one."""

    public_id: UUID
    name: str
    reason: str
    merged_at: datetime
    merged_by: str


@dataclass(frozen=True, slots=True)
class PersonSummary:
    """One line about a person, for worklists: who, how to be communicated with."""

    id: int
    public_id: UUID
    name: str
    birth_date: date | None
    nhs_number: str
    need_words: tuple[str, ...]
    blocked: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PersonFound:
    """One line of a search: enough to tell people apart, and no more.

    Args:
        may_open: Whether the one who searches may read the record now; else begin a contact.
        withheld: Whether home and needs are not told: the record is marked, and closed.
        matched: What matched, such as "NHS number", "name", "date of birth".
    """

    id: int
    public_id: UUID
    name: str
    birth_date: date | None
    birth_date_words: str
    nhs_number: str
    sex: str
    home: Home
    postcode: str
    need_words: tuple[str, ...]
    is_deceased: bool
    may_open: bool
    withheld: bool
    matched: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PersonView:
    """A person's page: the record that goes on, with the facts of every record merged into it.

    Args:
        name: How to address the person: preferred or given name, then family name.
        birth_date_words: "14 March 1951", "1970 (day not known)" or "not known".
        ethnicity_words: The category in words; a code that is on no list here as it is; or "".
        nhs_number: Spaced ("999 123 4567"), or "" where none is known.
        blocked: Contact mode -> why it must not be used.
        labels: What a reader must know: "Synthetic", "Area assigned by ...", "Merged record".
        merged_into: Public id of the record that goes on, when this one was merged.
        shown: Categories of data that the reader was given; a part of any other is left out, which
            does not mean that there is nothing in it.
        withheld: Category -> why it is not shown: "purpose", "other purpose", "no agreement",
            "refused", "sensitive", "no relationship" or "own record".
        kinds_withheld: Kinds of sensitive entries that are not shown, whether or not there are any.
    """

    id: int
    public_id: UUID
    version: int
    family_name: str
    given_name: str
    preferred_name: str
    name: str
    other_names: tuple[str, ...]
    birth_date: date | None
    birth_date_words: str
    sex: str
    ethnicity_words: str
    first_language: str
    is_deceased: bool
    deceased_on: date | None
    nhs_number: str
    identifiers: tuple[IdentifierView, ...]
    home: Home
    address_lines: str
    postcode: str
    spells: tuple[SpellView, ...]
    registration: RegistrationView | None
    needs: tuple[NeedView, ...]
    blocked: Mapping[str, str]
    contacts: tuple[ContactView, ...]
    proxies: tuple[ProxyView, ...]
    record: tuple[RecordView, ...]
    care_plans: tuple[RecordView, ...]
    labels: tuple[str, ...]
    merged: tuple[MergedView, ...]
    merged_into: UUID | None
    shown: frozenset[str] = frozenset()
    withheld: Mapping[str, str] = field(default_factory=dict)
    kinds_withheld: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """Residents and registered patients on one day, side by side.

    Args:
        on: The day.
        residents: Home (kind and code or hub) -> people who belong there; never a person twice.
        registered: Practice key -> people on its list.
        matrix: (home, practice key or None) -> people. Home None: on a list, resident nowhere.
        residents_total: People with an address spell on the day.
        registered_total: People on a list on the day.
    """

    on: date
    residents: Mapping["HomeKey", int]
    registered: Mapping[int, int]
    matrix: Mapping[tuple["HomeKey | None", int | None], int]
    residents_total: int
    registered_total: int

    def __post_init__(self) -> None:
        """The sums are the people: anything else is a bug, and says so at once."""
        by_matrix_home = sum(n for (home, _), n in self.matrix.items() if home is not None)
        by_matrix_list = sum(n for (_, practice), n in self.matrix.items() if practice is not None)
        if not sum(self.residents.values()) == by_matrix_home == self.residents_total:
            raise AssertionError(f"Residents on {self.on} do not add up.")
        if not sum(self.registered.values()) == by_matrix_list == self.registered_total:
            raise AssertionError(f"Registered patients on {self.on} do not add up.")


@dataclass(frozen=True, slots=True, order=True)
class HomeKey:
    """Where residents are counted: a neighbourhood of a place, a cohort, out of area, no plan."""

    kind: HomeKind
    place_id: int = 0
    code: str = ""
    name: str = ""
    hub_id: int = 0
