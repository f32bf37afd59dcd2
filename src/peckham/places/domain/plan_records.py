"""What the queries of plans hand out: frozen values about versions and what they rest on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

PlanState = Literal["draft", "adopted", "superseded"]
Fate = Literal["kept", "merged", "mapped"]


@dataclass(frozen=True, slots=True)
class PlanView:
    """One version of a place's neighbourhoods.

    Args:
        is_synthetic: Whether its place was invented.
        first_on: Its first day in force, or None while it is a draft.
        ends_on: The day on which another follows it, or None.
        value: Share of registrations aligned as assessed when it was drafted, 0 to 1, or None.
        bound: The share that no plan of the same terms can pass, or None where none was proven.
    """

    id: int
    public_id: UUID
    place_id: int
    place_public_id: UUID
    place_name: str
    is_synthetic: bool
    name: str
    explanation: str
    source: str
    state: PlanState
    is_provisional: bool
    came_with_place: bool
    first_on: date | None
    ends_on: date | None
    made_at: datetime
    neighbourhoods: int
    value: float | None
    bound: float | None


@dataclass(frozen=True, slots=True)
class PlanAreas:
    """Where a plan puts each small area.

    Args:
        homes: Neighbourhood code by area code.
        names: Neighbourhood name by its code, in order of code.
    """

    homes: Mapping[str, str]
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Assessment:
    """How a draft was made and what was found of it then, as it came.

    Args:
        method: What made it, such as "designer" or "moved by hand".
        version: Version of what made it.
        inputs_sha256: Hash of everything that it was made from.
        seed: The seed, or None where nothing was drawn.
        asked: The terms: bounds, bases, count, locks.
        measures: The measures, by name.
        certificate: The certificate, or None where nothing was proven.
        value: Share of registrations aligned, 0 to 1.
        bound: The share that no plan of the same terms can pass.
    """

    method: str
    version: str
    inputs_sha256: str
    seed: int | None = None
    asked: Mapping[str, Any] | None = None
    measures: Mapping[str, Any] | None = None
    certificate: Mapping[str, Any] | None = None
    value: float | None = None
    bound: float | None = None


@dataclass(frozen=True, slots=True)
class InvolvementView:
    """One occasion on which people were asked about a plan, and what came of it."""

    who: str
    how: str
    from_on: date
    until_on: date
    said: str
    change: str


@dataclass(frozen=True, slots=True)
class AnswerView:
    """A question of the public, and the answer that stands; "" and None while there is none."""

    public_id: UUID
    question: str
    asked_on: date
    answer: str
    published_at: datetime | None


@dataclass(frozen=True, slots=True)
class NetworkView:
    """A network of the place, how many of its patients live here, and what becomes of it.

    Args:
        fate: kept, merged or mapped; "" while nothing is stated.
        patients_here: Patients who live in the place.
        patients: Patients altogether.
    """

    pcn_id: int
    code: str
    name: str
    patients_here: int
    patients: int
    fate: str
    detail: str


@dataclass(frozen=True, slots=True)
class DecisionView:
    """The decision that adopted a plan."""

    body: str
    decided_on: date
    reference: str


@dataclass(frozen=True, slots=True)
class PlanRecord:
    """Everything that a plan rests on."""

    involvements: tuple[InvolvementView, ...]
    questions: tuple[AnswerView, ...]
    networks: tuple[NetworkView, ...]
    decision: DecisionView | None
    assessment: Assessment | None


@dataclass(frozen=True, slots=True)
class RunView:
    """A search for a better plan: how far it is, and what came of it."""

    id: int
    public_id: UUID
    place_id: int
    begun_from: UUID
    name: str
    asked: Mapping[str, Any]
    state: str
    steps_done: int
    steps_all: int
    best_value: float | None
    asked_at: datetime
    stop_asked: bool
    refusal: str
    result: UUID | None
