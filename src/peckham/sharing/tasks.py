"""Scheduled work of the Access book, run by the worker process (procrastinate)."""

from procrastinate.contrib.django import app

from peckham.infra import clock
from peckham.sharing.actions.exporting import empty_exports
from peckham.sharing.actions.sealing import seal


@app.periodic(cron="* * * * *")
@app.task(name="peckham.sharing.tasks.seal_job", queueing_lock="log sealing")
def seal_job(timestamp: int) -> int | None:
    """Each minute: seal what was looked at. `timestamp` is the minute it was due."""
    return seal(at=clock.now())


@app.periodic(cron="41 * * * *")
@app.task(name="peckham.sharing.tasks.empty_exports_job", queueing_lock="empty exports")
def empty_exports_job(timestamp: int) -> int:
    """Each hour: empty the copies of records whose time is over."""
    return empty_exports(at=clock.now())
