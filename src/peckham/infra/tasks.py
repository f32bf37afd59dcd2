"""Scheduled work of infra, run by the worker process (procrastinate)."""

from datetime import timedelta
from importlib import import_module

from django.conf import settings
from django.db.models import Q
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from peckham.infra import clock, sign_in_tries

# A worker says every ten seconds that it is alive.
HEARTBEATS_MISSED = timedelta(seconds=30)


@app.periodic(cron="17 * * * *")
@app.task(name="peckham.infra.tasks.forget_sessions_job", queueing_lock="forget sessions")
def forget_sessions_job(timestamp: int) -> None:
    """Each hour: delete sessions that are over, and tries to sign in that no longer count.

    Sessions hold drafts and what was searched for.

    `timestamp` is the minute it was due.
    """
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    sign_in_tries.forget(clock.now())


@app.periodic(cron="* * * * *")
@app.task(name="peckham.infra.tasks.resume_jobs_job", queueing_lock="resume jobs")
def resume_jobs_job(timestamp: int) -> int:
    """Each minute: put back in the queue what a worker had in hand when it died.

    Every task is therefore harmless however often it begins. One that the clock begins anew by
    itself is not put back beside its successor.

    Returns:
        How many were put back.
    """
    now = clock.now()
    nobodys = Q(worker__isnull=True) | Q(worker__last_heartbeat__lt=now - HEARTBEATS_MISSED)
    in_hand = ProcrastinateJob.objects.filter(nobodys, status="doing", queueing_lock__isnull=True)
    found = list(in_hand.values_list("pk", flat=True))
    for key in found:
        app.job_manager.retry_job_by_id(key, retry_at=now)
    return len(found)
