"""A certificate: what a plan is worth, what no plan can be worth, and all that shows it.

It is one JSON object. Anybody can check it with whole-number arithmetic alone; `verification` does.
Areas are numbered in order of their codes inside their region, homes from 0 (-1: outside the
region), prices are whole numbers over `scale`. A region's `cases` are a tree: each says which case
it is a part of and what it settles beyond that; prices and rows hold for all parts below, until a
part brings its own.
"""

from collections import deque
from collections.abc import Mapping, Sequence
from typing import Any

from peckham.places.domain.design.measures import aligned_registrations
from peckham.places.domain.design.problem import Integers, Problem
from peckham.places.domain.design.proof.bounds import best_split
from peckham.places.domain.design.proof.branching import RegionSearch
from peckham.places.domain.design.proof.claims import KIND, VERSION
from peckham.places.domain.design.proof.evidence import SCALE, Row, Step
from peckham.places.domain.design.proof.fingerprints import gap_percent, input_hash, plan_hash

Searches = Mapping[tuple[int, int], RegionSearch]
Json = dict[str, Any]


def certificate_of(
    problem: Problem, labels: Integers, searches: Searches, *, seed: int, made_by: str
) -> Json:
    """Write down a plan's value, the bound that the searches prove, and all their evidence.

    Args:
        problem: What the plan answers.
        labels: n labels of the plan.
        searches: By region and count, every one that a split of the plan's count can hold.
        seed: The seed that the plan came from.
        made_by: Name and version of the program.
    """
    count = int(labels.max()) + 1
    aligned = aligned_registrations(problem, labels)
    bound, _ = best_split({key: search.bound for key, search in searches.items()}, count)
    return {
        "kind": KIND,
        "version": VERSION,
        "made_by": made_by,
        "seed": seed,
        "input_sha256": input_hash(problem),
        "plan_sha256": plan_hash(problem, labels),
        "question": _question(problem),
        "neighbourhoods": count,
        "aligned": aligned,
        "of": int(problem.registrations.sum()),
        "bound": bound,
        "gap_percent": gap_percent(aligned, bound),
        "scale": SCALE,
        "regions": [_region(problem, search) for _, search in sorted(searches.items())],
    }


def _question(problem: Problem) -> Json:
    limits, codes = problem.limits, problem.codes
    return {
        "bases": list(problem.bases),
        "minimum": limits.minimum,
        "maximum": limits.maximum,
        "count": limits.count,
        "nest": limits.nest,
        "is_small_kept": limits.is_small_kept,
        "is_joined": bool(problem.bridges),
        "together": [[codes[one], codes[other]] for one, other in problem.together],
        "apart": [[codes[one], codes[other]] for one, other in problem.apart],
    }


def _region(problem: Problem, search: RegionSearch) -> Json:
    rows: dict[Row, int] = {}
    cases = [_case(search.steps[at], above, search.steps, rows) for at, above in _needed(search)]
    return {
        "name": search.region.name,
        "count": search.count,
        "bound": search.bound,
        "networks": [problem.networks[number] for number in search.region.networks.tolist()],
        "caps": [list(cap) for cap in search.caps],
        "rows": [[row.kind, row.area, row.other, list(row.through)] for row in rows],
        "cases": cases,
    }


def _needed(search: RegionSearch) -> list[tuple[int, int]]:
    """Give the cases that the proof needs, each with the place of the one above it in the list.

    A case whose own sum shows the bound needs no parts. That is so of every last case or of one
    above it: no case is taken to hold more than the one that it is a part of.
    """
    found, waiting = [], deque([(0, -1)])
    while waiting:
        at, above = waiting.popleft()
        found.append((at, above))
        if search.shown(at) > search.bound:
            waiting.extend((part, len(found) - 1) for part in search.steps[at].below)
    return found


def _case(step: Step, above: int, steps: Sequence[Step], rows: dict[Row, int]) -> Json:
    found: Json = {"above": above}
    if step.above >= 0:
        before = steps[step.above].case
        if len(step.case.homes) > len(before.homes):
            found["home"] = step.case.homes[-1]
        elif len(step.case.inside) > len(before.inside):
            found["inside"] = list(step.case.inside[-1])
        else:
            found["outside"] = list(step.case.outside[-1])
    if step.evidence is not None:
        found["prices"] = step.evidence.prices.tolist()
        found["rows"] = [
            [rows.setdefault(row, len(rows)), home, price]
            for row, home, price in step.evidence.rows
        ]
    return found
