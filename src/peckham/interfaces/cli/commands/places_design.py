"""Design neighbourhoods from files: contiguous, within bounds, as aligned with lists as can be."""

import argparse
import json
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from peckham import __version__
from peckham.interfaces.cli.progress import Progress
from peckham.kernel import Refused

if TYPE_CHECKING:
    from peckham.places.offline import designs

_BAR = 24


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_question(parser)
    add = parser.add_argument
    add("--current", metavar="CSV", type=Path, help="today's plan; changes are counted from it")
    add(
        "--give",
        metavar="AIM=POINTS",
        action="append",
        default=[],
        help="points of alignment that an aim may cost: deviation, boundary, hub or change",
    )
    add("--steps", metavar="N", type=int, help="moves to try; with the seed, decides the answer")
    add("--seconds", metavar="N", type=float, help="end by then with the best plan so far")
    add("--seed", type=int, default=1, help="of what is drawn by lot")
    add("--out", metavar="CSV", type=Path, required=True, help="where to write the plan")
    add("--json", metavar="JSON", type=Path, help="where the report goes")  # fmt: skip


def add_question(parser: argparse.ArgumentParser) -> None:
    """Add what makes up the question: files, bounds, count, nesting, wishes."""
    add = parser.add_argument
    add(
        "--graph",
        metavar="JSON",
        type=Path,
        required=True,
        help="small areas and the boundaries that they share",
    )
    add("--registered", metavar="CSV", type=Path, help="registrations; header lsoa,pcn,n")
    add("--pcns", metavar="CSV", type=Path, help="networks; header with pcn and core")
    add("--count", metavar="K", default="min", help="neighbourhoods, or min for the fewest")
    add("--min", metavar="RESIDENTS", type=int, default=50_000, help="at least, in each")
    add("--max", metavar="RESIDENTS", type=int, default=100_000, help="at most, in each")
    add(
        "--basis",
        metavar="FIELD",
        action="append",
        help="population base to hold the bounds on; may be given again (pop)",
    )
    add("--nest", choices=("borough", "none"), default="borough", help="what to keep inside")
    add("--wishes", metavar="JSON", type=Path, help="areas locked together, pinned, kept apart")
    add("--join-pieces", action="store_true", help="join what touches nothing to the nearest")
    add("--keep-small", action="store_true",
        help="keep a borough with fewer residents than one neighbourhood whole")  # fmt: skip


def run(options: argparse.Namespace) -> int:
    from peckham.places.offline import designs, designs_report

    for path in (options.out, options.json):
        if path is not None and not path.parent.is_dir():
            raise Refused(f"There is no directory {path.parent} to write {path.name} in.")
    asked = asked_from(options)
    progress = Progress()
    with ending(options.seconds) as is_over, progress.step("Designing neighbourhoods"):
        watch = designs.Watch(is_over, lambda *told: progress.at(_bar(*told)))
        problem, made = designs.drawn(asked, watch)
    made_by = f"Peckham {__version__}"
    designs.write_plan(options.out, designs_report.plan_of(problem, made.labels))
    if options.json is not None:
        report = designs_report.report_of(problem, made, made_by=made_by)
        options.json.write_text(json.dumps(report, indent=1), encoding="utf-8")
    for sentence in designs_report.sentences(problem, made):
        print(sentence)
    return 0


def asked_from(options: argparse.Namespace) -> "designs.Asked":
    """Turn options into what is asked."""
    from peckham.places.offline import designs

    if options.count != "min" and not options.count.isdecimal():
        raise Refused(f"--count is “{options.count}”; it is a whole number or min.")
    if options.steps is not None and options.steps < 1:
        raise Refused(f"--steps is {options.steps}; it takes at least one.")
    return designs.Asked(
        graph=options.graph,
        registered=options.registered,
        networks=options.pcns,
        bases=tuple(options.basis or ["pop"]),
        limits=designs.Limits(
            minimum=options.min,
            maximum=options.max,
            count=None if options.count == "min" else int(options.count),
            nest=options.nest,
            is_small_kept=options.keep_small,
        ),
        is_joining=options.join_pieces,
        wishes=options.wishes,
        current=options.current,
        wanted=designs.Wanted(
            seed=options.seed, steps=options.steps, give=designs.given_up(options.give)
        ),
    )


@contextmanager
def ending(seconds: float | None) -> Iterator[Callable[[], bool]]:
    """Give what says whether to end: the seconds are over, or somebody pressed Ctrl-C once.

    A second Ctrl-C ends at once, as ever.
    """
    started, asked = time.monotonic(), False

    def ask(_signal: int, _frame: FrameType | None) -> None:
        nonlocal asked
        if asked:
            raise KeyboardInterrupt
        asked = True

    def is_over() -> bool:
        return asked or (seconds is not None and time.monotonic() - started >= seconds)

    before = signal.signal(signal.SIGINT, ask)
    try:
        yield is_over
    finally:
        signal.signal(signal.SIGINT, before)


def _bar(phase: str, done: int, whole: int) -> str:
    part = done / whole if whole else 1.0
    filled = round(_BAR * part)
    return f"{phase} [{'#' * filled}{'.' * (_BAR - filled)}] {100 * part:.0f} %"
