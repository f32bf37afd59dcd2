"""Work that a page of the staff site leaves to the worker (procrastinate)."""

from procrastinate.contrib.django import app

DESIGN = "peckham.interfaces.staff.tasks.design_job"


@app.task(name=DESIGN)
def design_job(run_id: int) -> None:
    """Search for the plan that a planner asked for; keys only."""
    # Read here and not above: the web process names the job and does not carry the designer.
    from peckham.interfaces.staff.searching import search

    search(run_id)
