"""Work of payments that a finance officer left to the worker (procrastinate)."""

from procrastinate import JobContext
from procrastinate.contrib.django import app

from peckham.finance.actions.working import give_up, work

# Work that took its worker down so often is not begun again.
ATTEMPTS_MAX = 3


@app.task(name="peckham.finance.tasks.payment_job", pass_context=True)
def payment_job(context: JobContext, work_id: int) -> None:
    """Take a list, issue a payment, or post that it was paid; keys only."""
    do = work if context.job.attempts < ATTEMPTS_MAX else give_up
    do(work_id)
