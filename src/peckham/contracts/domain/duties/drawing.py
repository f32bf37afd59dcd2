"""Draws a duty's workflow from its table, for docs/reference."""

from typing import Any

from peckham.contracts.domain.duties.workflow import Transition, Workflow

_PARTS = {
    "door": "whoever takes it at the door, or the person online",
    "lead": "a handler of the body that leads",
    "concerned": "a handler of any body concerned",
    "job": "the sweep for what is overdue",
}


def page(workflow: Workflow[Any], made_from: str) -> str:
    """Write the page: the states, the drawing, and the same as a table."""
    title = f"The states of {workflow.name}"
    head = [
        f"# {title}",
        "",
        f"<!-- Made from {made_from} by contracts/domain/duties/drawing.py. -->",
        "",
        f"Rule {workflow.rule}. In an open state one body leads, and one day is due. The database",
        "holds a copy of these moves and refuses every other.",
        "",
    ]
    return "\n".join([*head, *_states(workflow), *_drawing(workflow), *_table(workflow), ""])


def _states(workflow: Workflow[Any]) -> list[str]:
    lines = ["| state | open | what it means |", "|---|---|---|"]
    lines += [
        f"| `{state}` | {'yes' if state in workflow.open_states else 'no'} | {words} |"
        for state, words in workflow.meaning.items()
    ]
    return [*lines, ""]


def _drawing(workflow: Workflow[Any]) -> list[str]:
    arrows: dict[tuple[str, str], list[str]] = {}
    for each in workflow.transitions:
        for start, end in each.moves:
            if start != end:
                arrows.setdefault((start or "[*]", end), []).append(each.kind)
    lines = ["```mermaid", "stateDiagram-v2"]
    lines += [
        f"    {start} --> {end}: {', '.join(kinds)}" for (start, end), kinds in arrows.items()
    ]
    stays = ", ".join(each.kind for each in workflow.transitions if _stays(each))
    return [*lines, "```", "", f"Without leaving the state: {stays}.", ""]


def _stays(each: Transition) -> bool:
    return all(start == end for start, end in each.moves)


def _table(workflow: Workflow[Any]) -> list[str]:
    lines = [
        "| event | from | to | whose part | what it needs | moves the lead | may postpone |",
        "|---|---|---|---|---|---|---|",
    ]
    for each in workflow.transitions:
        starts = ", ".join(f"`{start}`" if start else "(new)" for start, _ in each.moves)
        ends = ", ".join(dict.fromkeys(f"`{end}`" for _, end in each.moves))
        needs = " ".join(_said(workflow, name) for name in each.guards) or "–"
        cells = [
            f"`{each.kind}`",
            starts,
            "the same" if _stays(each) else ends,
            _PARTS[each.part],
            needs,
            "yes" if each.moves_lead else "no",
            "yes" if each.may_postpone else "no",
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def _said(workflow: Workflow[Any], name: str) -> str:
    return " ".join((workflow.guards[name].__doc__ or "").split("\n\n")[0].split())
