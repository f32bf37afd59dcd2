"""The page of results: the targets of every part, then each part's figures, and the machine."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from benchmarks.machine import Machine
from benchmarks.money.bench import SETTINGS
from benchmarks.money.section import Section, Table, Target


def write(
    folder: Path,
    sections: Sequence[Section],
    *,
    machine: Machine,
    loads: Mapping[str, float],
    on: date,
    small: bool,
    only: Sequence[str] = (),
) -> Path:
    """Write the page and the same as JSON; give the page's path.

    A run of some parts alone has their names in that of its page, so that none replaces the whole.
    """
    folder.mkdir(parents=True, exist_ok=True)
    name = "-".join(["money", *only, *(["small"] if small else []), on.isoformat()])
    page = folder / f"{name}.md"
    facts = {
        "on": on.isoformat(),
        "machine": machine.as_json(),
        "small": small,
        "load_average": dict(loads),
        "settings": SETTINGS,
        **{section.title: dict(section.facts) for section in sections},
    }
    page.with_suffix(".json").write_text(json.dumps(facts, indent=1) + "\n")
    page.write_text(render(sections, machine, loads, on=on, small=small) + "\n")
    return page


def render(
    sections: Sequence[Section],
    machine: Machine,
    loads: Mapping[str, float],
    *,
    on: date,
    small: bool,
) -> str:
    """Make the page."""
    measured = ", ".join(f"{part} {value}" for part, value in loads.items())
    lines = (*machine.lines(), f"load average at the end of each part: {measured}")
    parts = [f"# The Money book, measured on {on.isoformat()}", "`./peckham bench money`."]
    if small:
        parts.append("**A short run, to try the measurement out: no figure of it is a result.**")
    parts.append("\n".join(f"- {line}" for line in lines))
    parts += ["## Targets", table(_targets(sections))]
    for section in sections:
        parts += [f"## {section.title}", *section.words, *map(table, section.tables)]
    return "\n\n".join(parts)


def table(shown: Table) -> str:
    """Write a table.

    >>> print(table(Table(["a", "b"], [["1", "2"]])))
    | a | b |
    | --- | --- |
    | 1 | 2 |
    """
    lines = [shown.head, ["---"] * len(shown.head), *shown.rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _targets(sections: Sequence[Section]) -> Table:
    return Table(("asked", "measured", "verdict"), list(_verdicts(sections)))


def _verdicts(sections: Sequence[Section]) -> Iterator[tuple[str, str, str]]:
    for section in sections:
        for target in section.targets:
            yield target.asked, target.measured, _verdict(target)


def _verdict(target: Target) -> str:
    return "met" if target.is_met else "**missed**"
