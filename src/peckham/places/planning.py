"""Neighbourhood plans as versions: drafting, who was asked, deciding, adopting, and reading them.

One name of the room's front door, because these are used together.
"""

from peckham.places.actions.designing import (
    ask_for_design,
    begin_design,
    end_design,
    say_progress,
    stop_design,
)
from peckham.places.actions.drafting import NameTaken, draft_plan
from peckham.places.actions.involving import (
    publish_answer,
    record_involvement,
    record_question,
    state_network,
)
from peckham.places.actions.plans import adopt_by_decision
from peckham.places.actions.searching import Sought, posed_for, sought
from peckham.places.domain.boundary import (
    NO_NETWORK,
    BoundaryReport,
    Ground,
    NeighbourhoodColumn,
    NetworkRow,
    boundary_report,
)
from peckham.places.domain.boundary_tables import matrix_table, moves_that_lift
from peckham.places.domain.drawing import Drawing
from peckham.places.domain.moved import AreaMove, BadMove, Moved, differences, with_moves
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
from peckham.places.domain.readiness import MISSING_WORDS, StandingRecord, missing_for_adoption
from peckham.places.models import DesignRun
from peckham.places.queries.decisions import assessment_of, record_of, standing_record
from peckham.places.queries.grounds import Named, bases_of, counts_of_areas, ground_of
from peckham.places.queries.measured import (
    MeasuredPlan,
    NeighbourhoodLine,
    drawing,
    measured,
    picture,
)
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
    "MISSING_WORDS",
    "NO_NETWORK",
    "AnswerView",
    "AreaMove",
    "Assessment",
    "BadMove",
    "BoundaryReport",
    "DecisionView",
    "DesignRun",
    "Drawing",
    "Fate",
    "Ground",
    "InvolvementView",
    "MeasuredPlan",
    "Move",
    "Moved",
    "NameTaken",
    "Named",
    "NeighbourhoodColumn",
    "NeighbourhoodLine",
    "NetworkRow",
    "NetworkView",
    "NoSuchPlan",
    "PlanAreas",
    "PlanRecord",
    "PlanView",
    "RunView",
    "SmallestMoves",
    "Sought",
    "StandingRecord",
    "adopt_by_decision",
    "areas_of_plan",
    "ask_for_design",
    "assessment_of",
    "bases_of",
    "begin_design",
    "boundary_report",
    "counts_of_areas",
    "differences",
    "draft_plan",
    "drawing",
    "end_design",
    "ground_of",
    "matrix_table",
    "measured",
    "missing_for_adoption",
    "moves_that_lift",
    "outlines",
    "picture",
    "plan",
    "plans",
    "posed_for",
    "publish_answer",
    "record_involvement",
    "record_of",
    "record_question",
    "run",
    "runs",
    "say_progress",
    "smallest_moves",
    "sought",
    "standing_record",
    "state_network",
    "stop_design",
    "with_moves",
]
