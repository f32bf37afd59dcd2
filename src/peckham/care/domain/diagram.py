"""Draws the workflow from its table: docs/reference/request-states.md is this function's output."""

from peckham.care.domain.policies import GUARD_WORDS
from peckham.care.domain.states import ENDED, MEANING, OPEN, State
from peckham.care.domain.transitions import TRANSITIONS, Transition

_STANDING_WORDS = {
    "any": "any",
    "holder": "the team that holds it",
    "offered": "the team that was asked",
    "door": "the holder, the hub's reception or the team that took it",
    "worker": "the worker process",
}

_HEAD = """\
# The states of a request

<!-- Made from care/domain/transitions.py by care/domain/diagram.py; a test keeps them in step. -->

An open request has exactly one accountable team and a due time. Nothing else may happen to it than
what stands here; the database holds a copy of the moves and refuses every other.
"""


def page() -> str:
    """Write the page: the states, the drawing, and the same as a table."""
    return "\n".join([_HEAD, _states(), _drawing(), _table()])


def _states() -> str:
    lines = ["| state | open | what it means |", "|---|---|---|"]
    lines += [
        f"| `{state}` | {'yes' if state in OPEN else 'no'} | {MEANING[state]} |"
        for state in (*OPEN, *ENDED)
    ]
    return "\n".join([*lines, ""])


def _drawing() -> str:
    lines = ["```mermaid", "stateDiagram-v2"]
    lines += [
        f"    {_node(start)} --> {_node(end)}: {kinds}" for (start, end), kinds in _arrows().items()
    ]
    lines += [f"    {state} --> [*]" for state in ENDED]
    stays = ", ".join(each.kind for each in TRANSITIONS if _stays(each))
    return "\n".join([*lines, "```", "", f"In any open state, without leaving it: {stays}.", ""])


def _arrows() -> dict[tuple[State | None, State], str]:
    """Gather the kinds that lead from one state to another, in the order of the table."""
    found: dict[tuple[State | None, State], list[str]] = {}
    for transition in TRANSITIONS:
        if not _stays(transition):
            for move in transition.moves:
                found.setdefault(move, []).append(transition.kind)
    return {move: ", ".join(kinds) for move, kinds in found.items()}


def _stays(transition: Transition) -> bool:
    return all(start == end for start, end in transition.moves)


def _node(state: State | None) -> str:
    return state or "[*]"


def _table() -> str:
    lines = [
        "| event | from | to | who may | in which team | what it needs | moves the holder |"
        " may postpone |",
        "|---|---|---|---|---|---|---|---|",
    ]
    lines += [_row(transition) for transition in TRANSITIONS]
    return "\n".join([*lines, ""])


def _row(transition: Transition) -> str:
    starts = ", ".join(f"`{start}`" if start else "(new)" for start, _ in transition.moves)
    ends = ", ".join(dict.fromkeys(f"`{end}`" for _, end in transition.moves))
    cells = [
        f"`{transition.kind}`",
        starts,
        "the same" if _stays(transition) else ends,
        ", ".join(transition.roles).replace("_", " "),
        _STANDING_WORDS[transition.standing],
        "; ".join(GUARD_WORDS[guard] for guard in transition.guards) or "nothing more",
        "yes" if transition.moves_holder else "no",
        "yes" if transition.may_postpone else "no",
    ]
    return f"| {' | '.join(cells)} |"
