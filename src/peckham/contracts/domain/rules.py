"""A rule of the pack: its words and dates are data, its predicate is a small pure function."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

from peckham.contracts.domain.facts import Facts
from peckham.contracts.domain.kinds import Kind, Kinds
from peckham.kernel import Period, Refused
from peckham.kernel.parameters import Parameters
from peckham.kernel.working_days import WorkingDays

type Status = Literal["holds", "does not hold", "not known"]
type Severity = Literal["blocks", "warns"]

# The steps of a head contract that rules stand before, in their order.
GATES: Final = ("approved", "procuring", "preferred", "awarded", "signed", "live")


class BadRulePack(Refused):
    """The pack of rules and the predicates in the code do not match, or a rule cannot be read."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a rule says of a case: whether it holds, why, and what would satisfy it."""

    status: Status
    why: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A contract's facts as they count on a day, with what rules look things up in."""

    facts: Facts
    day: date
    kinds: Kinds
    parameters: Parameters
    working_days: WorkingDays

    @property
    def kind(self) -> Kind:
        """The kind of the contract."""
        return self.kinds.kind(self.facts.contract.kind)


type Predicate = Callable[[Case], Answer]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the pack.

    Args:
        identifier: Its name for ever, such as "award.standstill".
        number: Which of the 74 it belongs to; None where it comes from law or experience alone.
        gate: The step that it stands before.
        severity: Whether it blocks that step, or is said and no more.
        families: Families of kinds to which it applies; empty is all.
        text: What it asks, in a sentence.
        source: Where it is from.
        verified: Whether the source's own text was read.
        during: When it is in force.
        holds: Its predicate.
    """

    identifier: str
    number: int | None
    gate: str
    severity: Severity
    families: tuple[str, ...]
    text: str
    source: str
    verified: bool
    during: Period
    holds: Predicate


def holds(why: str) -> Answer:
    """Answer that a rule holds."""
    return Answer("holds", why)


def fails(why: str, remedy: str) -> Answer:
    """Answer that a rule does not hold, and what would satisfy it."""
    return Answer("does not hold", why, remedy)


def not_known(why: str, remedy: str) -> Answer:
    """Answer that nobody has said: it counts as not met, and never as met."""
    return Answer("not known", why, remedy)


def rule_pack(
    rows: Iterable[Mapping[str, Any]], predicates: Mapping[str, Predicate]
) -> tuple[Rule, ...]:
    """Join the rules as TOML has them with their predicates, in the order of the gates.

    Raises:
        BadRulePack: If a rule has no predicate, a predicate no rule, or a part is wrong.
    """
    rules = [_rule(row, predicates) for row in rows]
    named = [rule.identifier for rule in rules]
    unused = set(predicates) - set(named)
    if unused or len(named) != len(set(named)):
        wrong = unused or {name for name in named if named.count(name) > 1}
        raise BadRulePack(f"Named twice, or in the code alone: {', '.join(sorted(wrong))}.")
    return tuple(sorted(rules, key=lambda rule: GATES.index(rule.gate)))


def _rule(row: Mapping[str, Any], predicates: Mapping[str, Predicate]) -> Rule:
    name = row.get("id", "")
    if name not in predicates:
        raise BadRulePack(f"The rule {name} has no predicate in the code.")
    if row.get("gate") not in GATES or row.get("severity") not in ("blocks", "warns"):
        raise BadRulePack(f"{name}: its gate or its severity is not one that there is.")
    missing = {"text", "source", "verified", "from"} - set(row)
    if missing:
        raise BadRulePack(f"{name} lacks {', '.join(sorted(missing))}.")
    return Rule(
        identifier=name,
        number=row.get("number"),
        gate=row["gate"],
        severity=row["severity"],
        families=tuple(row.get("families", ())),
        text=row["text"],
        source=row["source"],
        verified=row["verified"],
        during=Period(row["from"], row.get("until")),
        holds=predicates[name],
    )
