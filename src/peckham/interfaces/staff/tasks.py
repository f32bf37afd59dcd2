"""Work that a page of the staff site leaves to the worker (procrastinate)."""

from procrastinate import JobContext
from procrastinate.contrib.django import app

DESIGN = "peckham.interfaces.staff.tasks.design_job"
# A search that took its worker down with it so often is not begun again.
ATTEMPTS_MAX = 3


@app.task(name=DESIGN, pass_context=True)
def design_job(context: JobContext, run_id: int) -> None:
    """Search for the plan that a planner asked for; keys only."""
    # Read here and not above: the web process names the job and does not carry the designer.
    from peckham.interfaces.staff.searching import give_up, search

    if context.job.attempts < ATTEMPTS_MAX:
        search(run_id)
    else:
        give_up(run_id)
