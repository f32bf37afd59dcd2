"""Work of finance that a finance officer left to the worker (procrastinate)."""

from uuid import UUID

from procrastinate import JobContext
from procrastinate.contrib.django import app

from peckham.finance.actions import (
    activity,
    activity_of_needs,
    recharge_posting,
    statements,
    working,
)

# Work that took its worker down so often is not begun again.
ATTEMPTS_MAX = 3
_FAULT = "Something went wrong on our side; the fault has been recorded."


@app.task(name="peckham.finance.tasks.payment_job", pass_context=True)
def payment_job(context: JobContext, work_id: int) -> None:
    """Take a list, issue a payment, or post that it was paid; keys only."""
    do = working.work if context.job.attempts < ATTEMPTS_MAX else working.give_up
    do(work_id)


@app.task(pass_context=True)
def take_in_job(context: JobContext, batch_id: int) -> None:
    """Read a file of activity that was brought in; a key only."""
    if context.job.attempts >= ATTEMPTS_MAX:
        activity.give_up(batch_id)
        return
    try:
        activity.take_in_file(batch_id)
    except Exception:
        activity.give_up(batch_id)
        raise


@app.task(pass_context=True)
def take_in_needs_job(context: JobContext, batch_id: int) -> None:
    """Take in what the Needs book answered in a month; a key only."""
    if context.job.attempts >= ATTEMPTS_MAX:
        activity.give_up(batch_id)
        return
    try:
        activity_of_needs.take_in_needs(batch_id)
    except Exception:
        activity.give_up(batch_id)
        raise


@app.task(pass_context=True)
def draw_job(context: JobContext, run_id: int) -> None:
    """Draw the statements of a month; a key only."""
    if context.job.attempts >= ATTEMPTS_MAX:
        statements.end(run_id, _FAULT)
        return
    try:
        statements.draw(run_id)
    except Exception:
        statements.end(run_id, _FAULT)
        raise


@app.task
def recharge_job(statement: str) -> None:
    """Post an agreed statement of lent staff; a key only. Repeated, it is harmless."""
    recharge_posting.post_as_worker(UUID(statement))
