"""Draws how a practice takes part, from its table: docs/reference/participation-states.md."""

from peckham.contracts.domain.participation import GUARDS
from peckham.contracts.domain.participation_table import TRANSITIONS, Pair

_HEAD = """\
# How a practice takes part

<!-- Made from contracts/domain/participation_table.py by contracts/domain/diagram.py. -->

A practice stands in a pair: the mode in which it takes part, and where its core contract stands.
Only its own signatory begins anything (rules 20 and 21); no other pair than these can be (rule 8).
"""


def participation_page() -> str:
    """Write the page: the drawing, and the same as a table."""
    return "\n".join([_HEAD, _drawing(), _table()])


def _drawing() -> str:
    lines = ["```mermaid", "stateDiagram-v2"]
    lines += [
        f"    {_node(start)} --> {_node(end)}: {one.kind}"
        for one in TRANSITIONS
        for start, end in one.moves
    ]
    return "\n".join([*lines, "```", ""])


def _node(pair: Pair) -> str:
    return "__".join(pair)


def _table() -> str:
    lines = ["| what happens | from | to | who may | what it needs |", "|---|---|---|---|---|"]
    lines += [
        f"| {one.kind} | {_words(start)} | {_words(end)} | {one.part} | {_needs(one.guards)} |"
        for one in TRANSITIONS
        for start, end in one.moves
    ]
    return "\n".join([*lines, ""])


def _words(pair: Pair) -> str:
    mode, core = (word.replace("_", " ") for word in pair)
    return f"{mode}, core contract {core}"


def _needs(guards: tuple[str, ...]) -> str:
    words = [" ".join((GUARDS[guard].__doc__ or "").split("\n")[0].split()) for guard in guards]
    return " ".join(words) or "–"
