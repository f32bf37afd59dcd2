"""Scheduled work of the Money book, run by the worker process (procrastinate)."""

from procrastinate.contrib.django import app

from peckham.infra import clock
from peckham.ledger.actions.sealing import seal


@app.periodic(cron="* * * * *")
@app.task(name="peckham.ledger.tasks.seal_job", queueing_lock="journal sealing")
def seal_job(timestamp: int) -> int | None:
    """Each minute: chain what was posted. `timestamp` is the minute it was due."""
    return seal(at=clock.now())
