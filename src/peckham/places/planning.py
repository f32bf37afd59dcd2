"""Neighbourhood plans as versions: drafting, who was asked, deciding, adopting, and reading them.

One name of the room's front door, because these are used together.
"""

from peckham.places.actions.drafting import NameTaken, draft_plan
from peckham.places.actions.involving import (
    publish_answer,
    record_involvement,
    record_question,
    state_network,
)
from peckham.places.actions.plans import adopt_by_decision
from peckham.places.domain.plan_records import (
    AnswerView,
    Assessment,
    DecisionView,
    Fate,
    InvolvementView,
    NetworkView,
    PlanAreas,
    PlanRecord,
    PlanView,
    RunView,
)
from peckham.places.domain.readiness import StandingRecord, missing_for_adoption
from peckham.places.queries.decisions import record_of, standing_record
from peckham.places.queries.plans import (
    NoSuchPlan,
    areas_of_plan,
    outlines,
    plan,
    plans,
    run,
    runs,
)

__all__ = [
    "AnswerView",
    "Assessment",
    "DecisionView",
    "Fate",
    "InvolvementView",
    "NameTaken",
    "NetworkView",
    "NoSuchPlan",
    "PlanAreas",
    "PlanRecord",
    "PlanView",
    "RunView",
    "StandingRecord",
    "adopt_by_decision",
    "areas_of_plan",
    "draft_plan",
    "missing_for_adoption",
    "outlines",
    "plan",
    "plans",
    "publish_answer",
    "record_involvement",
    "record_of",
    "record_question",
    "run",
    "runs",
    "standing_record",
    "state_network",
]
