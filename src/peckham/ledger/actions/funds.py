"""Opening funds, writing the principles of their spending, and ratifying them."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from peckham.infra import audit
from peckham.kernel import Actor
from peckham.ledger.actions.refusing import refusals
from peckham.ledger.models import (
    Fund,
    FundParty,
    Principle,
    PrinciplesVersion,
    Ratification,
)


def open_fund(
    *,
    code: str,
    name: str,
    purpose: str,
    holder_id: int,
    beneficial_owner: str,
    is_restricted: bool,
    by: Actor,
    at: datetime,
    party_ids: Iterable[int] = (),
    ratified_by_min: int = 0,
) -> UUID:
    """Open a fund in its holder's books (rules 48 and 49).

    Args:
        code: Its code in this deployment.
        name: What it is called.
        purpose: What it may be spent on.
        holder_id: Key of the organisation that holds the money; it is a party as well.
        beneficial_owner: Whose money it is, by name.
        is_restricted: Whether it never goes below zero.
        by: Who opens it.
        at: When.
        party_ids: Keys of the other partners.
        ratified_by_min: How many parties ratify principles of spending; 0 asks for none.

    Returns:
        Its public key.
    """
    written = {"recorded_at": at, "recorded_by": by.identifier}
    with refusals():
        row = Fund.objects.create(
            code=code, name=name, purpose=purpose, holder_id=holder_id,
            beneficial_owner=beneficial_owner, is_restricted=is_restricted,
            ratified_by_min=ratified_by_min, **written,
        )  # fmt: skip
        for key in party_ids:
            FundParty.objects.create(fund=row, organisation_id=key, **written)
        _say("ledger.open_fund", row.public_id, by=by, at=at)
    return row.public_id


def write_principles(fund: UUID, principles: Mapping[str, str], *, by: Actor, at: datetime) -> int:
    """Write a version of a fund's principles: by code, in words. The partners ratify it.

    Returns:
        Its number; the version before stands until enough partners have ratified this one.
    """
    with refusals():
        row = Fund.objects.get(public_id=fund)
        number = PrinciplesVersion.objects.filter(fund=row).count() + 1
        version = PrinciplesVersion.objects.create(
            fund=row, number=number, recorded_at=at, recorded_by=by.identifier
        )
        for code, words in principles.items():
            Principle.objects.create(version=version, code=code, words=words)
        _say("ledger.write_principles", fund, by=by, at=at)
    return number


def ratify(fund: UUID, number: int, *, organisation_id: int, by: Actor, at: datetime) -> None:
    """Ratify a version of the principles for a partner.

    Raises:
        NotForRatifying: If the organisation is no partner in the fund.
        NotYourBooks: If the actor does not act for that organisation.
    """
    with refusals():
        version = PrinciplesVersion.objects.get(fund__public_id=fund, number=number)
        Ratification.objects.create(
            version=version,
            organisation_id=organisation_id,
            recorded_at=at,
            recorded_by=by.identifier,
        )
        _say("ledger.ratify", fund, by=by, at=at)


def _say(action: str, fund: UUID, *, by: Actor, at: datetime) -> None:
    audit.record(action=action, subject_kind="fund", subject_id=fund, by=by, at=at)
