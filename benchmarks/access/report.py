"""The page of results: each target, met or missed by how much, with the machine beside it."""

import json
import statistics
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.access.stage import SETTINGS, Stage
from benchmarks.machine import Machine

COUNT_TARGET = 2.0
SHARE_TARGET = 0.10
LOOK_TARGET_US = 100.0


def write(
    folder: Path,
    stage: Stage,
    *,
    machine: Machine,
    loads: Mapping[str, float],
    on: date,
    small: bool,
) -> Path:
    """Write the page and the same as JSON; give the page's path."""
    facts = {
        "on": on.isoformat(),
        "machine": machine.as_json(),
        "load_average": dict(loads),
        "settings": SETTINGS,
        "plan": stage.read("access-plan"),
        "facts": stage.read("access")["facts"],
        "counting": {login: stage.read(f"counting-{login}") for login in ("policies", "alone")},
        **stage.read("paging"),
    }
    folder.mkdir(parents=True, exist_ok=True)
    page = folder / f"access-{'small-' if small else ''}{on.isoformat()}.md"
    page.with_suffix(".json").write_text(json.dumps(facts, indent=1) + "\n")
    page.write_text(render(facts, machine) + "\n")
    return page


def render(facts: Mapping[str, Any], machine: Machine) -> str:
    """Make the page."""
    loaded, parts = facts["facts"], facts["parts"]
    loads = ", ".join(f"{part} {value}" for part, value in facts["load_average"].items())
    with_us = _middle(facts["with"], "page")
    policies_us = _between(facts, "page")
    scope_us = _more(parts, "opening and closing the scope, with its transaction",
        "a transaction with one plain statement")  # fmt: skip
    asked_us = _more(parts, "which parts may be shown", "nothing")
    look_us = _more(parts, "which parts may be shown, and the row of the log",
        "which parts may be shown")  # fmt: skip
    policy_us = policies_us + scope_us + asked_us
    sections = [
        f"# Who may read what: its cost, measured on {facts['on']}",
        f"`./peckham bench access`: {loaded['people']:,} residents, {loaded['relationships']:,} "
        f"relationships, {loaded['organisations']} organisations, of which "
        f"{loaded['agreement_parties']} are parties to the agreement that decides.",
        "\n".join(f"- {line}" for line in (*machine.lines(),
            f"PostgreSQL {loaded['postgresql']}; {_settings()}",
            f"load average at the end of each part: {loads}")),
        "## Targets",
        _table(["target", "measured", "verdict"], [
            *(_count_row(facts, table) for table in _counted(facts)),
            _row("policies, scope and asking what may be shown: at most 10 % of the page's "
                 "processor time", f"{policy_us / with_us:.1%} ({policy_us:,.0f} of "
                 f"{with_us:,.0f} us)", policy_us / with_us <= SHARE_TARGET),
            _row("the row of the log: at most 100 us", f"{look_us:,.0f} us",
                 look_us <= LOOK_TARGET_US),
        ]),
        "Processor time is that of the web process and of its PostgreSQL backend, which other "
        "programs on the machine change little; a page goes through every middleware, in process. "
        f"Two processes, one with policies and one without, took {len(facts['with'])} turns of "
        "twenty; each figure is the median of the turns, and what policies cost is the median of "
        f"the differences within a turn: {policies_us:,.0f} us of a person's page (quarters of "
        f"the turns: {_quarters(facts, 'page')}), {_between(facts, 'search'):,.0f} us of a "
        f"search. To it come the scope, {scope_us:,.0f} us, and asking what may be shown, "
        f"{asked_us:,.0f} us.",
        "## A person's page and a search",
        _table(["what", "login", "Python us", "PostgreSQL us"], [
            [what, which, *(f"{_middle(facts[which], key, part):,.0f}"
                for part in ("python", "postgresql"))]
            for what, key in (("person page", "page"), ("person search", "search"))
            for which in ("with", "without")
        ]),
        "## Statements of a page",
        _table(["statement", "Python us", "PostgreSQL us"], [
            [name, *(f"{statistics.median(turn[part] for turn in turns):,.0f}"
                for part in ("python", "postgresql"))]
            for name, turns in parts.items()
        ]),
        "## Counting",
        _table(["table", "rows", "under policies ms", "alone ms"], [
            [table, f"{facts['counting']['policies'][table]['rows']:,} of "
             f"{facts['plan']['rows']:,}",
             f"{facts['counting']['policies'][table]['ms']}",
             f"{facts['counting']['alone'][table]['ms']}"]
            for table in _counted(facts)
        ]),
        "A request that is read by key and is nobody's whom the reader knows costs "
        f"{facts['counting']['policies']['unseen_row_us']} us: whoever counts without saying "
        "whose work it is asks that of every row, so pages say it.",
    ]  # fmt: skip
    return "\n\n".join(sections)


def _counted(facts: Mapping[str, Any]) -> list[str]:
    """List the tables that were counted under policies."""
    counted = facts["counting"]["policies"]
    return [table for table in ("sharing_look", "care_request") if table in counted]


def _settings() -> str:
    return ", ".join(f"{name} {value}" for name, value in SETTINGS.items())


def _differences(facts: Mapping[str, Any], key: str) -> list[float]:
    """Say what each turn cost more with policies than without."""
    return [
        sum(under[key].values()) - sum(free[key].values())
        for under, free in zip(facts["with"], facts["without"], strict=True)
    ]


def _between(facts: Mapping[str, Any], key: str) -> float:
    return statistics.median(_differences(facts, key))


def _quarters(facts: Mapping[str, Any], key: str) -> str:
    low, _, high = statistics.quantiles(_differences(facts, key))
    return f"{low:,.0f} to {high:,.0f} us"


def _middle(rounds: list[dict[str, Any]], key: str, part: str = "") -> float:
    """Give the median over the rounds: of one part, or of both together."""
    return statistics.median(
        each[key][part] if part else sum(each[key].values()) for each in rounds
    )


def _more(parts: Mapping[str, Any], what: str, than: str) -> float:
    """Say what one statement costs more than another, by the median of the turns."""
    return statistics.median(
        sum(one.values()) - sum(other.values())
        for one, other in zip(parts[what], parts[than], strict=True)
    )


def _count_row(facts: Mapping[str, Any], table: str) -> list[str]:
    counted, alone = (facts["counting"][login][table]["ms"] for login in ("policies", "alone"))
    times = counted / alone
    return _row(f"count(*) of the visible tenth of {table}: within 2x of those rows alone",
        f"{times:.2f}x ({counted} ms against {alone} ms)", times <= COUNT_TARGET)  # fmt: skip


def _row(target: str, measured: str, is_met: bool) -> list[str]:
    return [target, measured, "met" if is_met else "**missed**"]


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
