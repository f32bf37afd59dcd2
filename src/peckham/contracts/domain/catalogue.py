"""The shared catalogue of services: what a new draft's scope begins with, and what forms share."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from peckham.contracts.domain.terms import ScopeLine
from peckham.kernel import Refused


class UnknownService(Refused):
    """No service of the shared catalogue has this code."""


@dataclass(frozen=True, slots=True)
class Service:
    """A service that any kind of contract may have in scope (rule 73).

    Args:
        code: Its name for ever.
        words: What it is called.
        group: The group of services that law names, or our own word.
        template_in: Families of kinds whose new drafts have it in.
        template_optional: Families whose new drafts have it as optional.
    """

    code: str
    words: str
    group: str
    template_in: tuple[str, ...]
    template_optional: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two forms have in scope: services of both, and of each alone, by code."""

    both: tuple[str, ...]
    first: tuple[str, ...]
    second: tuple[str, ...]


def catalogue(rows: Iterable[Mapping[str, str]]) -> Mapping[str, Service]:
    """Read the catalogue as CSV has it, in its order."""
    return {
        row["code"]: Service(
            row["code"],
            row["words"],
            row["group"],
            tuple(row["template_in"].split()),
            tuple(row["template_optional"].split()),
        )
        for row in rows
    }


def template(services: Mapping[str, Service], family: str) -> tuple[ScopeLine, ...]:
    """Give the scope with which a new draft of a family begins; nothing is delivered yet."""
    lines = []
    for one in services.values():
        if family in one.template_in:
            lines.append(ScopeLine(one.code, one.group, "in"))
        elif family in one.template_optional:
            lines.append(ScopeLine(one.code, one.group, "optional"))
    return tuple(lines)


def check_lines(services: Mapping[str, Service], lines: Iterable[ScopeLine]) -> None:
    """Refuse a line whose service is not of the catalogue, or in another group than there.

    Raises:
        UnknownService: Naming it.
    """
    for line in lines:
        known = services.get(line.service)
        if known is None or known.group != line.group:
            raise UnknownService(
                f"{line.service} is not a service of the catalogue.",
                why="Forms of contract are compared by the services that both name.",
                rule=73,
                remedy="Choose one of data/service_catalogue.csv, or add it there.",
                field="scope",
            )


def compared(first: Iterable[ScopeLine], second: Iterable[ScopeLine]) -> Comparison:
    """Set the scope of two forms beside one another (rules 72 and 73)."""
    one = {line.service for line in first if line.status == "in"}
    other = {line.service for line in second if line.status == "in"}
    return Comparison(
        tuple(sorted(one & other)), tuple(sorted(one - other)), tuple(sorted(other - one))
    )
