"""Passing a gate, and suspending, resuming or ending a contract."""

from datetime import date, datetime
from typing import Literal

from django.db import transaction

from peckham.contracts import models as m
from peckham.contracts.actions.refusing import said_plainly
from peckham.contracts.domain.gates import pass_gate as passed_with
from peckham.contracts.queries.cases import case_on
from peckham.infra import audit
from peckham.kernel import Actor
from peckham.kernel.london import day_of

type Change = Literal["suspended", "resumed", "terminated"]


@transaction.atomic
def pass_gate(*, contract_id: int, gate: str, by: Actor, at: datetime) -> None:
    """Pass a gate today: the next one, with every rule before it met by what is written down.

    Raises:
        OutOfOrder: If another gate comes first, or this one was passed.
        NoLongerOpen: If the contract was terminated.
        ConditionOpen: Naming the first rule that keeps it shut, its source and what would help.
        ContractRefused: If another organisation keeps the contract, or the books refuse it.
    """
    contract = m.Contract.objects.select_related("kept_by").get(pk=contract_id)
    passed = list(
        m.GatePassage.objects.filter(contract=contract)
        .order_by("position")
        .values_list("gate", flat=True)
    )
    ended = m.StandingChange.objects.filter(contract=contract, what="terminated").exists()
    today = day_of(at)
    found = case_on(contract, on=today, at=at)
    now_passed = passed_with(passed, gate, found.findings, is_terminated=ended)
    with said_plainly():
        m.GatePassage.objects.create(
            contract=contract,
            gate=gate,
            position=len(now_passed),
            on_day=today,
            recorded_at=at,
            recorded_by=by.identifier,
        )
    _audited("contracts.pass_gate", contract_id, {"gate": gate}, by=by, at=at)


@transaction.atomic
def change_standing(
    *, contract_id: int, what: Change, reason: str, from_on: date, by: Actor, at: datetime
) -> None:
    """Suspend, resume or terminate a contract from today or a later day.

    Raises:
        ContractRefused: If the day has gone by, the contract is a draft or has ended, or another
            organisation keeps it.
    """
    with said_plainly():
        m.StandingChange.objects.create(
            contract_id=contract_id,
            what=what,
            reason=reason,
            from_on=from_on,
            on_day=day_of(at),
            recorded_at=at,
            recorded_by=by.identifier,
        )
    _audited(
        "contracts.change_standing",
        contract_id,
        {"what": what, "from_on": from_on.isoformat()},
        by=by,
        at=at,
    )


def _audited(
    action: str, contract_id: int, detail: dict[str, object], *, by: Actor, at: datetime
) -> None:
    audit.record(
        action=action, subject_kind="contract", subject_id=contract_id, by=by, at=at, detail=detail
    )
