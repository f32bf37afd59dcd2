"""What was measured about a contract on a day: the values that its clauses are judged by."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class HubServices:
    """A hub, and which of the ten core services it lacks, in words."""

    hub: str
    lacks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answers:
    """Requests dealt with during the window, those of them late, and those overdue now."""

    answered: int
    late: int
    overdue: int


@dataclass(frozen=True, slots=True)
class Told:
    """How many outcomes were told in a way that the people's needs rule out, or do not.

    `is_ruled_out` is None where nobody knows who the person is, and so what they need.
    """

    mode: str
    is_ruled_out: bool | None
    outcomes: int


@dataclass(frozen=True, slots=True)
class Begun:
    """A subcontract that has begun under consent: on which day, and on which it was permitted."""

    reference: str
    began_on: date
    permitted_on: date | None


@dataclass(frozen=True, slots=True)
class Measured:
    """Everything that was measured for one contract.

    Args:
        day: The day on which it was measured.
        figures: The figures of data/parameters that clauses name, as in force on that day.
        hubs: Hubs of the contract's place; None where the contract names no place.
        answers: Requests of those hubs; None without a hub.
        told: Outcomes that were told at those hubs.
        begun: Its subcontracts that have begun, of those that need consent first.
        routed_by: What the code that routes a request is given.
    """

    day: date
    figures: Mapping[str, int]
    hubs: tuple[HubServices, ...] | None
    answers: Answers | None
    told: tuple[Told, ...]
    begun: tuple[Begun, ...]
    routed_by: tuple[str, ...]
