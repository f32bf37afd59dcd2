"""Why not yet? Every rule of a contract in the order of its gates, answered as on a day."""

from collections.abc import Iterable
from dataclasses import dataclass

from peckham.contracts.domain.rules import GATES, Answer, Case, Rule
from peckham.kernel import Refused


class ConditionOpen(Refused):
    """A gate of the contract cannot be passed: a rule before it does not hold, or is not known."""


class UnknownGate(Refused):
    """No gate of a contract has this name."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule says of a contract on a day."""

    rule: Rule
    answer: Answer

    @property
    def is_open(self) -> bool:
        """Whether the rule keeps its gate shut: what is not known does as much as what fails."""
        return self.rule.severity == "blocks" and self.answer.status != "holds"


def why_not_yet(case: Case, pack: Iterable[Rule]) -> tuple[Finding, ...]:
    """Answer every rule that is in force on the day and applies to the kind of contract.

    Returns:
        All of them in the order of the gates, those that hold too.
    """
    return tuple(
        Finding(rule, rule.holds(case))
        for rule in pack
        if rule.during.contains(case.day)
        and (not rule.families or case.kind.family in rule.families)
    )


def open_before(gate: str, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Give what keeps a gate shut: its own rules and those of every gate before it.

    Raises:
        UnknownGate: If there is no such gate.
    """
    if gate not in GATES:
        raise UnknownGate(f"No gate is called {gate}.", remedy=f"Gates are: {', '.join(GATES)}.")
    reached = GATES[: GATES.index(gate) + 1]
    return tuple(one for one in findings if one.rule.gate in reached and one.is_open)


def check_gate(gate: str, findings: Iterable[Finding]) -> None:
    """Refuse to pass a gate while anything keeps it shut.

    Raises:
        ConditionOpen: Naming the first rule that does, its source and what would satisfy it.
        UnknownGate: If there is no such gate.
    """
    shut = open_before(gate, findings)
    if shut:
        first = shut[0]
        raise ConditionOpen(
            f"Not yet {gate}: {first.answer.why}",
            why=f"{first.rule.text} ({first.rule.source}.) Open in all: {len(shut)}.",
            rule=first.rule.number,
            remedy=first.answer.remedy,
            who="the commissioners",
        )
