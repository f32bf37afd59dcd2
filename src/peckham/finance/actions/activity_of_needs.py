"""Activity from the Needs book: what a contract's providers answered at their hubs in a month."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db import connection
from psycopg.types.json import Jsonb

from peckham.care import api as care
from peckham.contracts import api as contracts
from peckham.finance.actions.activity import NEEDS, begin, merged, new_batch, scope_of_job
from peckham.finance.models import ActivityBatch
from peckham.finance.queries.contract_ground import ContractGround, ground_of
from peckham.finance.reading import age_bands
from peckham.infra.scope import open_scope
from peckham.kernel import Actor
from peckham.kernel.london import day_of
from peckham.kernel.months import months_after
from peckham.sharing import api as sharing

# Staged, and merged.
_STEPS: Final = 2
_TAKEN, _KEPT_OUT = "taken", "kept out"


def ask_needs(*, contract_id: int, month: date, by: Actor, at: datetime) -> tuple[int, UUID]:
    """Leave it to the job to take in what the Needs book answered in a month.

    Args:
        contract_id: The contract under which it was done.
        month: A day of the month.
        by: Who asks.
        at: When.

    Returns:
        The batch's key, and its public key.

    Raises:
        NoTerms: If the contract says nothing of its days and services.
        NotYourPayment: If the actor is no finance officer of a party to the contract.
    """
    ground_of(contract_id, on=day_of(at))
    first = month.replace(day=1)
    name = f"Needs book, {first:%B %Y}"
    row = new_batch(contract_id, NEEDS, name, b"", month=first, by=by, at=at)
    return row.pk, row.public_id


def take_in_needs(batch_id: int) -> None:
    """Take in the month of a batch; harmless however often it is begun, or asked for."""
    with open_scope(scope_of_job()) as scope:
        batch = ActivityBatch.objects.get(pk=batch_id)
        if batch.month is None or not begin(batch_id, _STEPS):
            return
        found = _staged(batch, batch.month, on=day_of(scope.at))
        told = _told({standing: requests for standing, requests, _ in found}, day_of(scope.at))
        _call("SELECT peckham.finance_say_not_taken(%s, %s)", batch_id, Jsonb(told))
        _call("SELECT peckham.finance_say_staged(%s, %s)", batch_id, 1)
    merged(batch_id, found[0][2] if found else 0)


def _staged(batch: ActivityBatch, month: date, *, on: date) -> list[tuple[str, int, int]]:
    ground = ground_of(batch.contract_id, on=on)
    given = sorted(_given(ground, on=on))
    ends = [months_after(month, 1), *([ground.term.end] if ground.term.end else [])]
    ages = age_bands()
    return _call(
        "SELECT * FROM peckham.finance_stage_needs(%s, %s, %s, %s, %s, %s, %s, %s, %s)",
        batch.pk,
        ground.place_id,
        max(month, ground.term.start),
        min(ends),
        [body for body, _ in given],
        [service for _, service in given],
        [one.code for one in care.outcomes() if one.meets_need],
        [one.code for one in ages],
        [one.from_years for one in ages],
    )


def _given(ground: ContractGround, *, on: date) -> Iterable[tuple[int, str]]:
    """Say who does what: the holder all services in scope, a subcontractor those given to it."""
    holder = contracts.subcontracting.giver_of(ground.id)
    given = {(holder, service) for service in ground.services} if holder is not None else set()
    for one in contracts.subcontracting.subcontracts(ground.id, on=on):
        given |= {(one.subcontractor_id, service) for service in one.services}
    return given


def _told(requests: dict[str, int], on: date) -> list[dict[str, object]]:
    """List what was not taken by reason; of those who are left out, no small number is told."""
    method = sharing.runs.counting_method(on=on)
    return [
        {
            "reason": reason,
            "requests": sharing.runs.shown(many, method).about if reason == _KEPT_OUT else many,
        }
        for reason, many in sorted(requests.items())
        if reason != _TAKEN
    ]


def _call(statement: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())
