"""Committees' decisions, and what becomes of a variation once each of them has decided."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from peckham.contracts import models as m
from peckham.contracts.actions.factual import NotWhole, write_fact
from peckham.contracts.actions.refusing import said_plainly
from peckham.contracts.domain.facts import Vote
from peckham.contracts.domain.varying import became
from peckham.contracts.queries.gathering import decision
from peckham.contracts.queries.rows import Rows
from peckham.contracts.queries.saying import commissioners, standing
from peckham.kernel import Actor, Refused
from peckham.kernel.london import day_of


class NotACommissioner(Refused):
    """The contract has no commissioner of this name."""


class VariationTooLate(Refused):
    """The first day of the variation has gone by: nothing is changed backwards."""


@transaction.atomic
def record_decision(
    *,
    contract_id: int,
    about: str,
    commissioner: str,
    body: str,
    outcome: str,
    quorum: int,
    votes: Sequence[Vote],
    reference: str,
    decided_on: date,
    conditions: Sequence[str] = (),
    considered: Sequence[str] = (),
    could_refuse: bool | None = None,
    variation_id: int | None = None,
    by: Actor,
    at: datetime,
) -> None:
    """Write down what a commissioner's own committee decided (rules 1, 2 and 65).

    Args:
        contract_id: About which contract.
        about: "approval", "award" or "variation".
        commissioner: Whose committee.
        body: The committee.
        outcome: "approved", "approved_subject_to" or "refused".
        quorum: How many members it needs.
        votes: Who was there and how each voted, with how interests were handled.
        reference: Where the minute is.
        decided_on: The day of the decision.
        conditions: What approval is subject to.
        considered: References of the assessments that lay before it.
        could_refuse: Whether it could still refuse; None where the record does not say.
        variation_id: Which variation it decides on, else None.
        by: Who writes it down.
        at: Now.

    Raises:
        NotACommissioner: If no commissioner has the name.
        ContractRefused: If it is another commissioner's committee.
        VariationTooLate: If it agrees to a variation whose first day has gone by.
    """
    contract = m.Contract.objects.get(pk=contract_id)
    rows = Rows(contract)
    names = [one.name for one in commissioners(rows, standing(rows, "commissioners", day_of(at)))]
    if commissioner not in names:
        raise NotACommissioner(
            f"{commissioner} does not commission this contract.",
            rule=1,
            remedy=f"Its commissioners are: {', '.join(names)}.",
            field="commissioner",
        )
    if not votes:
        raise NotWhole("Nobody voted.", rule=1, remedy="Write who was there.", field="votes")
    with said_plainly():
        row = write_fact(
            m.CommitteeDecision,
            contract_id,
            about=about,
            variation_id=variation_id,
            commissioner=commissioner,
            body=body,
            outcome=outcome,
            quorum=quorum,
            conditions=list(conditions),
            considered=list(considered),
            could_refuse=could_refuse,
            reference=reference,
            on_day=decided_on,
            by=by,
            at=at,
        )
        m.CommitteeVote.objects.bulk_create(
            m.CommitteeVote(
                decision=row, member=vote.member, choice=vote.choice, interest=vote.interest
            )
            for vote in votes
        )
        if variation_id is not None:
            _conclude(m.Variation.objects.get(pk=variation_id), names, by=by, at=at)


def _conclude(variation: m.Variation, names: Sequence[str], *, by: Actor, at: datetime) -> None:
    """Write down what became of a variation, once its commissioners' decisions say."""
    rows = m.CommitteeDecision.objects.filter(variation=variation).order_by("on_day", "pk")
    decisions = [decision(row) for row in rows.prefetch_related("votes")]
    outcome = became(decisions, names, proposer=variation.proposer)
    if outcome is None:
        return
    if outcome and variation.from_on < day_of(at):
        raise VariationTooLate(
            f"It would change the contract from {variation.from_on:%-d %B %Y}.",
            why="Nothing is changed backwards.",
            rule=65,
            remedy="Propose it anew from a later day.",
        )
    m.VariationOutcome.objects.create(
        variation=variation,
        is_agreed=outcome,
        on_day=day_of(at),
        recorded_at=at,
        recorded_by=by.identifier,
    )
