"""Travel claims are checked, and decided by a person: the rules only assess them (rule 19)."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from peckham.contracts.actions.changing_duties import Book, Effect, change, locked
from peckham.contracts.domain.duties.claim_table import CLAIMS, Facts
from peckham.contracts.models.duties import TravelClaim, TravelClaimEvent
from peckham.contracts.queries.claims import assessed
from peckham.infra.scope import current_scope
from peckham.kernel import Actor
from peckham.kernel.london import day_of

BOOK = Book("claim", TravelClaim, TravelClaimEvent, CLAIMS)


@dataclass(frozen=True, slots=True)
class Decided:
    """What staff say of a claim.

    Args:
        words: Why, or what was checked.
        amount_pence: What is paid; None where it is refused.
        checked: What was checked, over what was claimed; names as in `queries.claims.read_visit`.
    """

    words: str = ""
    amount_pence: int | None = None
    checked: Mapping[str, Any] = field(default_factory=dict)


@transaction.atomic
def handle(
    kind: str, public_id: UUID, said: Decided, *, version: int, by: Actor, at: datetime
) -> None:
    """Do one thing with a claim, for the provider: check it, allow or refuse it, say it is paid.

    The decision keeps what the rules said of the claim at that moment, each reason with its source.

    Raises:
        Refused: If it is another body's, does not start in this state, or a condition of the table
            does not hold.
    """
    row = locked(BOOK, public_id, version=version)
    CLAIMS.check_part(
        kind, is_lead=row.lead_id == current_scope().organisation_id, is_concerned=False
    )
    facts = facts_of(row, at, said, outcome=kind if kind in ("allowed", "refused") else "")
    detail: dict[str, Any] = {"words": said.words.strip()}
    if kind == "checked":
        detail["checked"] = dict(said.checked)
    if facts.outcome:
        reasons = [asdict(each) for each in facts.assessment.reasons]
        detail |= {
            "amount_pence": said.amount_pence,
            "reasons": reasons,
            "rules_said": facts.assessment.status,
            "paid_by": facts.assessment.paid_by,
        }
    change(BOOK, row, kind, Effect(facts, detail), by=by, at=at)


def facts_of(
    row: TravelClaim, at: datetime, said: Decided | None = None, *, outcome: str = ""
) -> Facts:
    """Give what the conditions of a claim look at."""
    given = said or Decided()
    return Facts(
        on=day_of(at),
        due_on=row.due_on,
        assessment=assessed(row),
        words=given.words,
        amount_pence=given.amount_pence,
        outcome=outcome,
    )
