"""The page of results: targets, the tools side by side, where others are better, England, cost."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from benchmarks.machine import Machine

ENGLAND_SECONDS, ENGLAND_GIB = 300, 4
Facts = Mapping[str, Any]


def write(folder: Path, facts: Facts, *, machine: Machine, on: date, small: bool) -> Path:
    """Write the page, the same as JSON, and the plot of cost; give the page's path."""
    folder.mkdir(parents=True, exist_ok=True)
    page = folder / f"places-{'small-' if small else ''}{on.isoformat()}.md"
    whole = {"on": on.isoformat(), "machine": machine.as_json(), "small": small, **facts}
    page.with_suffix(".json").write_text(json.dumps(whole, indent=1) + "\n")
    plot = page.with_suffix(".svg")
    plot.write_text(plot_of(facts["costs"]))
    page.write_text(render(whole, machine, plot.name) + "\n")
    return page


def render(facts: Facts, machine: Machine, plot: str) -> str:
    """Make the page."""
    loads = ", ".join(f"{part} {value}" for part, value in facts["load_average"].items())
    sections = [
        f"# Neighbourhoods designed and proved, measured on {facts['on']}",
        "`./peckham bench places`, on the published files for North West London (`nwl`, 1,153"
        " areas), three boroughs of North East London (`bhr`, 421) and England (32,844).",
        "\n".join(f"- {line}" for line in (*machine.lines(), f"load average at the end: {loads}")),
        *_short(facts),
        "## Targets",
        _table(["asked", "target", "measured", "verdict"], _targets(facts)),
        "Every design is one run of the command from files to files; its certificate is then"
        " checked by `./peckham places verify` in a process of its own. All plans, ours and"
        " theirs, are scored by the scorer that lies beside the data.",
        "## Proofs",
        _table(
            [
                "design",
                "aligned %",
                "no plan over %",
                "gap %",
                "seconds",
                "seconds to verify",
                "contiguity aside, no plan over %",
                "seconds",
            ],
            [_proof(answer) for answer in facts["answers"]],
        ),
        "## Side by side: `nwl`, 25 neighbourhoods",
        _table(SCORES, [*_ours(facts), *_theirs(facts)]),
        "## Where others are better",
        "\n".join(f"- {line}" for line in _better(facts)),
        "## England",
        _england(facts["england"]),
        "## Cost",
        f"![Seconds against areas and against neighbourhoods]({plot})",
        _table(["growing", "areas", "neighbourhoods", "seconds", "gap %"], _costs(facts)),
    ]
    return "\n\n".join(sections)


SCORES = [
    "tool", "seconds", "outside", "deviation %", "cross boroughs", "aligned %", "boundary km",
    "compactness", "split networks", "hub km",
]  # fmt: skip


def _short(facts: Facts) -> Iterator[str]:
    if facts["small"]:
        yield "**A short run, to try the measurement out: no figure of it is a result.**"
    busiest = max(facts["load_average"].values())
    if busiest > facts["cores"] + 1:
        yield (
            f"**Other programs used this machine meanwhile: the load average was up to {busiest:g}"
            f" on {facts['cores']} cores.** What is reached in given seconds is then less."
        )


def _targets(facts: Facts) -> Iterator[list[str]]:
    for answer in facts["answers"]:
        yield from _asked(answer)
    england = facts["england"]
    yield _row(
        "England, authority by authority",
        f"{ENGLAND_SECONDS} s, {ENGLAND_GIB} GiB",
        f"{england['seconds']:.0f} s, {england['gib']:.1f} GiB",
        england["seconds"] <= ENGLAND_SECONDS and england["gib"] < ENGLAND_GIB,
    )


def _asked(answer: Facts) -> Iterator[list[str]]:
    question, score = answer["question"], answer["score"]
    name = f"{question['name']} ({question['minimum']:,} to {question['maximum']:,})"
    kept = score["noncontig"] == answer["outside"] == score["cross_borough"] == 0
    faults = (
        f"{score['noncontig']} in pieces, {answer['outside']} outside, {score['cross_borough']}"
        " cross boroughs"
    )
    yield _row(name, "whole, inside, none crosses", faults, kept)
    aligned = f"{score['aligned_pct']:.2f} % in {answer['seconds']:.0f} s"
    target = question["aligned"]
    limit = f"at least {target} % in {question['seconds']} s"
    in_time = answer["seconds"] <= question["seconds"]
    yield _row(name, limit, aligned, score["aligned_pct"] >= target and in_time)
    if question["gap"] is not None:
        gap = answer["gap"]
        said = "none" if gap is None else f"{gap:.3f} %"
        yield _row(
            name,
            f"gap at most {question['gap']} %",
            said,
            gap is not None and gap <= question["gap"],
        )
    if question["compactness"] is not None:
        wanted = question["compactness"]
        found = score["pp_mean"]
        yield _row(name, f"compactness at least {wanted}", f"{found:.3f}", found >= wanted)


def _row(name: str, target: str, measured: str, is_met: bool) -> list[str]:
    return [name, target, measured, "met" if is_met else "**missed**"]


def _proof(answer: Facts) -> list[str]:
    bound, gap = answer["bound"], answer["gap"]
    return [
        answer["question"]["name"],
        f"{answer['score']['aligned_pct']:.2f}",
        "none" if bound is None else f"{bound:.3f}",
        "none" if gap is None else f"{gap:.3f}",
        f"{answer['seconds']:.1f}",
        f"{answer['verify_seconds']:.1f}",
        f"{answer['loose'][0]:.3f}",
        f"{answer['loose'][1]:.1f}",
    ]


def _ours(facts: Facts) -> Iterator[list[str]]:
    for answer in facts["answers"]:
        if answer["question"]["area"] == "nwl":
            yield _scored(f"ours, {answer['question']['name']}", answer["seconds"], answer["score"])


def _theirs(facts: Facts) -> Iterator[list[str]]:
    for other in facts["others"]:
        yield _scored(other["tool"], other["seconds"], other["score"])


def _scored(name: str, seconds: float, score: Facts) -> list[str]:
    return [
        name,
        f"{seconds:.0f}",
        f"{score['outside_bounds']} of {score['K']}",
        f"{score['maxdev_pct']}",
        f"{score['cross_borough']}",
        f"{score['aligned_pct']}",
        f"{score['cut_km']}",
        f"{score['pp_mean']}",
        f"{score['pcn_split_nodes']}",
        f"{score['hub_mean_km']}",
    ]


def _better(facts: Facts) -> Iterator[str]:
    """Say of every measure where another tool's plan is ahead of each of ours."""
    mine = [a["score"] for a in facts["answers"] if a["question"]["area"] == "nwl"]
    for key, words in (
        ("maxdev_pct", "worst deviation, %"),
        ("hub_mean_km", "mean distance to the best hub, km"),
        ("cut_km", "boundary between neighbourhoods, km"),
        ("pcn_split_nodes", "networks whose territory is split"),
    ):
        best = min(facts["others"], key=lambda other: other["score"][key])
        own = min(score[key] for score in mine)
        if best["score"][key] < own:
            yield (
                f"{words}: {best['tool']} {best['score'][key]}, our best {own}"
                f" (its plan: {best['score']['outside_bounds']} outside the bounds,"
                f" {best['score']['cross_borough']} across boroughs)"
            )
    if min(score["maxdev_pct"] for score in mine) > 0.5:
        yield "No plan inside boroughs can deviate less than 8.66 %: two halves of one borough."


def _england(england: Facts) -> str:
    return (
        f"{england['authorities']} authorities in {england['seconds']:.0f} s with at most"
        f" {england['gib']:.1f} GiB: {england['neighbourhoods']} neighbourhoods,"
        f" {england['in_pieces']} in pieces, {england['outside']} outside 50,000 to 100,000"
        f" ({england['small']} authorities have fewer than 50,000 residents and are kept whole);"
        f" {england['bridges']} pieces that touch nothing were joined to the nearest."
        " There are no registrations by network for England here: nothing is aligned or proved,"
        " only contiguity, bounds and short boundaries are sought."
    )


def _costs(facts: Facts) -> Iterator[list[str]]:
    for cost in facts["costs"]:
        gap = "none" if cost["gap"] is None else f"{cost['gap']:.3f}"
        yield [
            cost["kind"], f"{cost['areas']:,}", str(cost["neighbourhoods"]),
            f"{cost['seconds']:.1f}", gap,
        ]  # fmt: skip


def _table(head: Sequence[str], rows: Iterator[list[str]] | Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def plot_of(costs: Sequence[Facts]) -> str:
    """Draw seconds against size, once for areas and once for neighbourhoods."""
    panels = []
    for at, (kind, axis) in enumerate((("areas", "areas"), ("neighbourhoods", "neighbourhoods"))):
        points = [(cost[axis], cost["seconds"]) for cost in costs if cost["kind"] == kind]
        panels.append(_panel(points, axis, 20 + 370 * at))
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="760" height="260" font-family="sans-serif"'
        f' font-size="12">{"".join(panels)}</svg>\n'
    )


def _panel(points: Sequence[tuple[float, float]], axis: str, left: int) -> str:
    width, height, top = 300, 180, 30
    most_x = max((x for x, _ in points), default=1) or 1
    most_y = max((y for _, y in points), default=1) or 1
    placed = [
        (left + 30 + width * x / most_x, top + height - height * y / most_y) for x, y in points
    ]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in placed)
    marks = "".join(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3"/><text x="{x + 5:.1f}" y="{y - 5:.1f}">'
        f"{value:g}: {seconds:.0f} s</text>"
        for (x, y), (value, seconds) in zip(placed, points, strict=True)
    )
    base = top + height
    return (
        f'<path d="M{left + 30} {top}V{base}H{left + 30 + width}" fill="none" stroke="black"/>'
        f'<polyline points="{line}" fill="none" stroke="black"/>{marks}'
        f'<text x="{left + 30}" y="{base + 20}">{escape(axis)}</text>'
        f'<text x="{left + 30}" y="{top - 12}">seconds</text>'
    )
