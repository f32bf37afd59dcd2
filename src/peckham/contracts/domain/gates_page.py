"""Draws the steps of a head contract, from their table: docs/reference/contract-states.md."""

from collections.abc import Iterable

from peckham.contracts.domain.gates import STEPS
from peckham.contracts.domain.rules import Rule

_HEAD = """\
# From draft to live

<!-- Made from contracts/domain/gates.py and the rule pack by contracts/domain/gates_page.py. -->

Where a contract stands is derived from the gates that it passed and from what was decided since;
it is stored nowhere. A gate is passed on the day on which it is written down, and never undone.
"""


def gates_page(rules: Iterable[Rule]) -> str:
    """Write the page: the drawing, the steps as a table, and the rules before each gate."""
    return "\n".join([_HEAD, _drawing(), _steps(), _rules(rules)])


def _drawing() -> str:
    lines = ["```mermaid", "stateDiagram-v2", "    [*] --> draft"]
    lines += [f"    {step.start} --> {step.end}: {step.kind}" for step in STEPS]
    return "\n".join([*lines, "```", ""])


def _steps() -> str:
    lines = ["| what happens | from | to | what it needs |", "|---|---|---|---|"]
    lines += [f"| {one.kind} | {one.start} | {one.end} | {one.needs} |" for one in STEPS]
    return "\n".join([*lines, ""])


def _rules(rules: Iterable[Rule]) -> str:
    lines = ["| gate | rule | what it asks | source |", "|---|---|---|---|"]
    lines += [
        f"| {one.gate} | {one.number or '–'} | {one.text}"
        f"{'' if one.severity == 'blocks' else ' (It warns.)'} | {one.source} |"
        for one in rules
    ]
    return "\n".join([*lines, ""])
