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
from peckham.places.domain.boundary import (
    NO_NETWORK,
    BoundaryReport,
    Ground,
    NeighbourhoodColumn,
    NetworkRow,
    boundary_report,
)
from peckham.places.domain.boundary_tables import matrix_table, moves_that_lift
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
from peckham.places.domain.practice_moves import Move, SmallestMoves, smallest_moves
from peckham.places.domain.readiness import StandingRecord, missing_for_adoption
from peckham.places.queries.decisions import record_of, standing_record
from peckham.places.queries.grounds import Named, bases_of, ground_of
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
    "NO_NETWORK",
    "AnswerView",
    "Assessment",
    "BoundaryReport",
    "DecisionView",
    "Fate",
    "Ground",
    "InvolvementView",
    "Move",
    "NameTaken",
    "Named",
    "NeighbourhoodColumn",
    "NetworkRow",
    "NetworkView",
    "NoSuchPlan",
    "PlanAreas",
    "PlanRecord",
    "PlanView",
    "RunView",
    "SmallestMoves",
    "StandingRecord",
    "adopt_by_decision",
    "areas_of_plan",
    "bases_of",
    "boundary_report",
    "draft_plan",
    "ground_of",
    "matrix_table",
    "missing_for_adoption",
    "moves_that_lift",
    "outlines",
    "plan",
    "plans",
    "publish_answer",
    "record_involvement",
    "record_of",
    "record_question",
    "run",
    "runs",
    "smallest_moves",
    "standing_record",
    "state_network",
]
