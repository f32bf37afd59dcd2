"""Writing down milestones, providers' plans, promises, money's sources, and offers to practices."""

from datetime import date, datetime
from uuid import UUID

from peckham.contracts.actions.stating import write
from peckham.contracts.domain.partner_views import Told
from peckham.contracts.models.promises import (
    Commitment,
    FundingStatement,
    Milestone,
    MilestoneState,
    OfferReply,
    PracticeOffer,
    Promise,
    PromiseEvidence,
    ProviderPlan,
)
from peckham.contracts.models.quoted import IN_ORDER
from peckham.kernel import Actor, Refused


class NotFunded(Refused):
    """Money would be committed for a purpose whose source is not yet identified (rule 42)."""


class NothingSuch(Refused):
    """What this would be added to is not there."""


class NoTimeAllowed(Refused):
    """An offer would end before practices had a day to answer it (rule 54)."""


def set_milestone(
    *, place_id: int, words: str, due_on: date, told: Told, by: Actor, at: datetime
) -> UUID:
    """Write down what is due by a day (rule 41)."""
    values = {"place_id": place_id, "words": words, "due_on": due_on}
    return write(Milestone, told=told, by=by, at=at, **values).public_id


def state_milestone(*, milestone: UUID, state: str, told: Told, by: Actor, at: datetime) -> None:
    """Say how a milestone stands; the latest stands (rule 41).

    Raises:
        NothingSuch: If there is no such milestone.
    """
    row = Milestone.objects.filter(public_id=milestone).first()
    if row is None:
        raise NothingSuch("There is no such milestone.", field="milestone")
    write(MilestoneState, told=told, by=by, at=at, milestone=row, state=state)


def state_provider_plan(
    *, place_id: int, provider: str, state: str, told: Told, by: Actor, at: datetime
) -> None:
    """Say how a provider's plan stands (rule 31)."""
    values = {"place_id": place_id, "provider": provider, "state": state}
    write(ProviderPlan, told=told, by=by, at=at, **values)


def promise(*, place_id: int, words: str, owner: str, told: Told, by: Actor, at: datetime) -> UUID:
    """Write down an assurance with who owes it (rule 42)."""
    values = {"place_id": place_id, "words": words, "owner": owner}
    return write(Promise, told=told, by=by, at=at, **values).public_id


def show_evidence(
    *, promise: UUID, words: str, is_kept: bool | None, told: Told, by: Actor, at: datetime
) -> None:
    """Write down what shows that a promise is kept, is not, or is not clear (rule 42).

    Raises:
        NothingSuch: If there is no such promise.
    """
    row = Promise.objects.filter(public_id=promise).first()
    if row is None:
        raise NothingSuch("There is no such promise.", field="promise")
    values = {"promise": row, "words": words, "is_kept": is_kept}
    write(PromiseEvidence, told=told, by=by, at=at, **values)


def state_funding(
    *,
    place_id: int,
    purpose: str,
    found: str,
    amount_pence: int | None,
    told: Told,
    by: Actor,
    at: datetime,
) -> None:
    """Say where the money for a purpose comes from; "" is not yet identified (rule 42)."""
    write(
        FundingStatement,
        told=told,
        by=by,
        at=at,
        place_id=place_id,
        purpose=purpose,
        found=found,
        amount_pence=amount_pence,
    )


def commit(
    *,
    place_id: int,
    purpose: str,
    words: str,
    amount_pence: int,
    told: Told,
    by: Actor,
    at: datetime,
) -> None:
    """Commit money for a purpose.

    Raises:
        NotFunded: If where it comes from is not identified (rule 42).
    """
    stated = FundingStatement.objects.filter(place_id=place_id, purpose=purpose)
    last = stated.order_by(*IN_ORDER).last()
    if last is None or not last.found:
        raise NotFunded(
            f"Where the money for “{purpose}” comes from is not yet identified.",
            why="Nothing is committed before its source is known.",
            rule=42,
            remedy="Write down the source of the money first.",
            who="the commissioner",
            field="for_purpose",
        )
    write(
        Commitment,
        told=told,
        by=by,
        at=at,
        place_id=place_id,
        purpose=purpose,
        words=words,
        amount_pence=amount_pence,
    )


def offer_to_practices(
    *,
    contract_id: int,
    offered_to: str,
    answer_by: date,
    amount_pence: int,
    words: str,
    told: Told,
    by: Actor,
    at: datetime,
) -> UUID:
    """Publish what local general practice is offered: for what, how long, how much (rule 54).

    Args:
        contract_id: The contract that it is about.
        offered_to: Which practices, in words.
        answer_by: The last day for answers.
        amount_pence: The money offered; 0 says that there is none.
        words: What is offered.
        told: When it was made, and where it is found.
        by: Who writes it down.
        at: When.

    Raises:
        NoTimeAllowed: If practices have not a day to answer.
    """
    if told.on is None or answer_by <= told.on:
        raise NoTimeAllowed(
            "Practices would have no day to answer.",
            rule=54,
            remedy="Name a later day by which they answer.",
            field="answer_by",
        )
    return write(
        PracticeOffer,
        told=told,
        by=by,
        at=at,
        contract_id=contract_id,
        offered_to=offered_to,
        answer_by=answer_by,
        amount_pence=amount_pence,
        words=words,
    ).public_id


def record_reply(
    *, offer: UUID, practice: str, answer: str, words: str, told: Told, by: Actor, at: datetime
) -> None:
    """Write down what a practice answered to an offer (rule 54).

    Raises:
        NothingSuch: If there is no such offer.
    """
    row = PracticeOffer.objects.filter(public_id=offer).first()
    if row is None:
        raise NothingSuch("There is no such offer.", field="offer")
    values = {"offer": row, "practice": practice, "answer": answer, "words": words}
    write(OfferReply, told=told, by=by, at=at, **values)
