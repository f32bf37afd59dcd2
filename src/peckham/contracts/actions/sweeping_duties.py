"""What is overdue is raised to its handler, once for each day that was due; nothing is decided."""

from datetime import datetime

from peckham.contracts.actions.changing_duties import Effect, change, complaint_events
from peckham.contracts.actions.deciding_claims import BOOK as CLAIMS
from peckham.contracts.actions.deciding_claims import facts_of
from peckham.contracts.actions.handling_complaints import BOOK as COMPLAINTS
from peckham.contracts.actions.handling_complaints import Given
from peckham.contracts.actions.handling_complaints import _facts as complaint_facts
from peckham.contracts.models.duties import Complaint, TravelClaim
from peckham.contracts.queries.complaints import keys_of_bodies, subject_of
from peckham.infra.scope import open_scope, system_scope
from peckham.kernel.london import day_of

SWEEP = "duties sweep"


def sweep(*, at: datetime) -> int:
    """Raise every complaint and claim that is overdue and has not been raised for that day.

    Safe to run however often, and beside another: each row is locked, and skipped where locked.

    Returns:
        How many were raised.
    """
    with open_scope(system_scope(SWEEP, purpose="operations", at=at)) as scope:
        raised = 0
        overdue = {"due_on__lt": day_of(at)}
        for row in Complaint.objects.select_for_update(skip_locked=True).filter(**overdue):
            events = complaint_events(row.pk)
            if _is_raised(row.due_on, [(e.kind, e.due_on) for e in events]):
                continue
            subject = subject_of(row, events, keys_of_bodies(row))
            facts = complaint_facts(row, subject, Given(), None, at)
            change(COMPLAINTS, row, "raised", Effect(facts), by=scope.actor, at=at)
            raised += 1
        for claim in TravelClaim.objects.select_for_update(skip_locked=True).filter(**overdue):
            told = claim.events.values_list("kind", "due_on")
            if _is_raised(claim.due_on, list(told)):
                continue
            change(CLAIMS, claim, "raised", Effect(facts_of(claim, at)), by=scope.actor, at=at)
            raised += 1
        return raised


def _is_raised(due_on: object, told: list[tuple[str, object]]) -> bool:
    return ("raised", due_on) in told
