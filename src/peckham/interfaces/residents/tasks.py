"""Work that a page of the residents' site leaves to the worker (procrastinate)."""

from uuid import UUID

from procrastinate import JobContext
from procrastinate.contrib.django import app

from peckham.interfaces.residents.own_copy.making import give_up, make

MAKE_COPY = "peckham.interfaces.residents.tasks.make_copy_job"
# A copy that took its worker down with it so often is not begun again.
ATTEMPTS_MAX = 3


@app.task(name=MAKE_COPY, pass_context=True)
def make_copy_job(context: JobContext, export_id: int, person_id: int, public_id: str) -> None:
    """Make the copy of their own record that somebody asked for; keys only, never a name."""
    do = make if context.job.attempts < ATTEMPTS_MAX else give_up
    do(export_id, person_id=person_id, public_id=UUID(public_id))
