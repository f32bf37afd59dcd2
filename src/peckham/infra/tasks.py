"""Scheduled work of infra, run by the worker process (procrastinate)."""

from importlib import import_module

from django.conf import settings
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.jobs import Status

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


@app.periodic(cron="* * * * *")
@app.task(
    name="peckham.infra.tasks.resume_jobs_job", queueing_lock="resume jobs", pass_context=True
)
async def resume_jobs_job(context: JobContext, timestamp: int) -> int:
    """Each minute: put back in the queue what a worker had in hand when it died.

    Every task is therefore harmless however often it begins. One that the clock begins anew by
    itself is not put back beside its successor.

    Returns:
        How many were put back.
    """
    jobs = context.app.job_manager
    resumed = 0
    for job in await jobs.get_stalled_jobs():
        if job.queueing_lock is None:
            await jobs.retry_job(job)
            resumed += 1
        else:
            await jobs.finish_job(job, Status.FAILED, delete_job=False)
    return resumed
