"""Work of finance that is left to the worker (procrastinate)."""

from procrastinate import JobContext
from procrastinate.contrib.django import app

from peckham.finance.actions.activity import give_up, take_in_file
from peckham.finance.actions.statements import draw, end

# Work that took its worker down with it so often is not begun again.
ATTEMPTS_MAX = 3
_FAULT = "Something went wrong on our side; the fault has been recorded."


@app.task(pass_context=True)
def take_in_job(context: JobContext, batch_id: int) -> None:
    """Read a file of activity that was brought in; a key only."""
    if context.job.attempts >= ATTEMPTS_MAX:
        give_up(batch_id)
        return
    try:
        take_in_file(batch_id)
    except Exception:
        give_up(batch_id)
        raise


@app.task(pass_context=True)
def draw_job(context: JobContext, run_id: int) -> None:
    """Draw the statements of a month; a key only."""
    if context.job.attempts >= ATTEMPTS_MAX:
        end(run_id, _FAULT)
        return
    try:
        draw(run_id)
    except Exception:
        end(run_id, _FAULT)
        raise
