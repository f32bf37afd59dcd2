"""Adopting a neighbourhood plan, and ending the one before it on the same day."""

from datetime import date, datetime

from django.db import transaction
from psycopg.types.range import DateRange

from peckham.infra import audit
from peckham.kernel import Actor, Refused
from peckham.places.models import Area, NeighbourhoodPlan, Place

_NAMED = 10


class UnknownPlan(Refused):
    """No neighbourhood plan has that key."""


class NotADraft(Refused):
    """The plan was adopted already; an adopted plan is not adopted again."""


class PlanLeavesAreasOut(Refused):
    """The plan does not have every small area of its place exactly once."""


class AdoptedTooEarly(Refused):
    """The plan would start on or before the first day of the plan that it follows."""


@transaction.atomic
def adopt_plan(*, plan_id: int, from_on: date, by: Actor, at: datetime) -> None:
    """Put a drafted plan in force from a day, ending the plan before it on that day.

    The database holds the same law against every other way in (migrations/sql/plan_law.sql);
    here it is said in words.

    Raises:
        UnknownPlan: If there is no such plan.
        NotADraft: If it was adopted already.
        PlanLeavesAreasOut: Naming the areas.
        AdoptedTooEarly: If the standing plan started on or after that day.
    """
    plan = _draft(plan_id)
    # One adoption at a time for a place: the second one follows the first.
    Place.objects.select_for_update().get(pk=plan.place_id)
    _check_cover(plan)
    standing = NeighbourhoodPlan.objects.filter(place_id=plan.place_id, state="adopted").first()
    if standing is not None:
        _supersede(standing, from_on)
    plan.state = "adopted"
    plan.during = DateRange(from_on, None)
    plan.adopted_at = at
    plan.adopted_by = by.identifier
    plan.save(update_fields=["state", "during", "adopted_at", "adopted_by"])
    audit.record(
        action="places.adopt_plan",
        subject_kind="neighbourhood plan",
        subject_id=plan.pk,
        by=by,
        at=at,
        detail={"from_on": from_on.isoformat(), "supersedes": standing.pk if standing else None},
    )


def _draft(plan_id: int) -> NeighbourhoodPlan:
    plan = NeighbourhoodPlan.objects.select_for_update().filter(pk=plan_id).first()
    if plan is None:
        raise UnknownPlan("There is no such neighbourhood plan.")
    if plan.state != "draft":
        raise NotADraft(
            f"“{plan.name}” was adopted already.",
            remedy="Draft another plan and adopt it from a later day.",
        )
    return plan


def _check_cover(plan: NeighbourhoodPlan) -> None:
    missing = list(
        Area.objects.filter(place_id=plan.place_id)
        .exclude(pk__in=plan.areas.values("area_id"))
        .order_by("code")
        .values_list("code", flat=True)
    )
    if missing:
        raise PlanLeavesAreasOut(
            f"“{plan.name}” leaves {len(missing)} small areas without a neighbourhood:"
            f" {', '.join(missing[:_NAMED])}{' and more' if len(missing) > _NAMED else ''}.",
            why="On any day every resident belongs to exactly one neighbourhood.",
            remedy="Put each of them in a neighbourhood of the plan.",
        )


def _supersede(standing: NeighbourhoodPlan, from_on: date) -> None:
    first_on = standing.during.lower
    if from_on <= first_on:
        raise AdoptedTooEarly(
            f"“{standing.name}” is in force from {first_on:%-d %B %Y}; a plan that follows it"
            " starts on a later day.",
            why="What was decided for days that have a plan already is not rewritten.",
        )
    standing.state = "superseded"
    standing.during = DateRange(first_on, from_on)
    standing.save(update_fields=["state", "during"])
