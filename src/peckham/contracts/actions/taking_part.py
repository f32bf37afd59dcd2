"""Steps of a practice's participation, its patients' letters, and what patients answer."""

from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import DatabaseError, connection, transaction

from peckham.contracts.domain.moving_lists import returns_by_default
from peckham.contracts.domain.participation import (
    Acting,
    Asked,
    NotForYou,
    NotYetReady,
    Standing,
    take_step,
)
from peckham.contracts.models import ParticipationStep
from peckham.contracts.queries.participation import standing_of
from peckham.contracts.queries.subcontracts import giver_of
from peckham.infra import audit, reference
from peckham.infra.refusing import refusing, state_of
from peckham.infra.scope import current_scope
from peckham.kernel import Actor, Refused
from peckham.kernel.london import day_of
from peckham.organisations import api as organisations
from peckham.places import api as places

_ASKS_FOR_LETTERS = ("write to patients", "suspend")


class UnknownToList(Refused):
    """Nobody on the list that moves is known by this number or key."""


def take_part(
    *,
    practice_id: int,
    contract_id: int,
    kind: str,
    intended_on: date | None = None,
    agreement: str = "",
    by: Actor,
    at: datetime,
) -> Standing:
    """Take one step of a practice's participation in a contract, on the day of `at`.

    Args:
        practice_id: Which practice.
        contract_id: In which contract.
        kind: The step, as the table names it.
        intended_on: Of a notice: the day for which it is given.
        agreement: Of joining partly: where the signed integration agreement is found.
        by: Who; the database asks for the account behind the open scope.
        at: Now.

    Raises:
        NotForYou: If another than the practice's signatory would decide (rule 21).
        Refused: Others of its kinds; see `domain.participation.take_step`.
    """
    standing = standing_of(practice_id)
    _check_provider(contract_id, kind)
    waiting = letters_waiting(practice_id) if kind in _ASKS_FOR_LETTERS else None
    after = take_step(
        standing,
        Asked(kind, intended_on, agreement_signed=bool(agreement.strip()), waiting=waiting),
        by=_acting(practice_id, standing.practice),
        at=at,
        parameters=reference.parameters(),
    )
    with transaction.atomic():
        step = ParticipationStep.objects.create(
            practice_id=practice_id,
            contract_id=contract_id,
            organisation_id=current_scope().organisation_id or 0,
            kind=kind,
            on_day=day_of(at),
            intended_on=intended_on,
            agreement=agreement.strip() if kind == "join partly" else "",
            mode=after.mode,
            core=after.core,
            returns_by_default=_default(standing, day_of(at)) if kind == "reactivate" else None,
            recorded_at=at,
            recorded_by=by.name,
        )
        audit.record(
            action="contracts.take_part",
            subject_kind="participation step",
            subject_id=step.public_id,
            by=by,
            at=at,
            detail={"practice": practice_id, "contract": contract_id, "kind": kind},
        )
    return after


def write_to_patients(*, notice: UUID, by: Actor, at: datetime) -> int:
    """Write to everybody on the list whom a letter reaches and who had none: one recorded batch.

    Returns:
        How many were written to; the others are told another way, one by one.
    """
    batch = uuid4()
    written = int(_call("write_to_patients", notice, batch))
    audit.record(
        action="contracts.write_to_patients",
        subject_kind="batch of letters",
        subject_id=batch,
        by=by,
        at=at,
        detail={"letters": written},
    )
    return written


def told_another_way(*, notice: UUID, person: UUID, way: str, by: Actor, at: datetime) -> None:
    """Record that somebody whom no letter reaches was given the notice by phone or in person.

    Raises:
        UnknownToList: If nobody the notice is about has the key.
    """
    _call("told_another_way", notice, person, way)
    audit.record(
        action="contracts.told_another_way",
        subject_kind="person",
        subject_id=person,
        by=by,
        at=at,
        detail={"way": way},
    )


def record_choice(*, notice: UUID, nhs_number: str, choice: str, by: Actor, at: datetime) -> None:
    """Record what a patient said: "opt out" of joining; to "return" or to "stay" on a return.

    Raises:
        UnknownToList: If nobody on the list that moves has the number.
    """
    _call("record_patient_choice", notice, nhs_number, choice)
    audit.record(
        action="contracts.record_choice",
        subject_kind="participation step",
        subject_id=notice,
        by=by,
        at=at,
        detail={"choice": choice},
    )


def letters_waiting(practice_id: int) -> int:
    """Count who of a practice's list, as it stands today, had no notice yet."""
    return int(_call("waiting_for_a_letter", practice_id))


def _check_provider(contract_id: int, kind: str) -> None:
    """A list goes to somebody: no core contract is suspended before another has its holder."""
    if kind in ("give notice", "suspend") and giver_of(contract_id) is None:
        raise NotYetReady(
            "Nobody holds the contract yet, so that no list could go anywhere.",
            rule=8,
            remedy="Take part partly, or wait until the contract is awarded.",
        )


def _acting(practice_id: int, name: str) -> Acting:
    """Say in which part whoever acts does so; the database asks again, of the account itself."""
    scope = current_scope()
    practice = places.practice(practice_id)
    may = organisations.roles.permitted(scope)
    if practice and scope.organisation_id == practice.organisation_id:
        return Acting("signatory", name if "decide_participation" in may else "")
    return Acting("commissioner" if "record_decisions" in may else "provider")


def _default(standing: Standing, on: date) -> bool:
    return standing.suspended_on is not None and returns_by_default(
        suspended_on=standing.suspended_on, returns_on=on, parameters=reference.parameters()
    )


def _call(function: str, *values: int | str | UUID) -> int:
    """Call a function of the law, and give its refusal in words."""
    places_of_values = ", ".join(["%s"] * len(values))
    with refusing(_refusal), connection.cursor() as cursor:
        cursor.execute(f"SELECT peckham.{function}({places_of_values})", list(map(str, values)))
        return cursor.fetchone()[0] or 0


def _refusal(error: DatabaseError) -> Refused | None:
    state = state_of(error)
    if state == "PK121":
        return NotForYou(
            "Only the practice's own signatory does this.",
            why="Taking part is the practice's own choice.",
            rule=21,
            who="the practice's signatory",
        )
    if state == "PK128":
        return NotYetReady("The notice does not run any more.", rule=8, remedy="Give a new one.")
    if state in ("PK129", "PK130"):
        return UnknownToList(
            "Nobody on the list that moves is known by this, or it cannot be asked of this notice.",
            remedy="Check the number. Who is not on the list has nothing to decide.",
            field="nhs_number",
        )
    return None
