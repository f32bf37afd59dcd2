"""Proposing a baseline, deciding on it, and what a decision needs: each written down once."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from django.db import connection, transaction
from psycopg.types.range import DateRange

from peckham.contracts import api as contracts
from peckham.finance import models as m
from peckham.finance.actions.refusing import refusals
from peckham.finance.domain.baseline import storing
from peckham.finance.domain.baseline.computing import compute
from peckham.finance.domain.baseline.inputs import Inputs
from peckham.finance.queries.baselines import NoSuchVersion, figures_of
from peckham.infra import audit
from peckham.kernel import Actor


@transaction.atomic
def propose(
    *,
    contract_id: int,
    proposed_for: int,
    inputs: Inputs,
    services: Collection[str],
    words: str,
    by: Actor,
    at: datetime,
    counts_from: date | None = None,
    rebase: UUID | None = None,
) -> UUID:
    """Propose a version of a contract's baseline for an organisation that is a party to it.

    Args:
        contract_id: Key of the contract.
        proposed_for: Key of the organisation that proposes.
        inputs: All that it rests on; its value is computed here and stored with them.
        services: Codes of the lines in the contract's scope, as `services_of` gives them.
        words: Why.
        by: Who proposes.
        at: Now.
        counts_from: The first day on which it would count; None is the first of its year.
        rebase: Key of the rule under which it would follow another.

    Returns:
        The key of the proposal, and of the version, in addresses.

    Raises:
        InputsNotWhole: Naming everything that is wrong.
        NoPeopleThen: If the path of people says nothing of a year that is needed.
        NotForYou: If the organisation is no party to the contract, or another's (rule 65).
        NotToBeRebased: If there is no such rule in force then.
    """
    computed, told = compute(inputs, services), storing.written(inputs)
    rule = m.RebaseRule.objects.filter(public_id=rebase).first() if rebase else None
    with refusals():
        row = _proposal("baseline", contract_id, proposed_for, words, by, at)
        version = m.BaselineVersion.objects.create(
            proposal=row,
            contract_id=contract_id,
            # The database gives the number, and the transaction that its figures come in.
            number=0,
            transaction_id=0,
            year=DateRange(inputs.year.start, inputs.year.end),
            counts_from=counts_from or inputs.year.start,
            rebase=rule,
            inputs=told,
            inputs_sha256=storing.digest(told),
            value_pence=computed.value_pence,
            recorded_at=at,
            recorded_by=by.identifier,
        )
        m.BaselineFigure.objects.bulk_create(
            m.BaselineFigure(version=version, service=service, basis=basis, pence=pence)
            for basis, lines in figures_of(inputs, computed).items()
            for service, pence in lines.items()
        )
        _ask_now()
    return row.public_id


@transaction.atomic
def propose_budgeting(
    *, contract_id: int, proposed_for: int, words: str, by: Actor, at: datetime
) -> UUID:
    """Propose a change to how a contract's money is budgeted, in words (rule 65).

    Raises:
        NotForYou: If the organisation is no party to the contract, or another's.
    """
    with refusals():
        return _proposal("budgeting", contract_id, proposed_for, words, by, at).public_id


@transaction.atomic
def decide(
    *,
    proposal: UUID,
    outcome: Literal["adopted", "shadow", "refused"],
    reason: str,
    decided_on: date,
    by: Actor,
    at: datetime,
    over_allocation: str = "",
) -> None:
    """Decide on a proposal for the commissioner, with the reason and both times (rule 65).

    An adopted baseline agrees with the ledger, which is written down for the contract's gates.

    Args:
        proposal: Its key.
        outcome: What was decided; "shadow" runs a baseline beside its year, and nothing is paid.
        reason: Why.
        decided_on: The day.
        by: Who decides: not who proposed it.
        at: Now.
        over_allocation: Who bears what it is worth beyond the allocation.

    Raises:
        NotForYou: If the actor does not act for the commissioner, or proposed it.
        NotReconciled: If the outturn and the ledger differ by what nobody explained.
        NotAfforded: If no allocation is recorded, or nobody bears what lies beyond it.
        NotToBeRebased: If the year has a baseline and no rule lets another follow.
        DecidedAlready: If it was decided on before.
        DecidedOnAnotherDay: If the day lies before the proposal, or is one to come.
    """
    with refusals():
        row = m.Proposal.objects.filter(public_id=proposal).first()
        if row is None:
            raise NoSuchVersion("There is no such proposal here.")
        m.ProposalDecision.objects.create(
            proposal=row,
            outcome=outcome,
            reason=reason,
            decided_on=decided_on,
            over_allocation=over_allocation,
            recorded_at=at,
            recorded_by=by.identifier,
        )
        _say(f"finance.proposal_{outcome}", proposal, by=by, at=at)
    if row.kind == "baseline" and outcome == "adopted":
        # The gate before signature asks for it, and the law above has just held it.
        contracts.heads.facts.record_assurance(
            contract_id=row.contract_id, vat=None, guarantee=None, reconciled=True,
            known_on=decided_on, by=by, at=at,
        )  # fmt: skip


@transaction.atomic
def explain_difference(
    *,
    version: UUID,
    service: str,
    pence: int,
    reason: str,
    said_by: str,
    by: Actor,
    at: datetime,
) -> None:
    """Explain by how much a line's outturn differs from the ledger, and why.

    Args:
        version: Key of the version.
        service: Code of the line.
        pence: What the outturn has beyond the ledger for this reason; below zero, less.
        reason: Why.
        said_by: Who says so.
        by: Who writes it down, for a party to the contract.
        at: Now.

    Raises:
        NotForYou: If the actor acts for no party.
        DecidedAlready: If the version was decided on.
    """
    with refusals():
        row = m.BaselineVersion.objects.filter(proposal__public_id=version).first()
        if row is None:
            raise NoSuchVersion("There is no such version of a baseline here.")
        m.DifferenceExplained.objects.create(
            version=row,
            service=service,
            pence=pence,
            reason=reason,
            said_by=said_by,
            recorded_at=at,
            recorded_by=by.identifier,
        )
        _say("finance.explain_difference", version, by=by, at=at)


@transaction.atomic
def record_allocation(
    *, contract_id: int, year_from: date, pence: int, source: str, by: Actor, at: datetime
) -> None:
    """Record what the commissioner has for a year of a contract, and where that is said.

    Raises:
        NotForYou: If the actor does not act for the commissioner.
    """
    with refusals():
        row = m.Allocation.objects.create(
            contract_id=contract_id,
            year_from=year_from,
            pence=pence,
            source=source,
            recorded_at=at,
            recorded_by=by.identifier,
        )
        _say("finance.record_allocation", row.pk, by=by, at=at, kind="allocation")


@transaction.atomic
def write_rebase_rule(
    *,
    contract_id: int,
    trigger: str,
    asked_by: Literal["commissioner", "provider", "either"],
    from_on: date,
    source: str,
    by: Actor,
    at: datetime,
) -> UUID:
    """Write down when a year's baseline may be followed by another (rule 68).

    Raises:
        NotForYou: If the actor does not act for the commissioner.
    """
    with refusals():
        row = m.RebaseRule.objects.create(
            contract_id=contract_id,
            trigger=trigger,
            asked_by=asked_by,
            from_on=from_on,
            source=source,
            recorded_at=at,
            recorded_by=by.identifier,
        )
        _say("finance.write_rebase_rule", row.public_id, by=by, at=at, kind="rebase rule")
    return row.public_id


def _proposal(
    kind: str, contract_id: int, proposed_for: int, words: str, by: Actor, at: datetime
) -> m.Proposal:
    row = m.Proposal.objects.create(
        contract_id=contract_id,
        kind=kind,
        proposed_for_id=proposed_for,
        words=words,
        recorded_at=at,
        recorded_by=by.identifier,
    )
    _say("finance.propose", row.public_id, by=by, at=at)
    return row


def _ask_now() -> None:
    """Ask now what the law asks of the whole, so that the refusal is told here."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _say(
    action: str, subject: UUID | int, *, by: Actor, at: datetime, kind: str = "proposal"
) -> None:
    audit.record(action=action, subject_kind=kind, subject_id=subject, by=by, at=at)
