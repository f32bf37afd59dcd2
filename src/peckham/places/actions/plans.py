"""Adopting a neighbourhood plan."""

from datetime import date, datetime

from peckham.kernel import Actor


def adopt_plan(*, plan_id: int, from_on: date, by: Actor, at: datetime) -> None:
    """Put a drafted plan in force from a day, ending the plan before it on that day."""
    raise NotImplementedError
