"""The steps of a head contract as a table: gates in their order, and what ends or pauses it.

Where a contract stands is derived from the gates that it passed and what was decided since; it is
stored nowhere.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from peckham.contracts.domain.rules import GATES
from peckham.contracts.domain.why_not_yet import Finding, UnknownGate, check_gate
from peckham.kernel import Refused

__all__ = [
    "GATES",
    "STEPS",
    "NoLongerOpen",
    "OutOfOrder",
    "Stands",
    "Step",
    "next_gate",
    "pass_gate",
    "where_it_stands",
]

type Stands = Literal[
    "draft",
    "approved",
    "procuring",
    "preferred",
    "awarded",
    "signed",
    "live",
    "suspended",
    "terminated",
    "expired",
]


class OutOfOrder(Refused):
    """A gate would be passed before the one ahead of it, or a second time."""


class NoLongerOpen(Refused):
    """The contract was terminated: nothing more happens to it."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a head contract.

    Args:
        kind: What happens.
        start: Where it stands before.
        end: Where it stands after.
        needs: What has to be so.
    """

    kind: str
    start: str
    end: str
    needs: str


_STANDING = ("draft", *GATES)
STEPS: Final[tuple[Step, ...]] = (
    *(
        Step("pass the gate", before, gate, f"every rule before “{gate}” and the gates ahead of it")
        for before, gate in zip(_STANDING, GATES, strict=False)
    ),
    Step("suspend", "live", "suspended", "a reason, from today or later"),
    Step("resume", "suspended", "live", "a reason, from today or later"),
    *(
        Step("terminate", before, "terminated", "a reason, from today or later")
        for before in (*GATES, "suspended")
    ),
    Step("its term ends", "live", "expired", "nothing: the day comes"),
)


def next_gate(passed: Sequence[str]) -> str | None:
    """Give the gate that comes next; None once it is live."""
    return GATES[len(passed)] if len(passed) < len(GATES) else None


def pass_gate(
    passed: Sequence[str], gate: str, findings: Iterable[Finding], *, is_terminated: bool = False
) -> tuple[str, ...]:
    """Pass a gate: the next one, with every rule before it met.

    Args:
        passed: The gates passed so far, in order.
        gate: Which is to be passed.
        findings: What every rule says of the contract today.
        is_terminated: Whether the contract was ended.

    Returns:
        The gates passed then.

    Raises:
        UnknownGate: If there is no such gate.
        NoLongerOpen: If the contract was terminated.
        OutOfOrder: If another gate comes first, or this one was passed.
        ConditionOpen: If a rule keeps it shut.
    """
    if gate not in GATES:
        raise UnknownGate(f"No gate is called {gate}.", remedy=f"Gates are: {', '.join(GATES)}.")
    if is_terminated:
        raise NoLongerOpen("The contract was terminated.", remedy="Draft another.")
    expected = next_gate(passed)
    if gate != expected:
        raise OutOfOrder(
            f"The contract passed “{gate}” already."
            if gate in passed
            else f"“{expected}” comes before “{gate}”.",
            why="Gates are passed in their order, each once.",
            remedy=f"Pass “{expected}” next." if expected else "",
            who="the commissioners",
        )
    check_gate(gate, findings)
    return (*passed, gate)


def where_it_stands(
    passed: Sequence[str],
    *,
    day: date,
    ends_on: date | None,
    is_suspended: bool = False,
    terminated_on: date | None = None,
) -> Stands:
    """Say where a contract stands on a day, from the gates that it passed.

    >>> where_it_stands(("approved",), day=date(2026, 1, 1), ends_on=None)
    'approved'
    """
    if terminated_on is not None and terminated_on <= day:
        return "terminated"
    if next_gate(passed) is None and ends_on is not None and ends_on <= day:
        return "expired"
    if is_suspended:
        return "suspended"
    return passed[-1] if passed else "draft"  # type: ignore[return-value]
