"""Scheduled work of care, run by the worker process (procrastinate)."""

from procrastinate import JobContext
from procrastinate.contrib.django import app

from peckham.care.actions.lapsing import lapse_offer, sweep
from peckham.infra import clock


@app.task(name="peckham.care.tasks.lapse_offer_job")
def lapse_offer_job(offer_id: int) -> bool:
    """Look at one offer whose time should be over; harmless however often it runs."""
    return lapse_offer(offer_id, at=clock.now())


@app.periodic(cron="* * * * *")
@app.task(name="peckham.care.tasks.sweep_job", queueing_lock="care sweep", pass_context=True)
def sweep_job(context: JobContext, timestamp: int) -> int:
    """Each minute: find what a dead worker left. `timestamp` is the minute it was due."""
    return sweep(at=clock.now(), must_stop=context.should_abort)
