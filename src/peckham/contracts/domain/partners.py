"""Rules of integrators that take values: who may host, how a host is scored, what is a gap."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from peckham.contracts.domain.partner_words import BODY_KINDS, CRITERIA
from peckham.kernel import Refused

type Standing = Literal["done", "not due", "under way", "will be late", "overdue", "given up"]


class BadScheme(Refused):
    """A scheme of integrators is written in a way that cannot be read."""


class UnknownScheme(Refused):
    """No scheme of integrators has this code."""


class NotEligible(Refused):
    """A body is of no kind that may host under the scheme of its place (rule 40)."""


class NotScored(Refused):
    """A host would be chosen before it was scored by every criterion, with reasons (rule 47)."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """Under what places have integrators.

    Args:
        code: Its short name.
        name: Its name in words.
        host_kinds: Kinds of body that may host (rule 40).
        places: How many places it speaks of; None where it does not say.
        teams: How many neighbourhood teams it speaks of (rule 27); None where it does not say.
        source: Where this is from.
        quotation: The published words, or "".
    """

    code: str
    name: str
    host_kinds: tuple[str, ...]
    places: int | None
    teams: int | None
    source: str
    quotation: str


@dataclass(frozen=True, slots=True)
class Function:
    """One of the functions of an integrator, as data/integrator_functions.toml has it."""

    code: str
    words: str
    about: str


@dataclass(frozen=True, slots=True)
class Score:
    """How a candidate was scored by a criterion: 0 to 5, with the reason."""

    candidate: str
    criterion: str
    score: int
    reason: str


def schemes(tables: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Scheme]:
    """Read schemes as TOML has them.

    Raises:
        BadScheme: If one lets nobody host, or a kind that there is not.
    """
    found = {
        code: Scheme(
            code,
            entry["name"],
            tuple(entry["host_kinds"]),
            entry.get("places"),
            entry.get("teams"),
            entry["source"],
            entry["quotation"],
        )
        for code, entry in tables.items()
    }
    for scheme in found.values():
        if not scheme.host_kinds or set(scheme.host_kinds) - set(BODY_KINDS):
            raise BadScheme(
                f"{scheme.code} names no kind of host, or one that there is not.",
                remedy=f"Kinds are: {', '.join(BODY_KINDS)}.",
            )
    return found


def functions(tables: Mapping[str, Mapping[str, str]]) -> tuple[Function, ...]:
    """Read the catalogue of functions, in its order."""
    return tuple(Function(code, entry["words"], entry["about"]) for code, entry in tables.items())


def check_host(scheme: Scheme | None, body: str, kinds: Iterable[str]) -> None:
    """Refuse a host of a kind that the scheme of the place does not name (rule 40).

    Raises:
        NotEligible: Naming the kinds that may.
        UnknownScheme: If the place is under no scheme: who may host is not known, so nobody may.
    """
    if scheme is None:
        raise UnknownScheme(
            "The place is under no scheme, so who may host its integrator is not known.",
            rule=40,
            remedy="Name the scheme of the place; schemes are data/integrator_schemes.toml.",
        )
    if not set(kinds) & set(scheme.host_kinds):
        may = ", ".join(kind.replace("_", " ") for kind in scheme.host_kinds)
        raise NotEligible(
            f"{body} cannot host under {scheme.name}.",
            why=f"Hosts are: {may}. {scheme.source}.",
            rule=40,
            remedy="Choose a member of one of these kinds, or change the scheme where it is data.",
            field="host",
        )


def check_scored(scores: Iterable[Score], host: str) -> None:
    """Refuse a choice while the host, or a member scored beside it, lacks a criterion (rule 47).

    Raises:
        NotScored: Naming who lacks what.
    """
    by_candidate: dict[str, set[str]] = {host: set()}
    for score in scores:
        if score.reason:
            by_candidate.setdefault(score.candidate, set()).add(score.criterion)
    for candidate, scored in by_candidate.items():
        lacking = [one for one in CRITERIA if one not in scored]
        if lacking:
            raise NotScored(
                f"{candidate} is not scored by: {', '.join(lacking)}.",
                why="Hosts are chosen by four published criteria, each with its reason.",
                rule=47,
                remedy="Score each candidate by size, scale, maturity and local footprint.",
                field="host",
            )


def gaps[Owned](owners: Mapping[str, Owned | None], catalogue: Sequence[Function]) -> list[str]:
    """List the functions that nobody owns, in the catalogue's order (rules 39 and 53)."""
    return [function.code for function in catalogue if owners.get(function.code) is None]


def standing_on(day: date, *, due_on: date, state: str | None) -> Standing:
    """Say how a milestone stands on a day (rule 41).

    Args:
        day: The day.
        due_on: By when it is due; that day is still in time.
        state: What was recorded last, or None where nobody has said anything.
    """
    if state == "done":
        return "done"
    if state == "given up":
        return "given up"
    if day > due_on:
        return "overdue"
    if state == "will be late":
        return "will be late"
    return "under way" if state == "under way" else "not due"


def counted_against(number: int | None, expected: int | None) -> str:
    """Set a count against what a scheme speaks of (rules 27 and 44); unknown is said as such.

    >>> counted_against(4, 6), counted_against(None, 25), counted_against(3, None)
    ('4 of 6', 'not known, of 25', '3')
    """
    counted = "not known" if number is None else str(number)
    if expected is None:
        return counted
    return f"{counted} of {expected}" if number is not None else f"{counted}, of {expected}"
