"""Drafting a contract from its kind's template, and keeping its parts while it is a draft."""

from collections.abc import Mapping
from datetime import date, datetime
from fractions import Fraction
from uuid import UUID

from django.db import IntegrityError, transaction

from peckham.contracts import models as m
from peckham.contracts import reading
from peckham.contracts.actions.refusing import said_plainly
from peckham.contracts.actions.writing import write_parts
from peckham.contracts.domain import catalogue
from peckham.contracts.domain.stated import Parts, StatedShare, StatedTerms
from peckham.infra import audit
from peckham.kernel import Actor, Refused
from peckham.kernel.months import years_after
from peckham.organisations import api as organisations


class ReferenceTaken(Refused):
    """Another contract has this reference."""


class StaleDraft(Refused):
    """Somebody else has changed this part of the contract since you began."""


class NotADraft(Refused):
    """The contract has passed a gate: what it says changes by a variation."""


@transaction.atomic
def draft_contract(
    *,
    reference: str,
    title: str,
    kind: str,
    kept_by: int,
    starts_on: date,
    place_id: int | None = None,
    by: Actor,
    at: datetime,
) -> UUID:
    """Draft a contract from the template of its kind: term, scope, and its keeper as commissioner.

    Args:
        reference: The deployer's own number for it, unique.
        title: What it is called.
        kind: Code of its kind.
        kept_by: The organisation that drafts it and co-ordinates, until the shares say otherwise.
        starts_on: Its first day.
        place_id: The place that it is for, or None.
        by: Its author, who cannot decide on it (rule 1).
        at: Now.

    Raises:
        UnknownKind: If there is no such kind.
        ReferenceTaken: If the reference is used.
        ContractRefused: If it is drafted for another organisation than the one acted for.
    """
    form = reading.kinds().kind(kind)
    keeper = next(one for one in organisations.directory() if one.id == kept_by)
    contract = _create(
        reference=reference,
        title=title,
        kind_id=kind,
        kept_by_id=kept_by,
        place_id=place_id,
        author=by.name,
        recorded_at=at,
        recorded_by=by.identifier,
    )
    years = form.template_years
    parts = Parts(
        terms=StatedTerms(starts_on, years_after(starts_on, years) if years else None),
        commissioners=(StatedShare(keeper.name, keeper.kind, Fraction(1), True, keeper.id),),
        scope=catalogue.template(reading.services(), form.family),
    )
    with said_plainly():
        write_parts(contract, parts, by=by, at=at)
    _audited("contracts.draft", contract, {"kind": kind}, by=by, at=at)
    return contract.public_id


def _create(**facts: object) -> m.Contract:
    try:
        with said_plainly():
            return m.Contract.objects.create(**facts)
    except IntegrityError:
        raise ReferenceTaken(
            f"There is a contract {facts['reference']} already, or it has no title.",
            remedy="Choose another reference, and write a title.",
            field="reference",
        ) from None


@transaction.atomic
def write_standing(
    *,
    reference: str,
    title: str,
    kind: str,
    kept_by: int,
    entered_on: date,
    source: str,
    parts: Parts,
    place_id: int | None = None,
    by: Actor,
    at: datetime,
) -> UUID:
    """Write down a contract that stands already, such as a practice's core contract.

    Args:
        reference: The deployer's own number for it, unique.
        title: What it is called.
        kind: Code of its kind: one that committees do not decide on here.
        kept_by: Who commissions it and keeps it.
        entered_on: When the parties entered into it.
        source: Where it was read.
        parts: What it says; at least terms, commissioners, people and scope.
        place_id: The place that it is for, or None.
        by: Who writes it down.
        at: Now.

    Raises:
        ContractRefused: If its kind passes gates here, or it overlaps another of its tier (rule 7).
    """
    contract = _create(
        reference=reference,
        title=title,
        kind_id=kind,
        kept_by_id=kept_by,
        place_id=place_id,
        author=by.name,
        entered_on=entered_on,
        source=source,
        recorded_at=at,
        recorded_by=by.identifier,
    )
    catalogue.check_lines(reading.services(), parts.scope or ())
    with said_plainly():
        write_parts(contract, parts, by=by, at=at)
    _audited("contracts.write_standing", contract, {"kind": kind}, by=by, at=at)
    return contract.public_id


@transaction.atomic
def keep_parts(
    *,
    contract_id: int,
    parts: Parts,
    follows: Mapping[str, int] | None = None,
    by: Actor,
    at: datetime,
) -> None:
    """State parts of a draft anew: each whole, after the ones before.

    Args:
        contract_id: Which contract.
        parts: What is stated.
        follows: For each part the number that the reader saw; None for whichever is latest.
        by: Who writes.
        at: Now.

    Raises:
        NotADraft: If it has passed a gate.
        StaleDraft: If somebody stated the part since.
        Refused: If a part says what no draft may say; see `domain.stated.check_parts`.
    """
    contract = m.Contract.objects.get(pk=contract_id)
    if contract.entered_on or m.GatePassage.objects.filter(contract=contract).exists():
        raise NotADraft(
            f"{contract.reference} is no draft any more.",
            why="What commissioners have approved does not change behind them.",
            rule=65,
            remedy="Propose a variation.",
        )
    for part, number in (follows or {}).items():
        kept = m.Provision.objects.filter(contract=contract, part=part)
        if kept.filter(number__gt=number).exists():
            raise StaleDraft(
                "Somebody has changed this part since you opened it. Nothing was saved.",
                remedy="Read what it says now, and change that.",
            )
    catalogue.check_lines(reading.services(), parts.scope or ())
    with said_plainly():
        write_parts(contract, parts, by=by, at=at)
    _audited("contracts.keep_parts", contract, {"parts": list(parts.named())}, by=by, at=at)


@transaction.atomic
def name_programme(
    *, place_id: int, programme: str, from_on: date, source: str, by: Actor, at: datetime
) -> None:
    """Say to which programme a place belongs from a day on (rule 14).

    Raises:
        ContractRefused: If a commissioner does not say so.
    """
    with said_plainly():
        m.PlaceProgramme.objects.create(
            place_id=place_id,
            programme=programme,
            from_on=from_on,
            source=source,
            recorded_at=at,
            recorded_by=by.identifier,
        )
    audit.record(
        action="contracts.name_programme",
        subject_kind="place",
        subject_id=place_id,
        by=by,
        at=at,
        detail={"programme": programme},
    )


def _audited(
    action: str, contract: m.Contract, detail: dict[str, object], *, by: Actor, at: datetime
) -> None:
    audit.record(
        action=action,
        subject_kind="contract",
        subject_id=contract.public_id,
        by=by,
        at=at,
        detail=detail,
    )
