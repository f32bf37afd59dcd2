"""Searching for a plan with the designer and proving how good it is: values in, values out.

The designer is imported where it is used: only the worker, who searches, carries it.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from peckham.places.domain.plan_records import Assessment
from peckham.places.queries.plans import areas_of_plan

if TYPE_CHECKING:
    from peckham.places.domain.design.problem import Problem, Wishes

METHOD = "designer"


@dataclass(frozen=True, slots=True)
class Sought:
    """What a search found: a label for each small area, and what is known of it."""

    labels: Mapping[str, str]
    assessment: Assessment


def posed_for(plan_id: int, place_id: int, asked: Mapping[str, Any], *, on: date) -> "Problem":
    """Pose the search that a planner asked for.

    Args:
        plan_id: The plan that it begins with.
        place_id: Its place.
        asked: minimum, maximum, count; `locked`, codes of neighbourhoods that keep exactly their
            areas; `areas`, codes of areas that go on sharing a neighbourhood, or not.
        on: The day whose networks and counts are used.
    """
    from peckham.places.domain.design.problem import Limits
    from peckham.places.queries.posed import problem_of

    homes = areas_of_plan(plan_id).homes
    limits = Limits(int(asked["minimum"]), int(asked["maximum"]), int(asked["count"]))
    free = problem_of(place_id, on=on, limits=limits)
    wishes = _wishes(asked, homes, free)
    return problem_of(place_id, on=on, limits=limits, wishes=wishes, current=homes)


def _wishes(asked: Mapping[str, Any], homes: Mapping[str, str], ground: "Problem") -> "Wishes":
    """Say what stays: a locked neighbourhood keeps its areas, and no neighbour of them joins it."""
    from peckham.places.domain.design.problem import Wishes

    locked = set(asked.get("locked", ()))
    pairs = ((ground.codes[one], ground.codes[other]) for one, other in ground.edges.tolist())
    return Wishes(
        locked=[[area for area, home in homes.items() if home == code] for code in sorted(locked)],
        pinned={area: homes[area] for area in asked.get("areas", ())},
        forbidden=[
            (one, other)
            for one, other in pairs
            if homes[one] != homes[other] and locked & {homes[one], homes[other]}
        ],
    )


def sought(
    problem: "Problem",
    asked: Mapping[str, Any],
    *,
    steps: int,
    tell: Callable[[str, int, int], None],
    is_over: Callable[[], bool],
) -> Sought:
    """Search, then prove a bound; the seed and the steps decide the plan.

    Args:
        problem: As `posed_for` gives it.
        asked: As for `posed_for`, with the seed.
        steps: Moves to try.
        tell: Told what is being done, and how much of how much.
        is_over: Asked whether to end with the best so far.

    Raises:
        CannotDesign: If no plan can keep the terms, or none was found.
    """
    from peckham.places.domain.design.designing import Wanted, design
    from peckham.places.domain.design.problem import VERSION
    from peckham.places.domain.design.proof.certificate import certificate_of
    from peckham.places.domain.design.search import Watch

    wanted = Wanted(seed=int(asked["seed"]), steps=steps, is_varied=False)
    made = design(problem, wanted, Watch(is_over, tell))
    aligned = made.measures.alignment
    certificate = None
    if made.proof is not None:
        certificate = certificate_of(
            problem,
            made.labels,
            made.proof.searches,
            seed=made.seed,
            made_by=f"{METHOD}, {VERSION}",
        )
    return Sought(
        labels={code: str(label) for code, label in zip(problem.codes, made.labels, strict=True)},
        assessment=Assessment(
            method=METHOD,
            version=VERSION,
            inputs_sha256=ground_hash(problem),
            seed=made.seed,
            asked={**asked, "steps": steps, "steps_done": made.steps_done},
            measures=asdict(made.measures),
            certificate=certificate,
            value=aligned.aligned / aligned.registrations if aligned else None,
            bound=certificate["bound"] / certificate["of"] if certificate else None,
        ),
    )


def ground_hash(problem: "Problem") -> str:
    """Name what a plan was made from, whatever it began with and whatever was to stay.

    Two plans with one name of these can be held against one bound, if nothing was to stay.
    """
    return replace(problem, current=None, together=(), apart=()).input_hash
