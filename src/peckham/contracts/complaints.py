"""Complaints and thanks under one name of the api (rule 18)."""

from collections.abc import Mapping

from peckham.contracts.actions.changing_duties import ChangedMeanwhile, NotFound
from peckham.contracts.actions.handling_complaints import Given, handle
from peckham.contracts.actions.sweeping_duties import sweep
from peckham.contracts.actions.taking_duties import (
    Complained,
    DutyReceipt,
    Person,
    Unsaid,
    take_complaint,
    take_thanks,
)
from peckham.contracts.domain.duties import drawing
from peckham.contracts.domain.duties.complaint_facts import Response
from peckham.contracts.domain.duties.complaint_table import COMPLAINTS
from peckham.contracts.queries.bodies import bodies_by_id, bodies_on_offer, default_body
from peckham.contracts.queries.complaints import (
    ComplaintLine,
    ComplaintStory,
    Step,
    complaint,
    ended,
    own_complaints,
    thanks,
    track,
    worklist,
)

MEANING: Mapping[str, str] = COMPLAINTS.meaning

__all__ = [
    "MEANING",
    "ChangedMeanwhile",
    "Complained",
    "ComplaintLine",
    "ComplaintStory",
    "DutyReceipt",
    "Given",
    "NotFound",
    "Person",
    "Response",
    "Step",
    "Unsaid",
    "bodies_by_id",
    "bodies_on_offer",
    "complaint",
    "default_body",
    "ended",
    "handle",
    "own_complaints",
    "page",
    "sweep",
    "take_complaint",
    "take_thanks",
    "thanks",
    "track",
    "worklist",
]


def page() -> str:
    """Write docs/reference/complaint-states.md."""
    return drawing.page(COMPLAINTS, "contracts/domain/duties/complaint_table.py")
