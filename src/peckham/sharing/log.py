"""The log of looks, as other rooms use it: read, judged, sealed, verified."""

from peckham.sharing.actions.sealing import seal
from peckham.sharing.domain.looks import Judgement, LookPage, LookRow
from peckham.sharing.queries.looking import (
    Filter,
    Looker,
    judge,
    judgements,
    last_sealed_at,
    lookers,
    looks_by_staff,
    own_looks,
    own_records,
)
from peckham.sharing.queries.verifying import Verification, verify

__all__ = [
    "Filter",
    "Judgement",
    "LookPage",
    "LookRow",
    "Looker",
    "Verification",
    "judge",
    "judgements",
    "last_sealed_at",
    "lookers",
    "looks_by_staff",
    "own_looks",
    "own_records",
    "seal",
    "verify",
]
