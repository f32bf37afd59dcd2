"""Draws how a subcontract comes about, from its tables: docs/reference/subcontract-states.md."""

from collections.abc import Iterable

from peckham.contracts.domain.subcontract_table import TABLES, Transition
from peckham.contracts.domain.subcontracts import GUARDS

_HEAD = """\
# How a subcontract comes about

<!-- Made from contracts/domain/subcontract_table.py by contracts/domain/subcontract_diagram.py. -->

Each regime has its own table, and a contract's kind says which (`data/contract_kinds.toml`).
Under consent nothing starts, and nothing is paid, before the commissioner permitted it (rule 64).
A subcontract of a subcontract is in the regime of the contract at the top.
"""
_NAMES = {"consent": "Consent first", "notice": "Notice, and days to object"}


def subcontracts_page() -> str:
    """Write the page: for each regime the drawing, and the same as a table."""
    parts = [_HEAD]
    for regime, table in TABLES.items():
        parts += [f"## {_NAMES[regime]}\n", _drawing(table), _rows(table)]
    return "\n".join(parts)


def _drawing(table: Iterable[Transition]) -> str:
    lines = ["```mermaid", "stateDiagram-v2", "    [*] --> proposed"]
    lines += [f"    {start} --> {one.end}: {one.kind}" for one in table for start in one.start]
    return "\n".join([*lines, "```", ""])


def _rows(table: Iterable[Transition]) -> str:
    lines = ["| what happens | from | to | who may | what it needs |", "|---|---|---|---|---|"]
    lines += [
        f"| {one.kind} | {', '.join(one.start)} | {one.end} | {one.part} | {_needs(one.guards)} |"
        for one in table
    ]
    return "\n".join([*lines, ""])


def _needs(guards: tuple[str, ...]) -> str:
    words = [" ".join((GUARDS[guard].__doc__ or "").split("\n")[0].split()) for guard in guards]
    return " ".join(words) or "–"
