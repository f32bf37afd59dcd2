"""Whether each part is alive, for monitors and for `./peckham demo`."""

from datetime import timedelta

from django.db import connection
from django.http import HttpRequest, JsonResponse

from peckham.infra import clock, heartbeat

# The worker beats every minute; two missed beats and a little more mean that it is not there.
WORKER_SILENCE_MAX = timedelta(seconds=150)


def health(request: HttpRequest) -> JsonResponse:
    """Answer 200 when database, web and worker are alive, else 503, naming each."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    beat = heartbeat.last_beat("worker")
    worker_alive = beat is not None and clock.now() - beat < WORKER_SILENCE_MAX
    parts = {
        "database": "alive",
        "web": "alive",
        "worker": "alive" if worker_alive else "silent",
        "worker_last_beat_at": beat.isoformat() if beat else None,
    }
    response = JsonResponse(parts, status=200 if worker_alive else 503)
    response["Cache-Control"] = "no-store"
    return response
