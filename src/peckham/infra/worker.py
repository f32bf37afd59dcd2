"""The worker process: it takes jobs from the queue and says every half minute that it is alive."""

import asyncio
from typing import cast

from django.db import close_old_connections
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from peckham.infra import clock, heartbeat

BEAT_SECONDS = 30.0
# A job that is cut off is found again by the sweep, so a stop need not wait for a long one.
STOP_SECONDS = 10.0


def run() -> None:
    """Work until told to stop by SIGINT or SIGTERM.

    Django must be set up with PECKHAM_PROCESS=worker. The beat runs in the same loop as the jobs,
    so that a loop that hangs falls silent.
    """
    asyncio.run(_work())


async def _work() -> None:
    connector = cast(DjangoConnector, app.connector)
    worker_app = app.with_connector(connector.get_worker_connector())
    async with worker_app.open_async():
        beating = asyncio.create_task(_beat_for_ever())
        working = asyncio.create_task(
            worker_app.run_worker_async(shutdown_graceful_timeout=STOP_SECONDS)
        )
        try:
            done, _ = await asyncio.wait({beating, working}, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            beating.cancel()
            working.cancel()
            await asyncio.gather(beating, working, return_exceptions=True)


async def _beat_for_ever() -> None:
    while True:
        await asyncio.to_thread(_beat)
        await asyncio.sleep(BEAT_SECONDS)


def _beat() -> None:
    close_old_connections()
    try:
        heartbeat.beat("worker", at=clock.now())
    finally:
        close_old_connections()
