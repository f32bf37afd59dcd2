"""Break-glass under one name of the api: who may, how long, what waits for review."""

from peckham.sharing.actions.breaking_glass import (
    EmergencyRefused,
    end_break_glass,
    review_break_glass,
    said_plainly,
)
from peckham.sharing.domain.emergencies import (
    REASON_LENGTH_MAX,
    REASON_LENGTH_MIN,
    Emergency,
)
from peckham.sharing.queries.emergencies import (
    LookUnder,
    emergencies_to_review,
    emergencies_waiting,
    emergency_length,
    looks_under,
    open_emergency,
    reviewed_emergencies,
)

__all__ = [
    "REASON_LENGTH_MAX",
    "REASON_LENGTH_MIN",
    "Emergency",
    "EmergencyRefused",
    "LookUnder",
    "emergencies_to_review",
    "emergencies_waiting",
    "emergency_length",
    "end_break_glass",
    "looks_under",
    "open_emergency",
    "review_break_glass",
    "reviewed_emergencies",
    "said_plainly",
]
