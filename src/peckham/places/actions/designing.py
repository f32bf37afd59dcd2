"""Searches for a better plan: asked for by a planner, done by a job, found again, stopped."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from peckham.infra import audit
from peckham.kernel import Actor
from peckham.places.actions.drafting import NameTaken
from peckham.places.models import DesignRun, NeighbourhoodPlan
from peckham.places.queries.plans import NoSuchPlan

_OPEN = ("waiting", "working")


@transaction.atomic
def ask_for_design(
    *, begun_from: int, name: str, asked: Mapping[str, Any], steps: int, by: Actor, at: datetime
) -> tuple[int, UUID]:
    """Write down a search that a job is to do.

    Args:
        begun_from: The plan that it begins with.
        name: What to call the draft that comes of it.
        asked: The terms, as `design_terms.Terms` reads them.
        steps: How many steps it takes: with the seed, they decide the answer.
        by: Who asks.
        at: When.

    Returns:
        Its key, and its public key.

    Raises:
        NoSuchPlan: If there is no plan to begin with.
        NameTaken: If a plan of the place has that name, or another search will leave one.
    """
    plan = NeighbourhoodPlan.objects.filter(pk=begun_from).first()
    if plan is None:
        raise NoSuchPlan("There is no such neighbourhood plan.")
    named = {"place_id": plan.place_id, "name": name}
    if (
        NeighbourhoodPlan.objects.filter(**named).exists()
        or DesignRun.objects.filter(**named, state__in=_OPEN).exists()
    ):
        raise NameTaken(
            f"There is a plan called “{name}” already, or a search for one.",
            remedy="Choose another name.",
            field="name",
        )
    row = DesignRun.objects.create(
        place_id=plan.place_id,
        begun_from=plan,
        name=name,
        asked=dict(asked),
        steps_all=steps,
        asked_at=at,
        asked_by=by.identifier,
    )
    audit.record(
        action="places.ask_for_design",
        subject_kind="design run",
        subject_id=row.pk,
        by=by,
        at=at,
        detail={"begun_from": plan.pk},
    )
    return row.pk, row.public_id


def stop_design(*, public_id: UUID, at: datetime) -> None:
    """Ask a search to stop; what it has found by then becomes a draft."""
    DesignRun.objects.filter(
        public_id=public_id, state__in=_OPEN, stop_asked_at__isnull=True
    ).update(stop_asked_at=at)


def begin_design(run_id: int) -> DesignRun | None:
    """Take a search up, also one that a worker died over; None where it is over."""
    unfinished = DesignRun.objects.filter(pk=run_id, state__in=("waiting", "working"))
    row = unfinished.select_related("begun_from").first()
    if row is not None:
        DesignRun.objects.filter(pk=run_id).update(state="working")
    return row


def say_progress(run_id: int, *, steps_done: int) -> bool:
    """Write down how far a search is, and say whether it is to go on."""
    DesignRun.objects.filter(pk=run_id, state="working").update(steps_done=steps_done)
    return DesignRun.objects.filter(pk=run_id, stop_asked_at__isnull=True).exists()


def end_design(
    run_id: int, *, result: UUID | None, value: float | None, refusal: str, at: datetime
) -> None:
    """Write down how a search ended: with a draft, stopped with or without one, or refused."""
    row = DesignRun.objects.get(pk=run_id)
    plan = NeighbourhoodPlan.objects.filter(public_id=result).first() if result else None
    if refusal:
        state = "failed"
    elif row.stop_asked_at is not None or plan is None:
        state = "stopped"
    else:
        state = "done"
    DesignRun.objects.filter(pk=run_id).update(
        state=state, result=plan, best_value=value, refusal=refusal, ended_at=at
    )
