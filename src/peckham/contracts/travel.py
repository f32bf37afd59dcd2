"""Travel claims under one name of the api (rule 19)."""

from collections.abc import Mapping

from peckham.contracts.actions.deciding_claims import Decided, handle
from peckham.contracts.actions.taking_duties import Claimed, Person, take_claim
from peckham.contracts.domain.duties import drawing
from peckham.contracts.domain.duties.claim_table import CLAIMS
from peckham.contracts.domain.duties.travel import (
    Assessment,
    ProvidedUnder,
    Reason,
    Visit,
    assess,
)
from peckham.contracts.queries.claims import (
    ClaimStory,
    claim,
    ended,
    own_claims,
    track,
    worklist,
)

MEANING: Mapping[str, str] = CLAIMS.meaning

__all__ = [
    "MEANING",
    "Assessment",
    "ClaimStory",
    "Claimed",
    "Decided",
    "Person",
    "ProvidedUnder",
    "Reason",
    "Visit",
    "assess",
    "claim",
    "ended",
    "handle",
    "own_claims",
    "page",
    "take_claim",
    "track",
    "worklist",
]


def page() -> str:
    """Write docs/reference/travel-claim-states.md."""
    return drawing.page(CLAIMS, "contracts/domain/duties/claim_table.py")
