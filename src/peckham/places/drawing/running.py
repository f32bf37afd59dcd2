"""One design from files to a plan and its report."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from peckham.kernel import Refused
from peckham.places.domain.design.aims import AIMS
from peckham.places.domain.design.designing import Design, Wanted, design
from peckham.places.domain.design.posing import pose
from peckham.places.domain.design.problem import Limits, Problem, Wishes
from peckham.places.domain.design.search import Watch
from peckham.places.published.design_files import read_graph, read_lists, write_plan
from peckham.places.published.plan_file import read_plan
from peckham.places.published.refusals import BadPublication

__all__ = [
    "Asked",
    "Limits",
    "Wanted",
    "Watch",
    "drawn",
    "given_up",
    "problem_from",
    "wishes_in",
    "write_plan",
]


class HalfTheLists(Refused):
    """Registrations were given without the networks that they name, or the other way round."""


class NoSuchAim(Refused):
    """Alignment was to be given up for something that is no aim."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a design is asked for.

    Args:
        graph: Small areas and the boundaries that they share.
        registered: Registrations by area and network, or None.
        networks: Networks, and which are core; with `registered`, or None.
        bases: Population bases to hold the bounds on.
        limits: Bounds, count, nesting.
        is_joining: Whether pieces that touch nothing are joined to the nearest.
        wishes: A file of what has been decided already, or None.
        current: Today's plan, or None.
        wanted: How hard to look.
    """

    graph: Path
    registered: Path | None = None
    networks: Path | None = None
    bases: tuple[str, ...] = ("pop",)
    limits: Limits = field(default_factory=Limits)
    is_joining: bool = False
    wishes: Path | None = None
    current: Path | None = None
    wanted: Wanted = field(default_factory=Wanted)


def problem_from(asked: Asked) -> Problem:
    """Read the files and pose the problem.

    Raises:
        BadPublication: If a file cannot be used; with the line where there is one.
        CannotDesign: If what they hold cannot be designed on.
        HalfTheLists: If only one of registrations and networks is given.
    """
    if (asked.registered is None) != (asked.networks is None):
        raise HalfTheLists(
            "Registrations and networks belong together.",
            remedy="Give both --registered and --pcns, or neither.",
        )
    areas, boundaries = read_graph(asked.graph, asked.bases)
    lists = None
    if asked.registered is not None and asked.networks is not None:
        lists = read_lists(asked.registered, asked.networks)
    codes = [area.code for area in areas]
    return pose(
        areas,
        boundaries,
        lists=lists,
        bases=asked.bases,
        limits=asked.limits,
        wishes=wishes_in(asked.wishes) if asked.wishes is not None else None,
        current=read_plan(asked.current, codes) if asked.current is not None else None,
        is_joining=asked.is_joining,
    )


def wishes_in(path: Path) -> Wishes:
    """Read wishes: JSON with `locked` (lists of codes), `pinned` (code: seat), `forbidden` (pairs).

    Raises:
        BadPublication: If it is not that.
    """
    try:
        document: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        unknown = set(document) - {"locked", "pinned", "forbidden"}
        if unknown:
            raise BadPublication(path, f"it has {', '.join(sorted(unknown))}, which is no wish")
        return Wishes(
            locked=[[str(code) for code in group] for group in document.get("locked", ())],
            pinned={str(code): str(seat) for code, seat in document.get("pinned", {}).items()},
            forbidden=[(str(one), str(other)) for one, other in document.get("forbidden", ())],
        )
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise BadPublication(path, f"these are not wishes ({error})") from error


def given_up(words: list[str]) -> dict[str, float]:
    """Read what alignment may be given up for: AIM=POINTS.

    Raises:
        NoSuchAim: If one is no aim, or its points are no number of 0 or more.

    >>> given_up(["boundary=2.5"])
    {'boundary': 2.5}
    """
    give = {}
    for word in words:
        aim, _, points = word.partition("=")
        try:
            give[aim] = float(points)
        except ValueError:
            give[aim] = -1.0
        if aim not in AIMS or not 0 <= give[aim] <= 100:
            raise NoSuchAim(
                f"“{word}” is not an aim and points of alignment for it.",
                remedy=f"Write one of {', '.join(AIMS)} and points from 0 to 100: boundary=2.5.",
            )
    return give


def drawn(asked: Asked, watch: Watch | None = None) -> tuple[Problem, Design]:
    """Read, pose and design.

    Raises:
        Refused: Of the kinds that reading, posing and designing raise.
    """
    problem = problem_from(asked)
    return problem, design(problem, asked.wanted, watch)
