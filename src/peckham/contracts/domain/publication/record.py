"""What is published about a contract: what it says, what was decided, and what happened to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from peckham.contracts.domain.facts import Facts
from peckham.contracts.domain.terms import Holder

type Tag = Literal[
    "planning", "tender", "award", "contract", "contractAmendment", "contractTermination"
]

# The gates of a contract that make a release, with the standard's name for what happened.
_TAG_OF_GATE: Mapping[str, Tag] = {
    "approved": "planning",
    "procuring": "tender",
    "awarded": "award",
    "signed": "contract",
}


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation as it is published.

    Args:
        name: What it is called.
        scheme: The list that its identifier is from, such as "GB-NHS"; "" where it has none.
        identifier: Its identifier there.
    """

    name: str
    scheme: str = ""
    identifier: str = ""


@dataclass(frozen=True, slots=True)
class Worth:
    """What a contract is worth: whole pence, over its term and by year; None while not agreed.

    Args:
        total_pence: Over the whole term.
        years: First day of each year, and what it is worth in pence.
        breaks: Days on which it may be left, each with the last day of notice.
    """

    total_pence: int | None = None
    years: tuple[tuple[date, int], ...] = ()
    breaks: tuple[tuple[date, date], ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A variation that was agreed: what, why, from which day, and when it was agreed."""

    number: int
    what: str
    why: str
    from_on: date
    agreed_on: date


@dataclass(frozen=True, slots=True)
class Ended:
    """That a contract was ended: from which day, why, and when that was decided."""

    from_on: date
    reason: str
    decided_on: date


@dataclass(frozen=True, slots=True)
class Aim:
    """What a contract is to achieve, in words: by which measure, from where to where."""

    name: str
    measure: str
    source: str
    baseline: str
    target: str


@dataclass(frozen=True, slots=True)
class Record:
    """Everything that is published about a contract, as known on a day.

    Args:
        title: What it is called.
        kind: The name of its kind, in words.
        facts: What it says, and what was decided about it.
        worth: Its value.
        passed: The gates that it passed, each with its day, in order.
        changes: Variations that were agreed.
        ended: How it was ended, if it was.
        bodies: Organisations by the name under which the facts know them.
        services: Words of each service, by the name under which the scope knows it.
        aims: What it is to achieve.
    """

    title: str
    kind: str
    facts: Facts
    worth: Worth = Worth()
    passed: tuple[tuple[str, date], ...] = ()
    changes: tuple[Change, ...] = ()
    ended: Ended | None = None
    bodies: Mapping[str, Body] = field(default_factory=dict)
    services: Mapping[str, str] = field(default_factory=dict)
    aims: tuple[Aim, ...] = ()

    def passed_on(self, gate: str) -> date | None:
        """Give the day on which a gate was passed; None before that."""
        return dict(self.passed).get(gate)

    def holder(self) -> Holder | None:
        """Give who holds it, or would: the latest step."""
        return self.facts.contract.holders[-1] if self.facts.contract.holders else None

    def signed_on(self) -> date | None:
        """Give the day on which the parties entered into it; None before that."""
        return self.facts.contract.entered_on or self.passed_on("signed")


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a contract and makes a release.

    Args:
        tag: The standard's name for it.
        on: The day.
        name: Its name for ever within the contract.
    """

    tag: Tag
    on: date
    name: str


def events(record: Record) -> tuple[Event, ...]:
    """Name what happened to a contract, oldest first: each makes one release.

    A draft makes none. A contract that stood before it was written down here makes one for itself.
    """
    found = [
        Event(_TAG_OF_GATE[gate], on, gate) for gate, on in record.passed if gate in _TAG_OF_GATE
    ]
    signed = record.signed_on()
    if signed is not None and not record.passed:
        found.append(Event("contract", signed, "signed"))
    found += [
        Event("contractAmendment", one.agreed_on, f"variation-{one.number}")
        for one in record.changes
    ]
    if record.ended is not None:
        found.append(Event("contractTermination", record.ended.decided_on, "terminated"))
    return tuple(sorted(found, key=lambda one: one.on))


def known_by(record: Record, day: date) -> Record:
    """Give a record without the gates, changes and end that came after a day."""
    return replace(
        record,
        passed=tuple((gate, on) for gate, on in record.passed if on <= day),
        changes=tuple(one for one in record.changes if one.agreed_on <= day),
        ended=record.ended if record.ended and record.ended.decided_on <= day else None,
    )
