"""Drafting neighbourhood plans: a draft is written once, and another draft follows it."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from peckham.infra import audit
from peckham.kernel import Actor, Refused
from peckham.places.domain.naming import carried_over
from peckham.places.domain.plan_records import Assessment
from peckham.places.models import (
    Area,
    Neighbourhood,
    NeighbourhoodPlan,
    PlanArea,
    PlanAssessment,
)
from peckham.places.queries.plans import NoSuchPlan, areas_of_plan

_NAMED = 10


class NameTaken(Refused):
    """Another plan of the place has this name."""


class NotOfThisPlace(Refused):
    """The draft names small areas that are not of the place, or leaves some out."""


@transaction.atomic
def draft_plan(
    *,
    drafted_from: int,
    name: str,
    labels: Mapping[str, str],
    assessment: Assessment,
    explanation: str = "",
    by: Actor,
    at: datetime,
) -> UUID:
    """Write a draft with what was found of it; nothing changes for anybody until it is adopted.

    A neighbourhood that goes on keeps its code and name, because hubs serve it by its code.

    Args:
        drafted_from: The plan of the same place that it begins with.
        name: What to call it; no two plans of a place share a name.
        labels: A label for each small area of the place, by area code.
        assessment: How it was made and what was found, stored as it comes.
        explanation: A sentence or more for its reader.
        by: Who drafts.
        at: When.

    Returns:
        The draft's public key.

    Raises:
        NoSuchPlan: If there is no plan to begin with.
        NameTaken: If the name is taken.
        NotOfThisPlace: Naming the areas that are missing or not of the place.
    """
    earlier = NeighbourhoodPlan.objects.filter(pk=drafted_from).first()
    if earlier is None:
        raise NoSuchPlan("There is no such neighbourhood plan.")
    _check_name(earlier.place_id, name)
    areas = {area.code: area for area in Area.objects.filter(place_id=earlier.place_id)}
    _check_areas(set(areas), set(labels))
    plan = NeighbourhoodPlan.objects.create(
        place_id=earlier.place_id,
        name=name,
        explanation=explanation,
        source=f"{assessment.method}, {assessment.version}",
        is_provisional=False,
        drafted_from=earlier,
        made_at=at,
        made_by=by.identifier,
    )
    _put_areas(plan, earlier, labels, areas)
    _assess(plan, assessment, at=at)
    audit.record(
        action="places.draft_plan",
        subject_kind="neighbourhood plan",
        subject_id=plan.pk,
        by=by,
        at=at,
        detail={"drafted_from": earlier.pk},
    )
    return plan.public_id


def _check_name(place_id: int, name: str) -> None:
    if NeighbourhoodPlan.objects.filter(place_id=place_id, name=name).exists():
        raise NameTaken(
            f"There is a plan called “{name}” already.", remedy="Choose another name.", field="name"
        )


def _check_areas(wanted: set[str], planned: set[str]) -> None:
    wrong = sorted(wanted ^ planned)
    if wrong:
        raise NotOfThisPlace(
            f"{len(wrong)} small areas are missing or not of this place:"
            f" {', '.join(wrong[:_NAMED])}{' and more' if len(wrong) > _NAMED else ''}.",
            remedy="A plan has every area of its place exactly once.",
        )


def _put_areas(
    plan: NeighbourhoodPlan,
    earlier: NeighbourhoodPlan,
    labels: Mapping[str, str],
    areas: Mapping[str, Area],
) -> None:
    standing = areas_of_plan(earlier.pk)
    residents = {code: area.population or 0 for code, area in areas.items()}
    codes = carried_over(labels, standing.homes, residents)
    homes = Neighbourhood.objects.bulk_create(
        Neighbourhood(plan=plan, code=code, name=standing.names.get(code, f"Neighbourhood {code}"))
        for code in sorted(codes.values())
    )
    rows = {home.code: home for home in homes}
    PlanArea.objects.bulk_create(
        PlanArea(plan=plan, area=areas[area], neighbourhood=rows[codes[label]])
        for area, label in sorted(labels.items())
    )


def _assess(plan: NeighbourhoodPlan, assessment: Assessment, *, at: datetime) -> None:
    PlanAssessment.objects.create(
        plan=plan,
        method=assessment.method,
        version=assessment.version,
        inputs_sha256=assessment.inputs_sha256,
        seed=assessment.seed,
        asked=dict(assessment.asked or {}),
        measures=dict(assessment.measures or {}),
        certificate=None if assessment.certificate is None else dict(assessment.certificate),
        value=assessment.value,
        bound=assessment.bound,
        recorded_at=at,
    )
