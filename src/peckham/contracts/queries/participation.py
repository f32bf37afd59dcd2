"""How practices take part: the standing read from the steps, their history, and what re-prices."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from peckham.contracts.domain.participation import Standing
from peckham.contracts.domain.repricing import Change
from peckham.contracts.models import ParticipationStep
from peckham.infra.scope import current_scope
from peckham.kernel import Refused
from peckham.kernel.london import day_of
from peckham.places import api as places


class NoSuchPractice(Refused):
    """There is no such practice here."""


@dataclass(frozen=True, slots=True)
class StepView:
    """One step as it is shown: what, from which day, by whom, and what it did to the list.

    `with_provider` and `elsewhere` are how many of the list were with the provider and were not
    after it; None where the step moved no list.
    """

    id: int
    public_id: UUID
    contract_id: int
    kind: str
    on: date
    intended_on: date | None
    agreement: str
    mode: str
    core: str
    patients: int
    recorded_at: datetime
    with_provider: int | None
    elsewhere: int | None
    returns_by_default: bool | None


def standing_of(practice_id: int) -> Standing:
    """Read where a practice stands from its steps: nobody takes part before they say so.

    A practice without a step whose list is empty is a new one, without a core contract (rule 9).

    Raises:
        NoSuchPractice: If there is none.
    """
    practice = places.practice(practice_id)
    if practice is None:
        raise NoSuchPractice("There is no such practice here.")
    steps = list(ParticipationStep.objects.filter(practice_id=practice_id).order_by("pk"))
    if not steps:
        return Standing(practice.name, core="active" if list_size(practice_id) else "none")
    last = steps[-1]
    runs = last.core in ("notified", "patients_written", "return_notified")
    notices = [step for step in steps if step.intended_on is not None]
    suspended = [step.on_day for step in steps if step.kind == "suspend"]
    return Standing(
        practice.name,
        mode=last.mode,  # type: ignore[arg-type]
        core=last.core,  # type: ignore[arg-type]
        intended_on=notices[-1].intended_on if runs and notices else None,
        suspended_on=suspended[-1] if suspended else None,
        returns=sum(step.kind == "reactivate" for step in steps),
    )


def history(practice_id: int) -> tuple[StepView, ...]:
    """Tell a practice's steps, oldest first."""
    steps = ParticipationStep.objects.filter(practice_id=practice_id).order_by("pk")
    return _views(list(steps))


def steps_of_contract(contract_id: int) -> tuple[tuple[int, StepView], ...]:
    """Tell the steps in a contract of every practice, oldest first, each with its practice."""
    steps = list(ParticipationStep.objects.filter(contract_id=contract_id).order_by("pk"))
    return tuple(zip((step.practice_id for step in steps), _views(steps), strict=True))


def list_size(practice_id: int) -> int:
    """Count who is on a list today."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT peckham.list_size(%s, %s)", [practice_id, day_of(current_scope().at)]
        )
        return int(cursor.fetchone()[0])


def not_reached(notice: UUID, *, at_most: int) -> tuple[int, ...]:
    """List whom no letter reaches and who was not told another way, by key."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT peckham.not_reached(%s, %s)", [notice, at_most])
        return tuple(key for (key,) in cursor.fetchall())


def changes(contract_id: int) -> tuple[Change, ...]:
    """Give from which day a contract has which practices' patients (rule 67).

    A practice that takes part partly brings its list; fully, whoever went with it; as new, nobody
    until its list grows.
    """
    found = []
    before: dict[int, str] = {}
    for practice_id, step in steps_of_contract(contract_id):
        was = before.get(practice_id, "none")
        before[practice_id] = step.mode
        if step.mode != was:
            counted = step.patients if step.with_provider is None else step.with_provider
            joined = None if step.mode == "none" else counted
            found.append(Change(step.on, str(practice_id), joined))
    return tuple(found)


def _views(steps: list[ParticipationStep]) -> tuple[StepView, ...]:
    moved = _moved([step.pk for step in steps])
    return tuple(
        StepView(
            id=step.pk,
            public_id=step.public_id,
            contract_id=step.contract_id,
            kind=step.kind,
            on=step.on_day,
            intended_on=step.intended_on,
            agreement=step.agreement,
            mode=step.mode,
            core=step.core,
            patients=step.patients or 0,
            recorded_at=step.recorded_at,
            with_provider=moved.get(step.pk, (None, None))[0],
            elsewhere=moved.get(step.pk, (None, None))[1],
            returns_by_default=step.returns_by_default,
        )
        for step in steps
    )


def _moved(steps: list[int]) -> dict[int, tuple[int, int]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM peckham.moved_by(%s)", [steps])
        return {step: (stayed, went) for step, stayed, went in cursor.fetchall()}
