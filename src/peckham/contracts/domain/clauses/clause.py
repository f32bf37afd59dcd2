"""A clause: its words and source are data, its test is a pure function of what was measured."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from peckham.contracts.domain.clauses.measured import Measured
from peckham.kernel import Refused

type Status = Literal["kept", "not kept", "not measurable yet"]


class BadClause(Refused):
    """A clause cannot be read, or the clauses and the tests in the code do not match."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a clause's test says.

    Args:
        status: Whether it is kept.
        why: In a sentence.
        evidence: Names, each with what was found.
        share: How many were as they should be, of how many; None where nothing was counted.
    """

    status: Status
    why: str
    evidence: tuple[tuple[str, str], ...] = ()
    share: tuple[int, int] | None = None


type Test = Callable[[Measured], Verdict]


@dataclass(frozen=True, slots=True)
class Clause:
    """A promise of a contract that is checked each night.

    Args:
        identifier: Its name for ever, such as "ten_services".
        rule: Which of the 74 it belongs to; None where it comes from elsewhere.
        words: What is promised, in a sentence.
        source: Where it is from.
        families: Families of kinds of contract that promise it; empty is all.
        figures: Names of the figures in data/parameters that it is judged by.
        measures: What is measured.
        missing: What stands in the way of measuring it; "" where its test can be run.
    """

    identifier: str
    rule: int | None
    words: str
    source: str
    families: tuple[str, ...]
    figures: tuple[str, ...]
    measures: str
    missing: str = ""

    def binds(self, family: str) -> bool:
        """Say whether contracts of a family promise it."""
        return not self.families or family in self.families


def clauses(
    tables: Mapping[str, Mapping[str, Any]], tests: Mapping[str, Test]
) -> tuple[Clause, ...]:
    """Read clauses as TOML has them.

    Raises:
        BadClause: If a part is missing or unknown, or a clause has neither a test in the code nor
            words on what is missing, or both; or if a test has no clause.
    """
    found = tuple(_clause(name, entry) for name, entry in tables.items())
    measurable = {one.identifier for one in found if not one.missing}
    if measurable != set(tests):
        wrong = ", ".join(sorted(measurable ^ set(tests)))
        raise BadClause(
            f"A clause without a test, or a test without a clause: {wrong}.",
            remedy="A clause without a test says in `missing` what stands in the way.",
        )
    return found


def _clause(name: str, entry: Mapping[str, Any]) -> Clause:
    needed = {"words", "source", "measures"}
    if not needed <= set(entry) <= needed | {"rule", "families", "figures", "missing"}:
        raise BadClause(f"{name} needs {', '.join(sorted(needed))}, and has {', '.join(entry)}.")
    return Clause(
        identifier=name,
        rule=entry.get("rule"),
        words=entry["words"],
        source=entry["source"],
        families=tuple(entry.get("families", ())),
        figures=tuple(entry.get("figures", ())),
        measures=entry["measures"],
        missing=entry.get("missing", ""),
    )


def judged(
    asked: Iterable[Clause], tests: Mapping[str, Test], measured: Measured
) -> tuple[tuple[Clause, Verdict], ...]:
    """Judge clauses by what was measured: what cannot be measured is never taken for kept."""
    return tuple(
        (
            one,
            Verdict("not measurable yet", one.missing)
            if one.missing
            else tests[one.identifier](measured),
        )
        for one in asked
    )
