"""Adopting a neighbourhood plan, and ending the one before it on the same day."""

from datetime import date, datetime

from django.db import connection, transaction
from psycopg.types.range import DateRange

from peckham.infra import audit
from peckham.kernel import Actor, Refused
from peckham.places.domain.readiness import NotYetDecided, missing_for_adoption
from peckham.places.models import Area, NeighbourhoodPlan, PlanDecision
from peckham.places.queries.decisions import standing_record

_NAMED = 10


class UnknownPlan(Refused):
    """No neighbourhood plan has that key."""


class NotADraft(Refused):
    """The plan was adopted already; an adopted plan is not adopted again."""


class PlanLeavesAreasOut(Refused):
    """The plan does not have every small area of its place exactly once."""


class AdoptedTooEarly(Refused):
    """The plan would start on or before the first day of the plan that it follows."""


class DecidedTooLate(Refused):
    """The decision is dated after today, or after the first day of the plan."""


@transaction.atomic
def adopt_plan(*, plan_id: int, from_on: date, by: Actor, at: datetime) -> None:
    """Put a drafted plan in force from a day, ending the plan before it on that day.

    The database holds the same laws against every other way in (migrations/sql/plan_law.sql and
    decision_law.sql); here they are said in words.

    Raises:
        UnknownPlan: If there is no such plan.
        NotADraft: If it was adopted already.
        PlanLeavesAreasOut: Naming the areas.
        AdoptedTooEarly: If the standing plan started on or after that day.
        NotYetDecided: If the plan did not come with its place, and no decision, involvement,
            answer or statement on a network is written down (rule 43).
    """
    plan = draft_for_update(plan_id)
    _one_adoption_at_a_time(plan.place_id)
    _check_cover(plan)
    if not plan.came_with_place:
        missing = missing_for_adoption(standing_record(plan.pk, on=from_on))
        if missing or not hasattr(plan, "decision"):
            raise NotYetDecided(plan.name, missing or ("decision",))
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


@transaction.atomic
def adopt_by_decision(
    *,
    plan_id: int,
    body: str,
    decided_on: date,
    reference: str,
    from_on: date,
    today: date,
    by: Actor,
    at: datetime,
) -> None:
    """Write down the decision that adopts a plan, and put it in force from its first day.

    Args:
        plan_id: The draft.
        body: Who decided, such as a board or committee.
        decided_on: The day of the decision: not after today, nor after the first day.
        reference: Where the decision is to be found, such as a minute.
        from_on: The first day on which the plan holds.
        today: The day it is.
        by: Who writes it down.
        at: When.

    Raises:
        DecidedTooLate: If the decision is dated after today or after the first day.
        Refused: As `adopt_plan`.
    """
    plan = draft_for_update(plan_id)
    if decided_on > min(today, from_on):
        raise DecidedTooLate(
            f"The decision is dated {decided_on:%-d %B %Y}, which is after"
            f" {'today' if decided_on > today else 'the first day of the plan'}.",
            why="A plan is adopted by a decision that was taken.",
            remedy="Write the day on which it was decided, and a first day on or after it.",
            field="decided_on",
        )
    PlanDecision.objects.create(
        plan=plan,
        body=body,
        decided_on=decided_on,
        reference=reference,
        recorded_at=at,
        recorded_by=by.identifier,
    )
    adopt_plan(plan_id=plan_id, from_on=from_on, by=by, at=at)


def draft_for_update(plan_id: int) -> NeighbourhoodPlan:
    """Give a draft, locked until the transaction ends.

    Raises:
        UnknownPlan: If there is no such plan.
        NotADraft: If it was adopted already.
    """
    plan = NeighbourhoodPlan.objects.select_for_update().filter(pk=plan_id).first()
    if plan is None:
        raise UnknownPlan("There is no such neighbourhood plan.")
    if plan.state != "draft":
        raise NotADraft(
            f"“{plan.name}” was adopted already.",
            remedy="Draft another plan and adopt it from a later day.",
        )
    return plan


def _one_adoption_at_a_time(place_id: int) -> None:
    """Wait for an adoption that is under way in the same place: the second follows the first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('places.adopt'), %s)", [place_id])


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
            field="from_on",
        )
    standing.state = "superseded"
    standing.during = DateRange(first_on, from_on)
    standing.save(update_fields=["state", "during"])
