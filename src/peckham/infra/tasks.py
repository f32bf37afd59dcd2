"""Scheduled work of infra, run by the worker process (procrastinate)."""

from importlib import import_module

from django.conf import settings
from procrastinate.contrib.django import app

from peckham.infra import clock, sign_in_tries


@app.periodic(cron="17 * * * *")
@app.task(name="peckham.infra.tasks.forget_sessions_job", queueing_lock="forget sessions")
def forget_sessions_job(timestamp: int) -> None:
    """Each hour: delete sessions that are over, and tries to sign in that no longer count.

    Sessions hold drafts and what was searched for.

    `timestamp` is the minute it was due.
    """
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    sign_in_tries.forget(clock.now())
