"""What a worker had in hand when it died is begun again by the next; the rest is left alone."""

import pytest
from django.db import connection
from tests.databases import as_worker

from peckham.infra.tasks import resume_jobs_job

pytestmark = pytest.mark.django_db


def job_in_hand(name, *, beat_seconds_ago=None, queueing_lock=None):
    """Put a job into the hands of a worker that beat so long ago, or that is forgotten."""
    with connection.cursor() as cursor:
        worker = None
        if beat_seconds_ago is not None:
            cursor.execute(
                "INSERT INTO procrastinate_workers (last_heartbeat)"
                " VALUES (now() - make_interval(secs => %s)) RETURNING id",
                [beat_seconds_ago],
            )
            worker = cursor.fetchone()[0]
        cursor.execute(
            "INSERT INTO procrastinate_jobs"
            " (queue_name, task_name, status, worker_id, queueing_lock)"
            " VALUES ('default', %s, 'doing', %s, %s)",
            [name, worker, queueing_lock],
        )


def resume():
    with as_worker(None):
        return resume_jobs_job.func(timestamp=0)


def standing():
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name, status::text, attempts FROM procrastinate_jobs")
        return {name: (status, attempts) for name, status, attempts in cursor.fetchall()}


def test_what_a_dead_worker_had_in_hand_is_put_back_and_the_rest_is_left():
    job_in_hand("of a dead worker", beat_seconds_ago=60)
    job_in_hand("of a worker that is forgotten")
    job_in_hand("of a worker that lives", beat_seconds_ago=1)
    job_in_hand("of the clock", beat_seconds_ago=60, queueing_lock="of the clock")
    assert resume() == 2
    assert standing() == {
        "of a dead worker": ("todo", 1),
        "of a worker that is forgotten": ("todo", 1),
        "of a worker that lives": ("doing", 0),
        "of the clock": ("doing", 0),
    }
