"""Read residents and their records from FHIR files that other systems wrote."""

import argparse
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from peckham.infra import clock
from peckham.interfaces.cli.progress import Progress
from peckham.kernel import Actor

if TYPE_CHECKING:
    from peckham.people.api import views

# The exit code where something was refused and reported, and the rest was loaded.
SOME_REFUSED = 1


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--fhir",
        dest="paths",
        metavar="PATH",
        type=Path,
        action="extend",
        nargs="+",
        required=True,
        help="FHIR R4 files as JSON, bundles or bare resources, or directories of them",
    )
    parser.add_argument(
        "--assign",
        metavar="AREA",
        default="",
        help="code of a small area for those whose own is not known; they are labelled so. "
        "Without it they are out of area",
    )


def run(options: argparse.Namespace) -> int:
    from peckham.people import api as people

    progress, by, at = Progress(), Actor.system("people import"), clock.now()
    with progress.step("Reading FHIR files"):
        report = people.import_fhir(options.paths, options.assign, by=by, at=at)
    print("\n".join(_said(report)))
    return SOME_REFUSED if report.problems else 0


def _said(report: "views.ImportReport") -> Iterator[str]:
    yield f"Files read: {report.files:,}. People in them: {len(report.people):,}."
    for title, counts in (
        ("New", report.created),
        ("Changed", report.changed),
        ("Held already, unchanged", report.unchanged),
        ("Valid, and not held in this book", report.passed_over),
    ):
        if counts:
            yield f"{title}: {_counted(counts)}."
    yield from (f"Note: {_where(warning)}: {warning.reason}" for warning in report.warnings)
    yield from (f"Refused: {_where(problem)}: {problem.reason}" for problem in report.problems)
    if report.problems:
        yield f"{len(report.problems):,} refusals; what they name is loaded nowhere."
    elif not report.created and not report.changed:
        yield "Nothing was changed."


def _counted(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{number:,} {kind}" for kind, number in sorted(counts.items()))


def _where(problem: "views.ImportProblem") -> str:
    return f"{problem.file}: {problem.path}" if problem.path else problem.file
