"""Work that a page of the residents' site leaves to the worker (procrastinate)."""

from uuid import UUID

from procrastinate.contrib.django import app

from peckham.interfaces.residents.own_copy.making import make

MAKE_COPY = "peckham.interfaces.residents.tasks.make_copy_job"


@app.task(name=MAKE_COPY)
def make_copy_job(export_id: int, person_id: int, public_id: str) -> None:
    """Make the copy of their own record that somebody asked for; keys only, never a name."""
    make(export_id, person_id=person_id, public_id=UUID(public_id))
