"""Agreeing how a contract shares risk, settling its years, and posting what is shared."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from peckham.finance import models as m
from peckham.finance.actions.refusing import refusals
from peckham.finance.actions.settlement_refusals import NotForASide
from peckham.finance.domain.attribution import Part, Term, check_order
from peckham.finance.domain.beside import beside
from peckham.finance.domain.settlement import Inputs, Settled, digest_of, settle
from peckham.finance.domain.sharing import Sharing
from peckham.finance.queries.settlements import settlement_row, terms_row
from peckham.infra import audit
from peckham.infra.scope import current_scope
from peckham.kernel import Actor

# Of the years that are drawn beside a settlement: the same for both sides, and again.
_SEED = 1

_SHARING = ("dead_band", "loss_share", "gain_share", "cap", "gate")
_SETTLED = (
    "expected_pence",
    "actual_pence",
    "commissioner_pence",
    "paid_pence",
    "result_pence",
    "is_gate_reached",
)


@transaction.atomic
def propose_terms(
    contract_id: int,
    *,
    from_on: date,
    order: Sequence[Term],
    sharing: Sharing,
    source: str,
    by: Actor,
    at: datetime,
    basis: str = "agreed",
) -> UUID:
    """Propose how a contract shares risk from a day on; it counts once both sides agreed.

    Args:
        contract_id: Key of the contract.
        from_on: The first day of the first year that it is for.
        order: The nine factors in the order in which they are turned, each with its owner.
        sharing: Dead band, shares, cap and gate.
        source: Where in the contract this stands.
        by: Who proposes; the proposal is their side's agreement as well.
        at: When.
        basis: "agreed", or "noise" where the dead band was set from what chance alone does.

    Returns:
        The public key of the terms.

    Raises:
        FactorMissing: If the order leaves a factor out.
        FactorTwice: If it names one twice.
        NotForASide: If the actor's organisation neither keeps the contract nor holds it.
    """
    check_order(order)
    side_of(contract_id)
    with refusals():
        row = m.RiskTerms.objects.create(
            contract_id=contract_id,
            number=m.RiskTerms.objects.filter(contract_id=contract_id).count() + 1,
            from_on=from_on,
            dead_band_basis=basis,
            source=source,
            proposed_for_id=acts_for(),
            **{name: _decimal(getattr(sharing, name)) for name in _SHARING},
            **_written(by, at),
        )
        m.RiskTerm.objects.bulk_create(
            m.RiskTerm(terms=row, place=place, factor=term.factor, owner=term.owner)
            for place, term in enumerate(order, start=1)
        )
        _ask_the_law()
    _say("finance.propose_terms", row.public_id, by=by, at=at)
    answer_terms(row.public_id, agrees=True, by=by, at=at)
    return row.public_id


@transaction.atomic
def answer_terms(terms: UUID, *, agrees: bool, by: Actor, at: datetime, words: str = "") -> None:
    """Agree to terms for one's side, or say why not.

    Raises:
        NotForASide: If the actor's organisation neither keeps the contract nor holds it.
    """
    row = terms_row(terms)
    with refusals():
        m.TermsAnswer.objects.create(
            terms=row,
            agrees=agrees,
            words=words,
            **_for_a_side(row.contract_id),
            **_written(by, at),
        )
    _say("finance.answer_terms", terms, by=by, at=at)


@transaction.atomic
def propose(contract_id: int, inputs: Inputs, *, terms: UUID, by: Actor, at: datetime) -> UUID:
    """Propose what a year is settled at, worked out from inputs that are kept with it.

    Args:
        contract_id: Key of the contract.
        inputs: All that it is worked out from; `queries.settled_inputs.gather` reads them.
        terms: The terms that both sides agreed to.
        by: Who proposes; the proposal is their side's agreement as well.
        at: When; the year is over.

    Returns:
        The public key of the settlement.

    Raises:
        NoAgreedTerms: If the terms are not agreed or not of that year.
        NotByTheTerms: If the inputs share otherwise than the terms say.
        NotForASide: If the actor's organisation neither keeps the contract nor holds it.
        QualityNotKnown: If the terms have a gate and nobody recorded what was reached.
    """
    text, found = inputs.text(), settle(inputs)
    year = (inputs.year.start, inputs.year.end)
    with refusals():
        row = m.Settlement.objects.create(
            contract_id=contract_id,
            terms=terms_row(terms),
            year=year,
            number=m.Settlement.objects.filter(contract_id=contract_id, year=year).count() + 1,
            inputs=text,
            inputs_sha256=digest_of(text),
            received_pence=inputs.received_pence,
            shared_pence=found.shared.pence,
            beside=asdict(beside(inputs, found, seed=_SEED)),
            transaction_id=0,
            **{name: getattr(found, name) for name in _SETTLED},
            side=side_of(contract_id),
            proposed_for_id=acts_for(),
            **_written(by, at),
        )
        _write_parts(row, found)
        _ask_the_law()
    _say("finance.propose_settlement", row.public_id, by=by, at=at)
    answer(row.public_id, agrees=True, by=by, at=at)
    return row.public_id


@transaction.atomic
def answer(settlement: UUID, *, agrees: bool, by: Actor, at: datetime, words: str = "") -> None:
    """Agree to a settlement for one's side, or say why not.

    Raises:
        NotForASide: If the actor's organisation neither keeps the contract nor holds it.
    """
    row = settlement_row(settlement)
    with refusals():
        m.SettlementAnswer.objects.create(
            settlement=row,
            agrees=agrees,
            words=words,
            **_for_a_side(row.contract_id),
            **_written(by, at),
        )
    _say("finance.answer_settlement", settlement, by=by, at=at)


def _write_parts(row: m.Settlement, found: Settled) -> None:
    """Write the parts of the contract and, under each, those of its neighbourhoods."""
    parts = m.SettlementPart.objects.bulk_create(
        m.SettlementPart(settlement=row, place=place, **_part(part))
        for place, part in enumerate(found.parts, start=1)
    )
    m.SettlementLocalPart.objects.bulk_create(
        m.SettlementLocalPart(part=part, neighbourhood_code=code, pence=local[place].pence)
        for place, part in enumerate(parts)
        for code, local in found.local.items()
    )


def _part(part: Part) -> dict[str, Any]:
    return {"factor": part.factor, "owner": part.owner, "pence": part.pence}


def side_of(contract_id: int) -> str:
    """Give the side on which the scope acts: "commissioner" or "provider".

    Raises:
        NotForASide: If it acts for neither, or without the permission.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT peckham.finance_side(%s)", [contract_id])
        side = cursor.fetchone()[0]
    if side is None:
        raise NotForASide(
            "Only whoever keeps a contract, or holds it, settles its years.",
            who="a finance officer of the commissioner or of the holder",
        )
    return str(side)


def acts_for() -> int:
    """Give the key of the organisation that the scope acts for.

    Raises:
        NotForASide: If it acts for none.
    """
    organisation = current_scope().organisation_id
    if organisation is None:
        raise NotForASide("Nobody settles a year without acting for an organisation.")
    return organisation


def _for_a_side(contract_id: int) -> dict[str, Any]:
    """Say for which side and organisation a row is; the database sets both from the scope too."""
    return {
        "side": side_of(contract_id),
        "answered_for_id": acts_for(),
    }


def _decimal(part: Fraction) -> Decimal:
    return Decimal(part.numerator) / Decimal(part.denominator)


def _ask_the_law() -> None:
    """Ask what the law asks of the whole now, so that the refusal is told here."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


def _written(by: Actor, at: datetime) -> dict[str, Any]:
    return {"recorded_at": at, "recorded_by": by.identifier}


def _say(action: str, subject: UUID, *, by: Actor, at: datetime) -> None:
    audit.record(action=action, subject_kind="settlement", subject_id=subject, by=by, at=at)
