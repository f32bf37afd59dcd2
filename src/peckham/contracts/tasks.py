"""Scheduled work of contracts, run by the worker process (procrastinate)."""

from procrastinate.contrib.django import app

from peckham.contracts.actions.measuring import measure
from peckham.contracts.actions.sweeping_duties import sweep
from peckham.infra import clock


@app.periodic(cron="9 6 * * *")
@app.task(name="peckham.contracts.tasks.sweep_duties_job", queueing_lock="duties sweep")
def sweep_duties_job(timestamp: int) -> int:
    """Each morning: raise what is overdue to its handler. `timestamp` is the minute it was due."""
    return sweep(at=clock.now())


@app.periodic(cron="37 2 * * *")
@app.task(name="peckham.contracts.tasks.measure_clauses_job", queueing_lock="contract clauses")
def measure_clauses_job(timestamp: int) -> int:
    """Each night: find whether clauses of contracts are kept. `timestamp` is when it was due."""
    return measure(at=clock.now())
