"""The report on a design: figures for programs, sentences for people, and the plan as a table."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from peckham.places.domain.design.designing import Design
from peckham.places.domain.design.measures import Measures
from peckham.places.domain.design.problem import Integers, Problem
from peckham.places.domain.design.proof.certificate import certificate_of
from peckham.places.domain.design.proof.fingerprints import input_hash

# Sentences on boroughs that are printed; the report has them all.
_SHOWN = 40


def plan_of(problem: Problem, labels: Integers) -> dict[str, str]:
    """Name neighbourhoods N01, N02 and so on, by area code."""
    width = max(2, len(str(int(labels.max()) + 1)))
    return {
        code: f"N{label + 1:0{width}}"
        for code, label in zip(problem.codes, labels.tolist(), strict=True)
    }


def report_of(problem: Problem, made: Design, *, made_by: str) -> dict[str, Any]:
    """Put everything that is known of a design into one JSON object."""
    relaxed = made.relaxed
    return {
        "made_by": made_by,
        "input_sha256": input_hash(problem),
        "seed": made.seed,
        "steps": made.steps,
        "steps_done": made.steps_done,
        "is_cut_short": made.is_cut_short,
        "is_variety_cut_short": made.is_variety_cut_short,
        "is_every_plan_looked_at": made.is_exhaustive,
        "counts": [asdict(counts) for counts in made.counts],
        "plan": plan_of(problem, made.labels),
        "measures": asdict(made.measures),
        "prices": [asdict(price) for price in made.prices],
        "price_of_nesting": None
        if relaxed is None
        else {
            "points_of_alignment": relaxed.gained_points,
            "crossings": relaxed.measures.crossings,
            "plan": plan_of(problem, relaxed.labels),
            "measures": asdict(relaxed.measures),
        },
        "alternatives": [
            {
                "name": one.name,
                "residents_elsewhere": one.residents_elsewhere,
                "measures": asdict(one.measures),
                "plan": plan_of(problem, one.labels),
            }
            for one in made.alternatives
        ],
        "bridges": [list(pair) for pair in problem.bridges],
        "certificate": None
        if made.proof is None
        else certificate_of(
            problem, made.labels, made.proof.searches, seed=made.seed, made_by=made_by
        ),
        "notes": list(notes(problem, made)),
    }


def sentences(problem: Problem, made: Design) -> Iterator[str]:
    """Say what the plan is like, what it cost and how good any other could be."""
    for counts in made.counts[:_SHOWN]:
        yield counts.sentence
    if len(made.counts) > _SHOWN:
        yield f"… and {len(made.counts) - _SHOWN} more, in the report."
    yield ""
    yield f"The plan: {_told(made.measures)}."
    if made.proof is not None:
        aligned, whole = made.measures.alignment, int(problem.registrations.sum())
        if aligned is not None and whole:
            gap = 100 * (made.proof.bound - aligned.aligned) / max(1, aligned.aligned)
            yield (
                f"Proven: no plan aligns more than {100 * made.proof.bound / whole:.2f} %"
                f" ({made.proof.bound:,} of {whole:,}); this one is within {max(gap, 0):.2f} %."
            )
    for price in made.prices:
        yield (
            f"Then {price.aim} ({price.unit}): {price.before:,.2f} to {price.after:,.2f} for"
            f" {max(price.paid_points, 0):.2f} points of alignment, of {price.allowed_points:g}"
            " allowed."
        )
    if made.relaxed is not None:
        yield (
            f"Price of keeping inside boroughs: {made.relaxed.gained_points:.2f} points of"
            f" alignment; the plan that has them crosses {made.relaxed.measures.crossings} times."
        )
    for number, one in enumerate(made.alternatives, start=1):
        yield f"Other plan {number}, {one.name}: {_told(one.measures)}."
    yield from notes(problem, made)


def notes(problem: Problem, made: Design) -> Iterator[str]:
    """Say what a reader must know before they trust the figures."""
    if not problem.networks:
        yield "Alignment was not measured: no registrations were given."
    elif problem.excluded_registrations:
        yield (
            f"{problem.excluded_registrations:,} registrations of networks that are not core are"
            " left out of alignment."
        )
    if made.is_cut_short:
        how_far = (
            f"after {made.steps_done:,} of {made.steps:,} moves"
            if made.steps_done < made.steps
            else "while it was proved and weighed"
        )
        yield f"Cut short {how_far}: given its time, the same seed gives another answer."
    elif made.is_variety_cut_short:
        yield (
            "The plan is what its steps and seed decide; the search for other plans and for the"
            " price of nesting was cut short."
        )
    if made.measures.hub is not None:
        yield "Distances are straight lines between the middles of areas, not journeys."
    for one, other in problem.bridges:
        yield f"{one} and {other} do not touch; they were joined as the nearest of two pieces."


def _told(measures: Measures) -> str:
    parts = [f"{measures.count} neighbourhoods"]
    if measures.alignment is not None:
        parts.append(f"{measures.alignment.percent:.2f} % of registrations aligned")
    for base in measures.bases:
        parts.append(
            f"{base.least:,} to {base.most:,} residents ({base.base}), {base.outside} outside the"
            f" bounds, worst deviation {base.worst_deviation_percent:.1f} %"
        )
    parts.append(f"{measures.crossings} cross boroughs")
    parts.append(f"{measures.cut_km:.1f} km between neighbourhoods")
    if measures.compactness is not None:
        parts.append(f"compactness {measures.compactness[0]:.3f}")
    if measures.hub is not None:
        parts.append(f"{measures.hub.need_weighted_km:.2f} km to the hub")
        if measures.hub.by_fifth_km is not None:
            parts.append(f"{measures.hub.by_fifth_km[0]:.2f} km for the most deprived fifth")
    if measures.change is not None:
        parts.append(
            f"{measures.change.residents:,} residents and {measures.change.patients:,} patients"
            " in another neighbourhood than today"
        )
    return ", ".join(parts)
