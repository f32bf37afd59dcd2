"""The tested hazard log: each hazard with its control and the tests that prove the control."""

import ast
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from peckham.interfaces.cli.manual.page import Page, link, page, table

_LOG = Path("docs") / "reference" / "hazards.toml"


@dataclass(frozen=True, slots=True)
class Hazard:
    """One hazard.

    Args:
        number: Its name for ever, such as "H4".
        words: What could happen to a person.
        control: What stands against it in this software.
        tests: Each "path::function".
        left: What the control does not cover; the deployer's to judge.
    """

    number: str
    words: str
    control: str
    tests: tuple[str, ...]
    left: str


def hazards(checkout: Path) -> tuple[Hazard, ...]:
    log = tomllib.loads((checkout / _LOG).read_text(encoding="utf-8"))
    return tuple(
        Hazard(h["number"], h["words"], h.get("control", ""), tuple(h.get("tests", ())), h["left"])
        for h in log["hazards"]
    )


def missing_tests(checkout: Path) -> Iterator[str]:
    """Name the tests of the log that do not exist."""
    for hazard in hazards(checkout):
        for test in hazard.tests:
            path, _, name = test.partition("::")
            if not (checkout / path).is_file() or name not in _functions(checkout / path):
                yield f"{hazard.number}: {test}"


def _functions(path: Path) -> Sequence[str]:
    module = ast.parse(path.read_text(encoding="utf-8"), str(path))
    return [node.name for node in ast.walk(module) if isinstance(node, ast.FunctionDef)]


def hazards_page(checkout: Path) -> Page:
    """Make the page: the hazards with a tested control, then those without one."""
    log = hazards(checkout)
    return page(
        "hazards.md",
        "Tested hazard log",
        "This is evidence, not a safety case, and it claims no compliance with any standard. "
        "A named clinical safety officer and the organisation that deploys Peckham judge it, add "
        "the hazards of their own place, and sign. Each control below is proved by tests that run "
        "on every change; a test checks that every test named here exists.",
        "## With a control that is tested",
        *(_section(hazard) for hazard in log if hazard.tests),
        "## Without one yet",
        table(
            ["hazard", "what could happen", "where it stands"],
            ([h.number, h.words, h.left] for h in log if not h.tests),
        ),
        made_from="`docs/reference/hazards.toml`",
    )


def _section(hazard: Hazard) -> str:
    tests = "\n".join(f"- {_test(test)}" for test in hazard.tests)
    return "\n\n".join(
        [
            f"### {hazard.number}. {hazard.words}",
            f"**Control.** {hazard.control}",
            f"**Proved by**\n\n{tests}",
            f"**What is left.** {hazard.left}",
        ]
    )


def _test(test: str) -> str:
    path, _, name = test.partition("::")
    return f"{link(path)} `{name}`"
