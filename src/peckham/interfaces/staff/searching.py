"""The job behind a search for a plan: it says how far it is, ends when asked, leaves a draft."""

from peckham.infra import clock
from peckham.infra.scope import Scope, open_scope, system_scope
from peckham.kernel import Refused
from peckham.kernel.london import day_of
from peckham.places import api as places

planning = places.planning
EVERY_SECONDS = 0.5
FAULT = "Something went wrong on our side; the fault has been recorded."


class _Report:
    """Writes down how far the search is, now and then, and hears whether to go on."""

    def __init__(self, run_id: int) -> None:
        self.run_id = run_id
        self.said_at = clock.now()
        self.is_over = False
        self.steps_done = 0

    def tell(self, part: str, done: int, _whole: int) -> None:
        if part == "searching":
            self.steps_done = max(self.steps_done, done)
        if (clock.now() - self.said_at).total_seconds() < EVERY_SECONDS:
            return
        with open_scope(_scope()):
            self.is_over = not planning.say_progress(self.run_id, steps_done=self.steps_done)
        self.said_at = clock.now()


def _scope() -> Scope:
    return system_scope("design run", purpose="population planning", at=clock.now())


def search(run_id: int) -> None:
    """Search for the plan that a planner asked for, and leave what was found as a draft."""
    with open_scope(_scope()):
        row = planning.begin_design(run_id)
        if row is None:
            return
        problem = planning.posed_for(
            row.begun_from_id, row.place_id, row.asked, on=day_of(clock.now())
        )
    report = _Report(run_id)
    try:
        found = planning.sought(
            problem,
            row.asked,
            steps=row.steps_all,
            tell=report.tell,
            is_over=lambda: report.is_over,
        )
        with open_scope(_scope()) as scope:
            _leave(row, found, scope)
    except Refused as refusal:
        _end(run_id, str(refusal))
    except Exception:
        give_up(run_id)
        raise


def give_up(run_id: int) -> None:
    """Say of a search that it failed through no fault of what was asked."""
    _end(run_id, FAULT)


def _leave(row: "planning.DesignRun", found: "planning.Sought", scope: Scope) -> None:
    public_id = planning.draft_plan(
        drafted_from=row.begun_from_id,
        name=row.name,
        labels=found.labels,
        assessment=found.assessment,
        explanation=f"Found by a search that began with “{row.begun_from.name}”.",
        by=scope.actor,
        at=scope.at,
    )
    planning.end_design(
        row.pk, result=public_id, value=found.assessment.value, refusal="", at=scope.at
    )


def _end(run_id: int, refusal: str) -> None:
    with open_scope(_scope()) as scope:
        planning.end_design(run_id, result=None, value=None, refusal=refusal, at=scope.at)
